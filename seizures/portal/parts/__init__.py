"""The parts of the guide, one module each: `show(request, draft)` answers the page or goes on."""
