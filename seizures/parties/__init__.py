"""Firms and persons in trade: who ships, who receives, under one key for each spelling.

Assumes nothing above. Hands upward: `Party` and `remember` (bulk, by name).
"""
