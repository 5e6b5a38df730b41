"""What is arriving: manifests, consignments, containers, goods lines, and refused rows.

Assumes the formats of the cellar and parties, grants, files below. Hands upward: open
consignments of a corridor and the manifests that wait to be screened.
"""
