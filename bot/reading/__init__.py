"""What a text says, worked out from its words alone: personal data, language, handling. Pure."""
