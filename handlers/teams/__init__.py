"""Everything that knows Microsoft Teams."""
