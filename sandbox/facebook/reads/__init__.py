"""What the Graph API shows: nodes, their fields, and lists cut into pages."""
