"""Stories of whole days, walked in a real browser by the people of both administrations."""
