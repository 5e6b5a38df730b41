"""The right holders' and declarants' side."""
