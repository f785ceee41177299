"""What `svarvakt report` and «rapport» in the chat count, against a second count of the same stories, with no code of ours."""

import asyncio
import csv
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.drawing.figures.asked_report import report_card
from bot.ports.card import Card
from bot.work import House
from handlers.commands.common import opened
from handlers.commands.questions import house_of
from storage.tables import Answer, History, Promise, Question
from tests.bot.houses import OSLO
from tests.handlers.commands.command_line import database, in_solvik, question, stored, svarvakt

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
WEEK = datetime(2026, 2, 2, tzinfo=OSLO), datetime(2026, 2, 9, tzinfo=OSLO)
BEFORE = datetime(2026, 1, 26, tzinfo=OSLO), datetime(2026, 2, 2, tzinfo=OSLO)
OPEN = {  # Solvik's hours in winter, Monday to Friday and at the weekend, as a citizen would read them on the door
    "main": ([(8.0, 15.5)], []),
    "kino": ([(8.0, 15.5), (17.0, 21.0)], [(14.0, 21.0)]),
}
PUBLIC, ENDS = ("published", "redirected"), ("published", "redirected", "closed", "")


@dataclass
class Story:
    """What happened to one question. `promised` are pairs of when it was said and until when."""

    page: str
    asked: datetime
    due: datetime
    promised: list[tuple[datetime, datetime]] = field(default_factory=list)
    ended: datetime | None = None
    end: str = ""

    @property
    def reacted(self) -> datetime | None:
        """When the citizen first read something of ours."""
        public = self.ended if self.end in PUBLIC else None
        return min((at for at in (public, *(at for at, _ in self.promised)) if at), default=None)

    def until(self, moment: datetime) -> datetime:
        """Until when an answer was in time, as it stood at this moment."""
        return [self.due, *(until for at, until in self.promised if at < moment)][-1]


def told(luck: random.Random) -> Story:
    """A story as they come, from three weeks in winter without a holiday."""
    asked = datetime(2026, 1, 19, tzinfo=OSLO) + MINUTE * luck.randrange(21 * 24 * 60)
    story = Story(luck.choice(("main", "kino")), asked, asked + 2 * DAY)
    story.end = luck.choice(ENDS)
    story.ended = asked + MINUTE * luck.randrange(5, 6 * 24 * 60) if story.end else None
    said = asked + MINUTE * luck.randrange(1, 300)
    if luck.random() < 0.6 and (story.ended is None or said < story.ended):
        story.promised = [(said, said + DAY)]
        longer = said + MINUTE * luck.randrange(60, 20 * 60)
        if luck.random() < 0.5 and (story.ended is None or longer < story.ended):
            story.promised.append((longer, longer + 2 * DAY))
    return story


def rows(number: int, story: Story) -> Iterator[Question | Answer | Promise | History]:
    """The story as the store has it."""
    yield question(
        number, page=story.page, asked_at=story.asked, due_at=story.until(story.asked + 30 * DAY),
        state=story.end or "asked", reacted_at=story.reacted,
    )  # fmt: skip
    for sequence, (at, until) in enumerate(story.promised, start=1):
        kind = "holding" if sequence == 1 else "extension"
        answer: dict[str, Any] = {
            "version": sequence,
            "kind": kind,
            "text": "–",
            "words_hash": str(sequence),
            "made_at": at,
        }
        yield Answer(id=10 * number + sequence, question_id=number, **answer)
        yield Promise(question_id=number, sequence=sequence, until=until, answer_id=10 * number + sequence, made_at=at)
    if story.ended:
        yield History(question_id=number, at=story.ended, what="publish", from_state="asked", to_state=story.end)


def counted(stories: Sequence[Story], since: datetime, until: datetime) -> dict[str, int | None]:
    """The figures of a span, one question after the other."""
    known = [one for one in stories if one.asked < until]
    answers = [one for one in known if one.end in PUBLIC and one.ended and since <= one.ended < until]
    waiting = [one for one in known if one.ended is None or one.ended >= until]
    past = [one for one in waiting if until - one.until(until) >= MINUTE]
    late = [one for one in answers if is_late(one, one.until(until))]
    first = [one for one in answers if not is_late(one, one.promised[0][1] if one.promised else one.due)]
    reactions = [
        open_minutes(one.page, one.asked, one.reacted) for one in known if one.reacted and since <= one.reacted < until
    ]
    waits = [open_minutes(one.page, one.asked, one.ended) for one in answers if one.ended]
    last = [one for one in known if said(one, until) and since <= one.until(until) < until]
    return {
        "came": sum(since <= one.asked for one in known),
        "answered": len(answers),
        "same_day": sum(one.ended.astimezone(OSLO).date() == one.asked.astimezone(OSLO).date() for one in first if one.ended),
        "within_two_days": len(first),
        "answered_late": len(late),
        "extended": sum(since <= at < until for one in known for at, _ in one.promised[1:]),
        "overdue": len(late) + len(past),
        "promises_kept": sum(bool(one.promised) and one not in late for one in answers),
        "promises_late": sum((one.ended or until) - one.until(until) >= MINUTE for one in last),
        "never_answered": sum(one.reacted is None or one.reacted >= until for one in past),
        "redirected": sum(one.end == "redirected" for one in answers),
        "closed": sum(one.end == "closed" and bool(one.ended) and since <= one.ended < until for one in known if one.ended),
        "open": len(waiting),
        "longest_wait_seconds": max((int((one.ended - one.asked).total_seconds()) for one in answers if one.ended), default=None),
        "reaction_half_seconds": half(reactions),
        "answer_half_seconds": half(waits),
        "answer_most_seconds": most(waits),
    }  # fmt: skip


