"""The commands of `svarvakt`, one module a subject. A module imports heavy things only inside the command that needs them."""
