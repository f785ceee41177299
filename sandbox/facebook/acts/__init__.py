"""What is done on Facebook, by applications and by people, also at the worst moment."""
