"""How fast and how small the program is, as ratios to something bare that is measured in the same run: `python -m tests.bench`."""
