"""What the bot says of itself: the morning brief, the week in figures and as a picture, the nightly account."""
