"""The way of a comment to its card, stage by stage: milliseconds, statements and commits of each transaction on it."""

import statistics
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, event

from tests.bench.figure import Figure
from tests.town import CHANNEL, KARI, Town, shown, town
from tests.waiting import eventually

QUESTIONS = 25
STAGES = (  # by what a transaction does, in the order of the way
    ("storing the event", "INSERT INTO inbox"),
    ("flow", "INSERT INTO question"),
    ("claim", "UPDATE delivery SET state=?, attempts"),
    ("record", "UPDATE delivery SET state=?, finished_at"),
    ("view", "SELECT answer."),
)


@dataclass
class _Transaction:
    began: float
    statements: list[str] = field(default_factory=list)

    @property
    def stage(self) -> str:
        """Which stage of the way this was."""
        return next(
            (name for name, mark in STAGES if any(s.startswith(mark) for s in self.statements)), "looking for work"
        )


class _Listener:
    """Hears every transaction of an engine: its statements, how long it was open, and whether it was committed."""

    def __init__(self, engine: Engine) -> None:
        self.found: list[tuple[_Transaction, float, bool]] = []
        self._open: dict[int, _Transaction] = {}
        event.listen(engine, "before_cursor_execute", self._asked)
        event.listen(engine, "commit", lambda connection: self._ended(connection, committed=True))
        event.listen(engine, "rollback", lambda connection: self._ended(connection, committed=False))

    def _asked(self, connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        opened = self._open.setdefault(id(connection.connection.dbapi_connection), _Transaction(time.perf_counter()))
        if not statement.startswith("BEGIN"):
            opened.statements.append(statement)

    def _ended(self, connection: Any, *, committed: bool) -> None:
        opened = self._open.pop(id(connection.connection.dbapi_connection), None)
        if opened and opened.statements:
            self.found.append((opened, time.perf_counter() - opened.began, committed))


async def way_to_the_card() -> list[Figure]:
    """The median milliseconds of each stage; statements and commits stand in the words."""
    async with town(rate=1.0) as solvik:
        heard = _Listener(solvik.app.database.engine.sync_engine)
        for number in range(QUESTIONS):
            await _asked(solvik, number)
        return _figures(heard.found)


async def _asked(solvik: Town, number: int) -> None:
    solvik.clock.move(timedelta(seconds=5))
    words = f"Når blir lykta med merket {chr(97 + number)} reparert?"
    solvik.asks(KARI, words)
    await eventually(lambda: any(words in shown(card) for card in solvik.slack.messages(CHANNEL)[-1:]), every=0.005)


def _figures(found: list[tuple[_Transaction, float, bool]]) -> list[Figure]:
    stages: defaultdict[str, list[tuple[float, int, bool]]] = defaultdict(list)
    for transaction, seconds, committed in found:
        stages[transaction.stage].append((seconds, len(transaction.statements), committed))
    return [_figure(name, stages[name]) for name in [*(name for name, _ in STAGES), "looking for work"] if stages[name]]


def _figure(name: str, seen: list[tuple[float, int, bool]]) -> Figure:
    statements = sum(count for _, count, _ in seen) / QUESTIONS
    commits = sum(committed for *_, committed in seen) / QUESTIONS
    detail = (
        f"{statements:.1f} statements and {commits:.1f} commits a question, in {len(seen) / QUESTIONS:.1f} transactions"
    )
    milliseconds = statistics.median(seconds for seconds, *_ in seen) * 1000
    return Figure(f"way to the card: {name}", milliseconds, 100, detail, unit="ms")
