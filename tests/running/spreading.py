"""How the tests are spread over the processors: what shares something stays together, the rest goes one by one, long ones first.

Stories wait half of their time, for a clock or for another process. Between them go the quick tests, which never wait.

For `pytest -n … --dist loadgroup`, which keeps the tests of one `xdist_group` on one processor and takes the groups in order.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
LONG_FIRST = (
    "crash",
    "ui",
    "stories/troubles",
    "stories/asking",
    "stories/promising",
    "stories",
    "contracts",
    "storage",
)
ONE_AT_A_TIME = (
    "crash",
    "ui",
)  # rooms whose tests start several programs each: side by side they would starve one another
PLACE = pytest.StashKey[tuple[int, int]]()  # where its group begins, and its own
FOR_ALL = frozenset({"anyio_backend", "request", "chat"})  # shared, but costs nothing to make anew


def group(items: list[pytest.Item]) -> None:
    """Give each test its group, and note in which order the tests were read."""
    first: dict[str, int] = {}
    for place, item in enumerate(items):
        if name := group_of(item):
            item.add_marker(pytest.mark.xdist_group(name))
        item.stash[PLACE] = (first.setdefault(name or item.nodeid, place), place)


def spread(items: list[pytest.Item]) -> None:
    """Put what takes long first, and what is quick evenly between. A group stays in one piece, as it was read.

    pytest's own order comes before this one. It mixes the towns that are opened for a parameter, and opens each many times.
    """
    items.sort(key=lambda item: (*_turn(item), *item.stash[PLACE]))
    groups = [list(one) for _, one in groupby(items, key=lambda item: item.stash[PLACE][0])]
    long, quick = ([one for one in groups if _is_quick(one[0]) is wanted] for wanted in (False, True))
    items[:] = [item for one in _between(long, quick) for item in one]


def _between(long: Sequence[list[pytest.Item]], quick: Sequence[list[pytest.Item]]) -> Iterator[list[pytest.Item]]:
    """The long ones in their order, and the quick ones at even distances among them."""
    placed = 0
    for count, one in enumerate(long, start=1):
        yield one
        share = len(quick) * count // len(long)
        yield from quick[placed:share]
        placed = share
    yield from quick[placed:]


def require_group(item: pytest.Item) -> None:
    """Fail a test whose group pytest-xdist did not put into its name, which is all it goes by: it scatters the group unseen."""
    if item.get_closest_marker("xdist_group") and "@" not in item.nodeid:
        pytest.fail("these versions of pytest and pytest-xdist scatter the groups of tests", pytrace=False)


def group_of(item: pytest.Item) -> str:
    """Whom a test must stay with: its room, or whoever shares its PostgreSQL or a fixture of its module; empty for nobody.

    Quick tests stay with their module, because handing out thousands one by one costs more than it gains.
    """
    if not isinstance(item, pytest.Function):
        return item.nodeid
    module = item.nodeid.partition("::")[0]
    if _room(item) in ONE_AT_A_TIME and not item.get_closest_marker("quick"):
        return _room(item)
    parameters = dict(item.callspec.params) if hasattr(item, "callspec") else {}
    if "postgresql" in parameters.values() or "postgres" in item.fixturenames:
        return "postgresql"
    shared = [name for name in item.fixturenames if name not in FOR_ALL and _is_shared(item, name)]
    if shared:
        return "/".join([module, *(str(parameters[name]) for name in [*shared, "chat"] if name in parameters)])
    return module if item.get_closest_marker("quick") else ""


def _room(item: pytest.Item) -> str:
    return item.path.relative_to(TESTS).parts[0]


def _is_shared(item: pytest.Function, name: str) -> bool:
    definitions = item._fixtureinfo.name2fixturedefs.get(name, ())
    return any(one.scope != "function" and one.func.__module__.startswith("tests") for one in definitions)


def _turn(item: pytest.Item) -> tuple[bool, int, str]:
    """What is quick last; and a room's stories in one chat after the other, so that a shared town is opened once for each."""
    room = item.path.relative_to(TESTS).as_posix()
    place = next((n for n, long in enumerate(LONG_FIRST) if room.startswith(long + "/")), len(LONG_FIRST))
    chat = item.callspec.params.get("chat", "") if hasattr(item, "callspec") else ""
    return _is_quick(item), place, str(chat)


def _is_quick(item: pytest.Item) -> bool:
    return item.get_closest_marker("quick") is not None
