"""What waits to be done: events heard, effects ordered, who claims them, and the news that wakes the workers."""
