"""The declarant's side: one case, met by a one-time link and without an account."""
