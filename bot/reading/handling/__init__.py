"""What kind of matter a text is, where words alone do not tell: a matter is personal by whom it is about."""
