"""What stands on the simulated Facebook, who may see it, and how it behaves."""