def is_late(story: Story, due: datetime) -> bool:
    return bool(story.ended) and (story.ended or due) - due >= MINUTE


def said(story: Story, until: datetime) -> bool:
    return any(at < until for at, _ in story.promised)


def open_minutes(page: str, start: datetime, end: datetime) -> int:
    """Walk through the time and count the minutes in which the house was open."""
    return sum(is_open(page, start + MINUTE * passed) for passed in range(int((end - start) / MINUTE)))


def is_open(page: str, moment: datetime) -> bool:
    here = moment.astimezone(OSLO)
    weekdays, weekend = OPEN[page]
    clock = here.hour + here.minute / 60
    return any(begins <= clock < ends for begins, ends in (weekend if here.weekday() > 4 else weekdays))


def half(minutes: list[int]) -> int | None:
    return at_most(minutes, lambda count: (count + 1) // 2)


def most(minutes: list[int]) -> int | None:
    return at_most(minutes, lambda count: -(-count * 9 // 10))


def at_most(minutes: list[int], position: Callable[[int], int]) -> int | None:
    return sorted(minutes)[position(len(minutes)) - 1] * 60 if minutes else None


@pytest.mark.parametrize("seed", range(4))
def test_every_figure_is_what_a_second_count_finds(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_solvik(tmp_path, monkeypatch)
    luck = random.Random(seed)
    stories = [told(luck) for _ in range(60)]
    stored(database(tmp_path), *(row for number, story in enumerate(stories, start=1) for row in rows(number, story)))

    found = json.loads(svarvakt("report", "--from", "2026-02-02", "--to", "2026-02-08", "--json").stdout)

    for page, part in {"": found, **found["pages"]}.items():
        own = [one for one in stories if page in ("", one.page)]
        if own:
            assert same(part, counted(own, *WEEK)) == {}
            assert same(part["before"], counted(own, *BEFORE)) == {}
    assert all(found[name] for name in ("answered", "promises_late", "extended", "overdue"))  # else nothing is proved
    assert sheet() == {
        name: str(value) for name, value in found.items() if name in ("came", "answered", "overdue", "open")
    }


def same(part: dict[str, Any], wanted: dict[str, int | None]) -> dict[str, tuple[Any, Any]]:
    """Where the two counts differ."""
    return {name: (part[name], value) for name, value in wanted.items() if part[name] != value}


def sheet() -> dict[str, str]:
    """Some figures of all pages together, as the sheet has them."""
    lines = svarvakt("report", "--from", "2026-02-02", "--to", "2026-02-08", "--csv").stdout.splitlines()
    wanted = ("came", "answered", "overdue", "open")
    return {
        one["figure"]: one["now"]
        for one in csv.DictReader(lines, delimiter=";")
        if not one["page"] and one["figure"] in wanted
    }


def test_the_second_count_knows_when_the_house_is_open() -> None:
    friday = datetime(2026, 2, 6, 15, tzinfo=OSLO)

    assert open_minutes("main", friday, friday + 3 * DAY) == 30 + 7 * 60
    assert open_minutes("kino", friday, friday + DAY) == 30 + 4 * 60 + 60


IN_CHAT = (
    "came", "answered", "answered_late", "open", "promises_kept", "extended", "promises_late", "redirected", "closed",
)  # fmt: skip
MINUTES = {"døgn": 24 * 60, "time": 60, "timer": 60, "minutt": 1, "minutter": 1}


@pytest.mark.parametrize("seed", range(4))
def test_every_figure_of_the_chat_is_what_a_second_count_finds(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_solvik(tmp_path, monkeypatch)
    luck = random.Random(seed)
    stories = [told(luck) for _ in range(60)]
    address = database(tmp_path)
    stored(address, *(row for number, story in enumerate(stories, start=1) for row in rows(number, story)))
    house = house_of(Path(".env"))[1]

    asked, week = asyncio.run(in_chat(address, house))

    shown, now, before = facts(asked), counted(stories, *WEEK), counted(stories, *BEFORE)
    names = {name: house.say(f"report.{name}") for name in (*IN_CHAT, "reaction_half", "answer_half", "longest_wait")}
    assert {name: shown[names[name]] for name in IN_CHAT} == {
        name: f"{now[name]} · før: {before[name]}" for name in IN_CHAT
    }
    for name in ("reaction_half", "answer_half"):
        assert minutes(shown[names[name]]) == [shortened(one[f"{name}_seconds"]) for one in (now, before)]
    few = facts(week)
    assert {name: few[names[name]] for name in IN_CHAT[:4]} == {
        name: f"{now[name]} · uken før: {before[name]}" for name in IN_CHAT[:4]
    }
    assert minutes(few[names["longest_wait"]]) == [shortened(one["longest_wait_seconds"]) for one in (now, before)]


async def in_chat(address: str, house: House) -> tuple[Card, Card]:
    """What is answered to a span in words, some days later, and to «rapport» alone, as the span ends."""
    async with opened(address) as store, store.read() as session:
        span = await report_card(session, house, WEEK[1] + 2 * DAY, "2.2.2026 8.2.2026")
        return span, await report_card(session, house, WEEK[1])


def facts(card: Card) -> dict[str, str]:
    return {fact.label: fact.value for fact in card.facts}


def minutes(told: str) -> list[int]:
    """The lengths of time in a fact, now and before, as a reader adds them up."""
    return [sum(int(n) * MINUTES[unit] for n, unit in re.findall(r"(\d+) (\w+)", part)) for part in told.split(" · ")]


def shortened(seconds: int | None) -> int:
    """Whole minutes, one at least; beside days only whole hours are told."""
    if seconds is None:
        return 0
    length = max(seconds // 60, 1)
    return length - length % 60 if length >= MINUTES["døgn"] else length
