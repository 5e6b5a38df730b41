"""What every room stands on: clock, actor, refusals, locks, numbers, jobs, the base row.

Assumes nothing of the rooms above. Hands upward: `Actor`, `Refused`, `clock`, `database.atomic`,
`numbering.next_number`, `Job`, `languages.pick`.
"""
