"""Invented marks, firms, goods and manifests: pure Python, the same for the same seed.

Nothing here names a real firm or brand; names are put together from syllables.
"""
