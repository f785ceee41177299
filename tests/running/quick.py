"""Which tests are quick: those that need no process, no server and no town of their own. Nobody keeps a list of them.

A test is read together with all of our own test code that it reaches, by the names it uses: its fixtures, and the
functions and classes of `tests/` that it calls. One that reaches something of `OUTSIDE` is not quick. What this reading
overlooks is caught while it runs: a quick test that starts a process or opens a port fails and says so.
"""

import sys
from collections.abc import Iterator
from functools import cache
from inspect import unwrap
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import Any

import pytest

OUTSIDE = frozenset(
    {
        "Sandbox",
        "SandboxClock",
        "Postgres",
        "subprocess",
        "create_subprocess_exec",
        "create_subprocess_shell",
        "sync_playwright",
        "bind",
        "start_server",
        "create_server",
        "TCPSite",
        "run_until_cancelled",  # of our own server
    }
)
STARTED = ("subprocess.Popen", "os.fork", "os.posix_spawn", "os.system", "socket.bind")
HEAVY_PARAMETERS = frozenset({"postgresql"})


class Guard:
    """While it is armed, whoever starts a process or opens a port is stopped, and the deed is noted."""

    def __init__(self) -> None:
        self.armed = False
        self.deeds: list[str] = []
        sys.addaudithook(self._heard)

    def _heard(self, event: str, _: Any) -> None:
        if self.armed and event in STARTED:
            self.deeds.append(event)
            raise RuntimeError(f"a quick test does {event}")

    def told(self) -> None:
        """Fail the test for what was noted since the last time, even if somebody caught the error."""
        deeds, self.deeds = self.deeds, []
        if deeds:
            pytest.fail(f"a quick test does {deeds[0]}: name what does it in tests/running/quick.py", pytrace=False)


def is_quick(item: pytest.Item) -> bool:
    """Whether nothing outside this process is needed for this test."""
    if not isinstance(item, pytest.Function):
        return False
    parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
    if any(isinstance(value, str) and value in HEAVY_PARAMETERS for value in parameters):
        return False
    definitions = item._fixtureinfo.name2fixturedefs
    fixtures = [definition.func for name in item.fixturenames for definition in definitions.get(name, ())]
    return not reaches_outside(item.function, *fixtures)


@cache
def reaches_outside(*starts: Any) -> bool:
    """Whether one of these functions or classes, or what they use of `tests/`, names something of `OUTSIDE`."""
    waiting, seen = list(starts), set[int]()
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        for code, world in _codes(thing):
            names = set(_names(code))
            if names & OUTSIDE:
                return True
            waiting += [world[name] for name in names if name in world]
    return False


def _codes(thing: Any) -> Iterator[tuple[CodeType, dict[str, Any]]]:
    """The code of a function, or of everything in a class, of our own tests."""
    thing = unwrap(thing.__func__ if isinstance(thing, MethodType) else thing)
    if not str(getattr(thing, "__module__", "")).startswith("tests") or isinstance(thing, ModuleType):
        return
    if isinstance(thing, FunctionType):
        yield thing.__code__, thing.__globals__
    elif isinstance(thing, type):
        for part in vars(thing).values():
            plain = getattr(part, "fget", None) or getattr(part, "__func__", part)
            yield from _codes(plain) if isinstance(plain, FunctionType) else ()


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _names(part)
