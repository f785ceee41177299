"""Danger: what raises the alarm, who hears it, and how long it is said again."""
