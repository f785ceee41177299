"""How Slack is looked at: threads read back, own messages found, health."""
