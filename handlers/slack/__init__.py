"""The door to Slack: cards, threads, buttons, dialogs, commands."""
