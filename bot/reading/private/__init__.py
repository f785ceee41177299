"""What is personal in a text, kind by kind; `bot/reading/privacy.py` puts it together. Pure."""
