"""What citizens write, labelled before any rule was written: the measure of the reading. The rules of the game stand in README.md."""
