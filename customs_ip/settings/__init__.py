"""Settings: `base` for all, then one module for each place the house stands in."""
