"""How Teams is read: the channels, the people, the threads, and what is wrong with them."""
