"""People's hands in the simulated Slack: writing, pressing, filling in."""
