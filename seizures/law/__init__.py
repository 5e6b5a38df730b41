"""The law of both administrations: calendars, ways of counting, deadlines, securities, procedures.

Cellar: pure Python, knows nothing of databases or pages. Every rule lives in a dated TOML file
and cites its instrument; the code only reads, counts and answers. It hands upward frozen
dataclasses and refuses loudly (`LawError`) what it does not know. Facts, not legal advice.
"""
