"""One message in a thread, read by itself: what it is to the question, and which of its words a citizen would read."""
