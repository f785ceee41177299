"""A simulated Graph API and webhook sender."""
