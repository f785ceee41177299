"""`svarvakt setup`: asks an IT person what the bot has to know, looks up what can be looked up, and writes the two files."""
