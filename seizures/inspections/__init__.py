"""What officers open and find: inspection orders, checklists, findings, photos.

Assumes cargo and screening below. Hands upward: findings a case may be opened from.
"""
