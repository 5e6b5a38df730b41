"""Fills an empty house with the demo: people, rights, cargo, and a history of cases."""
