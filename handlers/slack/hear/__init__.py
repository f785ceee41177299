"""How Slack is heard: events and gestures over either line, stored before they are acknowledged, and from whom they are."""
