"""Commands: a few lines over an action each."""
