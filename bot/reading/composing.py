"""Looking over a text before it goes out in public. Pure: problems come back as text keys, nothing is changed.

Birth numbers and account numbers can never be published; whatever else looks personal only when a person has ticked each find.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.guard import numbers
from bot.ports.happenings import Kind
from bot.reading.calling import called
from bot.reading.handling.clients import CLIENT, client_finds
from bot.reading.privacy import NEVER_PUBLIC, Find, Level, scan
from bot.reading.word_rules import pattern
from bot.texts.wording import unfilled

COMMENT_LIMIT = 8000
MESSAGE_LIMIT = 1999  # a message has to stay below 2000
LENGTH_ADVICE = 600
SENTENCE_ADVICE = 30


class Weight(StrEnum):
    """What a problem means: the text cannot go out, someone must tick it first, or it is advice."""

    BLOCKS = "blocks"
    TICK = "tick"
    ADVICE = "advice"


@dataclass(frozen=True)
class Problem:
    """One thing about the text: a text key (below "check.") with its values. `find` is what has to be ticked, if anything.

    The value "type" is itself a text key (below "find.").
    """

    key: str
    weight: Weight
    values: tuple[tuple[str, str], ...] = ()
    find: Find | None = None


def check(text: str, kind: Kind, *, ticked: Collection[str] = (), allow: Collection[str] = ()) -> tuple[Problem, ...]:
    """Everything to say about an outgoing text, the gravest first.

    `ticked` are the ticks (see `tick`) of finds that a person has said may stand in public; `allow` are the
    municipality's own phones, addresses and links.
    """
    problems = [*_form(text, kind), *_private(text, ticked, allow), *_advice(text)]
    return tuple(sorted(problems, key=lambda problem: _ORDER.index(problem.weight)))


def tick(text: str, find: Find) -> str:
    """What identifies a tick: it holds for exactly these characters, so that a changed number needs a new one."""
    return f"{find.type}:{text[find.start : find.end].casefold()}"


def may_go_out(problems: Collection[Problem]) -> bool:
    """Is nothing left that blocks the text or waits for a tick?"""
    return all(problem.weight is Weight.ADVICE for problem in problems)


_ORDER = (Weight.BLOCKS, Weight.TICK, Weight.ADVICE)


def _form(text: str, kind: Kind) -> Iterator[Problem]:
    limit = MESSAGE_LIMIT if kind is Kind.MESSAGE else COMMENT_LIMIT
    if not text.strip():
        yield Problem("empty", Weight.BLOCKS)
    if len(text) > limit:
        yield Problem("too_long", Weight.BLOCKS, (("length", str(len(text))), ("limit", str(limit))))
    if names := unfilled(text):
        yield Problem("unfilled", Weight.BLOCKS, (("names", ", ".join(names)),))


def never_public(text: str) -> str:
    """The type (a text key below "find.") of the number that keeps a text from ever being public; empty if it has none.

    Nothing that is allowed or ticked counts here.
    """
    if number := numbers.number_in(text):
        return number
    return next((find.type for find in scan(text) if find.type in NEVER_PUBLIC), "")


def _private(text: str, ticked: Collection[str], allow: Collection[str]) -> Iterator[Problem]:
    if number := never_public(text):
        yield Problem("never_public", Weight.BLOCKS, (("type", number),))
    finds = [find for find in scan(text, allow) if find.type not in NEVER_PUBLIC]
    once = {tick(text, find): find for find in reversed([*finds, *client_finds(text)])}
    for name, find in sorted(once.items(), key=lambda one: one[1].start):
        if name not in ticked:
            yield Problem(_why(find), Weight.TICK, (("type", called(text, find)),), find)


def _why(find: Find) -> str:
    if find.type == CLIENT:
        return "client"
    return "look_once" if find.level is Level.MEDIUM else "tick_needed"


def _advice(text: str) -> Iterator[Problem]:
    if len(text) > LENGTH_ADVICE:
        yield Problem("rather_long", Weight.ADVICE, (("length", str(len(text))), ("advice", str(LENGTH_ADVICE))))
    longest = max((len(sentence.split()) for sentence in re.split(r"[.!?:]\s|\n", text)), default=0)
    if longest > SENTENCE_ADVICE:
        yield Problem("long_sentence", Weight.ADVICE, (("count", str(longest)),))
    if stiff := _stiff_words(text):
        yield Problem("stiff_words", Weight.ADVICE, (("words", ", ".join(stiff)),))
    if relative := pattern("composing", "relative_days").search(text):
        yield Problem("relative_day", Weight.ADVICE, (("word", relative[0]),))


def _stiff_words(text: str) -> list[str]:
    found = [one[0].casefold() for one in pattern("composing", "stiff").finditer(text)]
    return list(dict.fromkeys([*found, *re.findall("§", text)]))
