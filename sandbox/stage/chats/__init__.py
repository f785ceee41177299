"""The staff's chat on the demo page: Slack or Teams, as they look and what can be done in them."""
