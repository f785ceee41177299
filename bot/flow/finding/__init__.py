"""What was answered before is found again: noted when it is published, looked for when somebody asks, gone when it is erased."""
