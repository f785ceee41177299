"""What crosses a door: the protocols of page, chat and clock, and the values that travel through them."""
