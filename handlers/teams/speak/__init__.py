"""How Teams is spoken to: the connector, its failures in our words, cards and dialogs."""
