"""What of a thread a proposal does not have, judged without understanding it: what is surely nothing, and what may make it wrong."""
