"""What is no longer needed goes, and a citizen who asks for it is forgotten."""
