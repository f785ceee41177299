"""The staff's chat as the tour sees it: Slack or Teams, read with the same eyes."""
