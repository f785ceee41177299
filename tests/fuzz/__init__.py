"""Hostile and broken input to every address, over the real application and a real store."""
