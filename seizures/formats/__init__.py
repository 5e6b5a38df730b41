"""Reads cargo manifests of every accepted file format into one `ManifestLine`, and writes them.

Assumes a file on disk and its name; hands upward an iterator of headers, lines, refused rows and
"incomplete" marks. Pure Python: knows nothing of databases, HTTP or Django. Start at `reader`.
"""
