"""How Slack is spoken to: cards and forms drawn as blocks and modals, and its refusals in our words."""
