"""How Teams is heard: the address it calls, who signed, what an activity and a gesture mean."""
