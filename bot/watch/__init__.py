"""Watching over ourselves: what is wrong, what is stuck, who was forgotten, and saying so once."""
