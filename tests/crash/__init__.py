"""The real program, killed at every step and at random, and an auditor who knows only the outside and the questions."""
