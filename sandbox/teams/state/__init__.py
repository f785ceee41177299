"""What stands in the simulated Teams."""
