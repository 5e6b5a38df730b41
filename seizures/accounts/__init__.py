"""Users, their roles, and the organisations they act for.

Assumes the administrations of `reference`. Hands upward: `User` (role, administration, office,
organisation) and `Organisation`. Who may do what is asked of each room's own policies.
"""
