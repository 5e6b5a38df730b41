"""Forms of the desk, one module for each room."""
