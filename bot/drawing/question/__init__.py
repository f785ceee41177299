"""The card of one question in the channel: what it says, what stands out, and what can be done there."""
