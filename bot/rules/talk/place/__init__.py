"""What a sentence is in its place: who said it, after what and before what. Weighed when all has been said (decision 0022)."""
