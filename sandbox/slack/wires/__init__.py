"""Between Slack and the bot: events and gestures by HTTP or Socket Mode, and the shapes they travel in."""
