"""A simulated Slack workspace: Web API, HTTP events and interactivity, Socket Mode."""
