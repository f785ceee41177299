"""Whose turn it is: who claims, what may be claimed by now, and how an attempt is recorded."""
