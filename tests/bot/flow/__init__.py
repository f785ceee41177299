"""The steps of the story, where they can be told without a town."""
