"""One list of addresses for each room the desk shows."""
