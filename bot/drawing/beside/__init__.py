"""What is shown beside a question: its history in words, and what goes with a text that is about to be sent."""
