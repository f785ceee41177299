"""How the simulated Facebook tells an application what happened."""
