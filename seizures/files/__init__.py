"""Bytes of evidence, documents and manifests: kept once by SHA-256, checked, size-limited.

Hands upward: `StoredFile` (the bytes), `Attachment` (this file belongs to that record, as what),
`store_upload`, `store_bytes`, `attach`. Pictures are re-encoded for showing; the original stays.
"""
