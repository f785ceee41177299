"""What the archive gets: one folder a question, with the names of Fiks Arkiv, the conversation word for word, and a PDF/A to read."""
