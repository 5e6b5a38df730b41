"""How days are written into fields, where a language of the house differs from what browsers take."""
