"""Who did what, when, why: append-only, hash-chained for each administration.

Every action writes one entry in its own transaction. Hands upward: `record`, the timeline of a
subject, and the verifier. Reads of the other side's data go to a read log sealed in batches.
"""
