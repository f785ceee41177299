"""The way of a comment to its card, stage by stage: milliseconds, statements and commits.

The stages are told apart by what each transaction does, so nothing in the bot is touched: what lies between the picture's
reading and its record is the drawing, measured by drawing the same picture again, and the call to the chat.
"""

import asyncio
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import Engine, event
from sqlmodel import col, select

from bot.drawing.gathering import view_of
from bot.drawing.question.card import question_card
from handlers.slack.speak.blocks import message
from storage.tables import Question
from tests.bench.figure import Figure
from tests.town import CHANNEL, KARI, Town, shown, town
from tests.waiting import eventually

QUESTIONS = 25
SETTLED_SECONDS = 0.3  # real, after each jump of the clock and after each card: what else is woken belongs to no card
STAGES = (  # by what a transaction does, in the order of the way
    ("storing the event", "INSERT INTO inbox"),
    ("flow", "INSERT INTO question"),
    ("record", "UPDATE delivery SET state=?, finished_at"),
    ("view", "SELECT answer."),
)
BESIDE = "looking for work"


@dataclass
class _Transaction:
    """What one transaction did, and when; moments are seconds of the performance counter."""

    began: float
    ended: float = 0.0
    is_committed: bool = False
    statements: list[str] = field(default_factory=list)

    @property
    def stage(self) -> str:
        """Which stage of the way this was."""
        return next((name for name, mark in STAGES if any(s.startswith(mark) for s in self.statements)), BESIDE)


@dataclass(frozen=True)
class _Cost:
    """What one question spent on one stage."""

    seconds: float
    statements: int = 0
    commits: int = 0


class _Listener:
    """Hears every transaction of an engine: its statements, how long it was open, and whether it was committed."""

    def __init__(self, engine: Engine) -> None:
        self.found: list[_Transaction] = []
        self._open: dict[int, _Transaction] = {}
        event.listen(engine, "begin", self._began)
        event.listen(engine, "before_cursor_execute", self._asked)
        event.listen(engine, "commit", lambda connection: self._ended(connection, committed=True))
        event.listen(engine, "rollback", lambda connection: self._ended(connection, committed=False))

    def _began(self, connection: Any) -> None:
        self._open[id(connection.connection.dbapi_connection)] = _Transaction(time.perf_counter())

    def _asked(self, connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        self._open[id(connection.connection.dbapi_connection)].statements.append(statement)

    def _ended(self, connection: Any, *, committed: bool) -> None:
        opened = self._open.pop(id(connection.connection.dbapi_connection), None)
        if opened and opened.statements:
            opened.ended, opened.is_committed = time.perf_counter(), committed
            self.found.append(opened)


async def way_to_the_card() -> list[Figure]:
    """The median milliseconds of each stage; statements and commits stand in the words."""
    async with town(rate=1.0) as solvik:
        heard = _Listener(solvik.app.database.engine.sync_engine)
        costs = [await _asked(solvik, heard, number) for number in range(QUESTIONS)]
    names = [name for one in costs for name in one]
    return [_figure(name, [one[name] for one in costs if name in one]) for name in dict.fromkeys(names)]


async def _asked(solvik: Town, heard: _Listener, number: int) -> dict[str, _Cost]:
    """What one question costs, by stage, in the order of the way."""
    solvik.clock.move(timedelta(seconds=5))
    await asyncio.sleep(SETTLED_SECONDS)
    heard.found.clear()
    words = f"Når blir lykta med merket {chr(97 + number)} reparert?"
    solvik.asks(KARI, words)
    await eventually(lambda: any(words in shown(card) for card in solvik.slack.messages(CHANNEL)[-1:]), every=0.005)
    await asyncio.sleep(SETTLED_SECONDS)
    return _costs(list(heard.found), await _drawing_seconds(solvik))


async def _drawing_seconds(solvik: Town) -> float:
    """How long the newest card takes to be drawn, and drawn as Slack wants it."""
    office = solvik.app.office
    async with office.database.read() as session:
        newest = (await session.exec(select(Question).order_by(col(Question.id).desc()).limit(1))).one()
        view = await view_of(session, office.house, newest, office.clock.now())
    began = time.perf_counter()
    message(question_card(view), office.words, calling=True)
    return time.perf_counter() - began


def _costs(heard: Sequence[_Transaction], drawing: float) -> dict[str, _Cost]:
    stored = next(one for one in heard if one.stage == STAGES[0][0])
    found = [one for one in heard if one.began >= stored.began]
    on_the_way = [one for name, _ in STAGES if (one := next((t for t in found if t.stage == name), None))]
    in_order = sorted(on_the_way, key=lambda one: one.began)
    costs = {one.stage: _cost(one) for one in in_order}
    view, record = (next(one for one in in_order if one.stage == name) for name in ("view", "record"))
    after = costs.pop("record")
    beside = [one for one in found if one not in on_the_way]
    gaps = [later.began - before.ended for before, later in pairwise(in_order)]
    to_the_view = gaps[: in_order.index(view)]
    return {
        **costs,
        "drawing": _Cost(drawing),
        "chat call": _Cost(max(record.began - view.ended - drawing, 0)),
        "record": after,
        "wake-ups": _Cost(
            sum(to_the_view), sum(len(t.statements) for t in beside), sum(t.is_committed for t in beside)
        ),
    }


def _cost(one: _Transaction) -> _Cost:
    return _Cost(one.ended - one.began, len(one.statements), int(one.is_committed))


def _figure(name: str, costs: Sequence[_Cost]) -> Figure:
    statements = statistics.mean(cost.statements for cost in costs)
    commits = statistics.mean(cost.commits for cost in costs)
    milliseconds = statistics.median(cost.seconds for cost in costs) * 1000
    detail = (
        f"{milliseconds:.1f} ms, {statements:.1f} statements and {commits:.1f} commits a question{_ABOUT.get(name, '')}"
    )
    return Figure(f"way to the card: {name}", milliseconds, None, detail, unit="ms")


_ABOUT = {
    "flow": " (with the claim of the card that it orders)",
    "drawing": " (the card, and its blocks for Slack)",
    "chat call": " (Slack's client, and the simulated Slack in the same process)",
    "wake-ups": "; the time between the transactions up to the picture's reading, and all that workers look for meanwhile",
}
