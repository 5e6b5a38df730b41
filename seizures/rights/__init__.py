"""What is protected: holders, rights, their recordation with each administration, and the
match index built from what is recorded.

Assumes organisations, files and letters below. Hands upward: recorded rights in force, their
facts for matching, the current match index and its changes.
"""
