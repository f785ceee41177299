"""How Facebook is spoken to: one client, its errors in our words, its patience."""
