"""What is shown beside a question: its history in words, what goes with a text that is about to be sent, and what was answered before."""
