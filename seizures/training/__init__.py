"""Exercises, invented demo data, and sandboxes. The roof: nothing below knows of it."""
