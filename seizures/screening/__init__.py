"""Engine runs over cargo, and the alerts they raise for officers of both administrations.

Assumes cargo, rights and the matching cellar. Hands upward: alerts with their reasons, each
side's disposition of them, referrals, and the record of what inspections found.
"""
