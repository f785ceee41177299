"""Somebody typed «@Anne Berg» where the chat has a list to choose from: the chat calls nobody then, and does not say so.

Who is meant without doubt is called all the same; of anybody else the writer is told how to call her.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot import orders, telling
from bot.ports.happenings import Said
from bot.work import House, Work
from storage.tables import Question, Remark

HARD_BLANK = "\u00a0"
_SIGN = re.compile(r"(?<![\w@/.+-])@(?=[^\W\d_])")
_WRITTEN = re.compile(r"[A-ZÆØÅ][\w-]*(?: [A-ZÆØÅ][\w-]+){0,2}")


@dataclass(frozen=True)
class Typed:
    """A name behind a typed sign: where it stands, and who of us is called so; nobody, or several."""

    start: int
    end: int
    written: str
    people: tuple[str, ...]


def typed_in(house: House, said: Said) -> Iterator[Typed]:
    """The names that somebody typed; whom the chat itself has called stands by an id and is none."""
    for sign in _SIGN.finditer(said.text):
        start = sign.end()
        if any(said.text.startswith(person, start) for person in said.people):
            continue
        if found := _colleague(house, said.text, start) or _unknown(said.text, start):
            yield found


def _colleague(house: House, text: str, start: int) -> Typed | None:
    """Who is called so, by the whole name or by the first one alone."""
    names = {one: house.name_of(one) for one in house.rights.people - house.left}
    for shorten in (_whole, _first):
        called = {one: shorten(name) for one, name in names.items() if name and _stands(text, start, shorten(name))}
        if called:
            end = start + len(next(iter(called.values())))
            return Typed(start - 1, end, text[start:end], tuple(sorted(called)))
    return None


def _whole(name: str) -> str:
    return " ".join(name.split())


def _first(name: str) -> str:
    return name.split()[0]


def _stands(text: str, start: int, name: str) -> bool:
    found, after = text[start : start + len(name)], text[start + len(name) : start + len(name) + 1]
    return found.casefold() == name.casefold() and not (after.isalnum() or after in ("-", "_"))


def _unknown(text: str, start: int) -> Typed | None:
    """A name that nobody of us has; what begins with a small letter is hardly one."""
    found = _WRITTEN.match(text, start)
    return Typed(start - 1, found.end(), found[0], ()) if found else None


def as_chosen(house: House, said: Said) -> tuple[str, bool]:
    """The words with each colleague as if she had been chosen from the list, and whether there is any."""
    text, known = said.text, [one for one in typed_in(house, said) if len(one.people) == 1]
    for one in reversed(known):
        name = house.name_of(one.people[0]).replace(" ", HARD_BLANK)
        text = f"{text[: one.start]}@{name}{text[one.end :]}"
    return text, bool(known)


async def heard(work: Work, question: Question, remark: Remark, said: Said) -> None:
    """Call whom a message means, each once; tell its writer of whom it does not call."""
    for one in typed_in(work.house, said):
        if len(one.people) != 1:
            text, key = work.house.say("told.not_called", name=one.written), f"not_called:{remark.id}:{one.written}"
            await telling.person(work, key, said.person_id, said.channel, said.thread, text)
        elif one.people[0] != said.person_id:
            await _call(work, question, remark, one.people[0])


async def _call(work: Work, question: Question, remark: Remark, person: str) -> None:
    await orders.call_in(work, question, f"typed:{remark.id}:{person}", [person])
    body: dict[str, Any] = {
        "remark_id": remark.id,
        "mentions": [person],
        "values": {"name": remark.author_name or work.house.say("card.a_colleague")},
    }
    await orders.say(work, question, f"typed:{remark.id}:{person}", "thread.written_to", **body)
