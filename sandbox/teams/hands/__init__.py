"""What people do at their clients."""
