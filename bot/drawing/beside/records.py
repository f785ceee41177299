"""The record, for whoever watches over it: who did what to one question, and what was erased and exported when.

Numbers, codes in words and names of staff; nothing that a citizen wrote, and not who she is. `svarvakt show` and
`svarvakt retention --log` tell the same lines.
"""

from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.drawing.beside.audit import HISTORY, MOST, audit
from bot.drawing.beside.numbered import number_in, words_for
from bot.ports.card import Card
from bot.rules.calendar import ONE_DAY, opening_hours
from bot.rules.states import RECORD_READERS, WATCHERS
from bot.work import House
from storage import history
from storage.history import Erased
from storage.tables import Question

ERASED = "erased"
USUAL_DAYS, MOST_DAYS = 30, 366
NAMED = 25  # numbers of questions in a line; how many there are in all is told beside them
LINES = 10  # in one block of a list


@dataclass(frozen=True)
class Wish:
    """What of the record somebody asks for, and what was written behind the word."""

    name: str
    rest: str = ""


def wished(house: House, asked_for: str) -> Wish | None:
    """What of the record these words ask for; None for another wish."""
    word, _, rest = asked_for.strip().partition(" ")
    for name in (HISTORY, ERASED):
        if word.casefold() in {name, *words_for(house, name)}:
            return Wish(name, rest.strip())
    return None


async def record(session: AsyncSession, house: House, now: datetime, person_id: str, wish: Wish) -> list[Card]:
    """The lines that were asked for, to somebody who may read them; else who may."""
    allowed = WATCHERS if wish.name == ERASED else RECORD_READERS
    if not house.rights.is_one_of(person_id, allowed):
        return [_only(house.say(*house.why_not(allowed)))]
    return await _DRAWN[wish.name](session, house, now, wish.rest)


async def _audited(session: AsyncSession, house: House, now: datetime, asked: str) -> list[Card]:
    number = number_in(house, asked)
    if not number:
        return [_only(house.say("list.history_which"))]
    if await session.get(Question, number) is None:
        return [_only(house.say("list.history_unknown", number=str(number)))]
    lines = audit(house, await history.of_question(session, number))
    told = [f"{house.in_words(line.at, now)} · {line.who}: {line.words}" for line in lines[-MOST:]]
    cut = [house.say("history.cut", count=str(MOST), number=str(number))] if len(lines) > MOST else []
    return _list(house.say("list.history_title", number=str(number)), [*cut, *told])


async def _erased(session: AsyncSession, house: House, now: datetime, asked: str) -> list[Card]:
    days = min(int(asked), MOST_DAYS) if asked.isdecimal() and asked.isascii() and len(asked) < 6 else USUAL_DAYS
    told = await erased_lines(session, house, now, days)
    return _list(house.say("list.erased_title", days=str(days)), told or [house.say("list.erased_none")])


async def erased_lines(session: AsyncSession, house: House, now: datetime, days: int) -> list[str]:
    """What was erased and exported on each of the last days, in words: how much of how many questions, and their numbers."""
    midnight = now.astimezone(opening_hours(house.municipality).zone).replace(hour=0, minute=0, second=0, microsecond=0)
    told: list[str] = []
    for back in range(days):
        begins = midnight - timedelta(days=back)
        found = await history.erased(session, begins, begins + ONE_DAY, NAMED)
        told += [f"{house.day(begins)}: {words}" for words in _in_words(house, found)]
    return told


def _in_words(house: House, found: Sequence[Erased]) -> Iterator[str]:
    for one in found:
        numbers = ", ".join(map(str, one.numbers)) + (" …" if one.count > len(one.numbers) else "")
        if one.what == "export":
            yield house.say("list.exported_line", count=str(one.count), numbers=numbers)
        else:
            what = house.say(f"history.erased.{one.detail}")
            yield house.say("list.erased_line", what=what, count=str(one.count), numbers=numbers)


def _list(title: str, lines: Sequence[str]) -> list[Card]:
    blocks = ["\n".join(lines[start : start + LINES]) for start in range(0, len(lines), LINES)]
    return [Card(summary=title, title=title), *map(_only, blocks)]


def _only(text: str) -> Card:
    return Card(summary=text, body=text)


_DRAWN: dict[str, Callable[[AsyncSession, House, datetime, str], Coroutine[Any, Any, list[Card]]]] = {
    HISTORY: _audited,
    ERASED: _erased,
}
