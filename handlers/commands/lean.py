"""Loading the program that runs, and nothing else: `docs/decisions/0019-what-a-start-loads.md` has the figures."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Around the imports and the building of the program.

    What is loaded stays to the end, so searching it for garbage again and again takes a sixth of a start and finds next
    to nothing; from here on the collector leaves it alone, which keeps its later pauses short. httpx would load its own
    command line, and with it rich and Pygments, wherever these are installed, as they are for ours.
    """
    sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type] # Python's own word for "not to be had"
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
