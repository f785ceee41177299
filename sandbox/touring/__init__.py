"""What the tour in the terminal is made of: its words, its printing, its eyes and its scenes. `sandbox/tour.py` plays it."""
