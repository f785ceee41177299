"""How Facebook is heard: the webhook, its signature and body, and what its events mean in the bot's words."""
