"""What the archive gets."""
