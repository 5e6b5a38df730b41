"""Forms of the portal; each checks shape only, the actions decide."""
