"""Official letters: templates to PDF/A, stored as files, numbered, registered, served.

Assumes the caller gives only what the recipient may see. Hands upward: `issue_letter`,
`record_service`, `supersede`, the pure `render`, and `contents` (what each letter must be given).
"""
