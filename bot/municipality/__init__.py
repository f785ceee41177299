"""What the municipality decides: the shape of its file, reading and checking it, and the settings beside it."""
