"""Microsoft Teams in miniature: the Bot Connector, its keys and tokens, Graph, and people at their clients."""
