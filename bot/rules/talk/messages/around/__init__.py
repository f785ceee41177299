"""What stands around an answer in a message: to whom it is spoken, how it is dictated or led in, what is said before and after it."""
