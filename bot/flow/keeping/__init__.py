"""What a question leaves behind beside its answer: who looked at its masked words, and what the archive gets."""
