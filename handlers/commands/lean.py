"""Loading the program that runs, and nothing else: `docs/decisions/0019-what-a-start-loads.md` has the figures."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

# What libraries load of themselves for uses that are not ours: module → the names that they ask it for as they are loaded.
NOT_OURS = {
    "aiohttp.web": ("Application",),  # a web server,
    "slack_bolt.app.async_server": ("AsyncSlackAppServer",),  # of which Bolt makes its own; ours is uvicorn
    "slack_bolt.app.app": ("App",),  # the half of Bolt and of Slack's client that waits in threads
    "slack_bolt.adapter.starlette.handler": ("SlackRequestHandler",),
    "slack_sdk.web.client": ("WebClient",),
    "httpx._main": ("main",),  # httpx's command line, with rich and Pygments where these are installed
    "uvicorn.main": ("Server", "main", "run"),  # uvicorn's command line, with click and multiprocessing
}


def without_plugins() -> None:
    """Before pydantic is loaded, and the command line loads it: it need not look through all packages for plug-ins."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


class NotLoaded(RuntimeError):
    """Something was used that `NOT_OURS` keeps away; if we need it, it is to be taken off that list."""


@contextmanager
def loading() -> Iterator[None]:
    """Around the imports and the building of the program.

    What is loaded stays to the end, so searching it for garbage again and again takes a sixth of a start and finds next
    to nothing; from here on the collector leaves it alone, which keeps its later pauses short. Others' unused halves are
    kept away.
    """
    for name, asked_for in NOT_OURS.items():
        sys.modules.setdefault(name, _stand_in(name, asked_for))
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _stand_in(name: str, asked_for: tuple[str, ...]) -> ModuleType:
    def not_loaded(*_args: object, **_more: object) -> None:
        raise NotLoaded(name)

    module = ModuleType(name, "Not loaded: see handlers/commands/lean.py.")
    module.__dict__.update(dict.fromkeys(asked_for, not_loaded))
    return module
