"""What the command line says of itself, in the municipality's language.

Its help, what is wrong about the words of a command, and what an error means.
"""
