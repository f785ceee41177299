"""Names of the chat that stand in the municipality's file in the place of ids: what they mean, and asking for it."""
