"""Who may see which fields of whose record, why, and until when.

A grant opens one subject, or everything of a kind under an agreement, to the other
administration or to an organisation. Every `visible_to(user)` above asks this room. Names of
parties open only when a grant with a legal basis lists them.
"""
