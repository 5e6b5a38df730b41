"""The officers' desk: one module for each room it shows."""
