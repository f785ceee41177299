"""How a sentence in a thread is said: to the citizen, or among colleagues. Signs that are weighed, where no rule spoke (decision 0022)."""
