"""The year: its holidays, and the days on which most houses are closed without a law. Pure."""
