"""What the bot may call: the Bot Connector's and Graph's addresses."""
