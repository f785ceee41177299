"""Where the program comes from: a process with everything imported, which for each line makes a child that is the program.

    python -m tests.crash.machinery.nursery LOG run --env-file FILE

Each child is `svarvakt run --env-file FILE` in a process of its own, without two seconds of imports before. For each
line on standard input this prints the child's process id at its birth and its exit code at its death.
"""

import os
import sys
import threading

import handlers.app  # noqa: F401 - imported here so that the command line finds it done
import storage.engine.schema  # noqa: F401 - likewise
from handlers import cli


def main() -> None:
    """Raise one child after the other, until standard input ends."""
    log = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    while sys.stdin.buffer.readline():
        child = os.fork()
        if child == 0:
            _be_the_program(log)
        print(child, flush=True)  # noqa: T201 - this is how it answers
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


def _be_the_program(log: int) -> None:
    for stream in (1, 2):
        os.dup2(log, stream)
    threading.Thread(target=_die_with_the_test, daemon=True).start()
    cli.main()


def _die_with_the_test() -> None:
    """Whoever started us holds the other end of standard input for as long as it lives."""
    while os.read(0, 1024):
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
