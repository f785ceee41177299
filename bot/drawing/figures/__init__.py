"""The week, or what somebody asked for, in figures."""
