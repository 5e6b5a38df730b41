"""How days are written into fields, where a language differs from what browsers take."""
