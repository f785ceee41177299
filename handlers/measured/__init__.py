"""What Prometheus is told: gathered here, and written as it wants it."""
