"""How commands show things in a terminal: tables and pages of text. Words from outside are never taken for markup or for control codes."""

import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from rich.console import Console

SHORT = 100
_TURNING = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)  # they would turn the rest of the line round


def console() -> "Console":
    """The terminal, printing everything letter by letter."""
    from rich.console import Console

    return Console(markup=False, highlight=False, emoji=False)


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table; cells may hold anybody's words."""
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*map(clean, row))
    console().print(table)


def clean(text: str) -> str:
    """The text without what could steer the terminal or turn the reading direction round."""
    return "".join(one for one in text if one == "\n" or (unicodedata.category(one) != "Cc" and one not in _TURNING))


def short(text: str) -> str:
    """The beginning of a text in one line."""
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1]}…"


def local(moment: datetime | None, zone: ZoneInfo) -> str | None:
    """A moment for scripts: ISO 8601 with the offset of the place."""
    return moment.astimezone(zone).isoformat() if moment else None


def age(since: datetime, now: datetime, language: str) -> str:
    """How long ago something was, in words."""
    from babel.dates import format_timedelta

    return format_timedelta(max(now - since, timedelta(0)), locale=language)


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show on standard error that something is under way, when a person watches."""
    from rich.console import Console

    with Console(stderr=True).status(clean(what)):
        yield


@contextmanager
def progress(what: str, all_of_it: int) -> Iterator[Callable[[str, int], None]]:
    """A bar on standard error, when a person watches; tell it of which part how much is done by now."""
    from rich.console import Console
    from rich.progress import Progress

    done: dict[str, int] = {}
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(clean(what), total=max(all_of_it, 1))

        def advanced(part: str, count: int) -> None:
            done[part] = count
            bar.update(task, completed=sum(done.values()))

        yield advanced
