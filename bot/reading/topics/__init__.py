"""Which department knows, told by a citizen's words."""
