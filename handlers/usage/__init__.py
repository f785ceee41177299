"""What the command line says of itself, in the municipality's language: its help, and what is wrong about the words of a command."""
