"""What there is in the simulated workspace."""
