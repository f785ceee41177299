"""`python -m bot` is the command `svarvakt`."""

from handlers.cli import main

if __name__ == "__main__":
    main()
