"""The story, one module per step: arrive, ask, reply, propose, approve, publish, redirect, close, follow up."""
