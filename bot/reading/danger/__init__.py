"""Whether a text tells of danger, and which kind: rules over what its clauses mean. The word files stand beside this."""
