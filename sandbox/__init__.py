"""The outside world in miniature: Facebook and Slack on localhost, speaking their real wire protocols."""
