"""Between the simulated Teams and the bot: signed calls, tokens, keys."""
