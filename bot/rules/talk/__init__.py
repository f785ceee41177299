"""What colleagues say to each other under a question, and which of it is the answer. Pure: values in, proposal out."""
