"""What people at the desk do: clicks, forms and commands, and the answer each of them gets."""
