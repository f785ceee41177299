"""What Svarvakt does and promises. No vendor's name, no HTTP and no chat format live here."""
