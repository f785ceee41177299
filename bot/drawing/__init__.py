"""Turns what we know about a question into neutral cards and forms. Pure functions of values."""
