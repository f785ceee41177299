"""What was ordered is made, once: the worker claims it and has it made, and what came of each attempt is recorded."""
