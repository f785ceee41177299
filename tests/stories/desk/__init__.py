"""What the desk does from its cards, its lists and its own page."""
