"""What is shown beside a question: its history and the record, what goes with a text about to be sent, what was answered before."""
