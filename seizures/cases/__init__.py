"""Seizure cases: the procedure fixed for life, its clocks, securities, letters, goods, disposal.

Assumes inspections below and the law in the cellar. Hands upward: cases visible to each side,
their next clocks, and goods ledgers that balance.
"""
