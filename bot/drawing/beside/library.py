"""The answer library, for whoever keeps an answer in it, looks through it, or hears in the morning what has ended."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.drawing.beside.reusable import reusable
from bot.drawing.forms.frame import form
from bot.drawing.talk import our_quotes
from bot.drawing.view import View
from bot.flow.finding import house_texts, library
from bot.flow.finding.library import LIBRARY, day_of
from bot.flow.finding.looking import without_frame
from bot.municipality.answers import FILLED
from bot.ports.card import Card, Fact, Line, Link
from bot.ports.form import Choice, ChoiceField, Form, TextField
from bot.work import House
from storage.queues import earlier
from storage.queues.tables import LibraryAnswer

KEEP, PUT_OUT = "keep", "put_out"
MOST, TOLD = 20, 5  # entries in the list, lines in a morning brief
TOLD_FOR = timedelta(days=7)  # what nobody has looked at by then is left to the list and to `svarvakt check`


def library_form(view: View, kept: LibraryAnswer | None) -> Form:
    """Say what is asked, by which words it is answered, and until which day that is true."""
    stands = reusable(view)
    text = kept.text if kept else without_frame(stands, view.question.language) if stands else ""
    until = kept.valid_until if kept else view.now + library.USUAL
    day = f"{library.last_day(view.house, until):%d.%m.%Y}"
    what = tuple(Choice(one, view.say(f"form.library.{one}")) for one in (KEEP, PUT_OUT))
    words = {name: view.say(f"form.library.{name}") for name in ("asks", "text", "link", "until")}
    fields = (
        *((ChoiceField("what", view.say("form.library.what"), what, value=KEEP),) if kept else ()),
        TextField(
            "asks", words["asks"], kept.title if kept else "", view.say("form.library.asks_hint"), 150, multiline=False
        ),
        TextField(
            "text",
            words["text"],
            text,
            view.say("form.library.text_hint", names=" ".join(f"{{{name}}}" for name in FILLED)),
        ),
        TextField("link", words["link"], kept.link if kept else "", "", 500, multiline=False, required=False),
        TextField("until", words["until"], day, view.say("form.library.until_hint"), 10, multiline=False),
    )
    return form(view, LIBRARY, "", fields, quotes=our_quotes(view))


async def library_list(session: AsyncSession, house: House, now: datetime) -> list[Card]:
    """Everything that is kept, what ends first at the top, and the house's own answers from its file."""
    entries = await earlier.library(session, list(house.municipality.pages))
    of_file = list(house.municipality.answers)
    title = house.say("library.title", count=str(len(entries) + len(of_file)))
    if not entries and not of_file:
        return [Card(summary=title, title=title, body=house.say("library.empty"))]
    addresses = await _addresses(session, house, entries[:MOST])
    cards = [_entry(house, one, addresses.get(one.question_id, ""), now) for one in entries[:MOST]]
    return [Card(summary=title, title=title), *cards, *(_of_file(house, key, now) for key in of_file[:MOST])]


def _entry(house: House, one: LibraryAnswer, address: str, now: datetime) -> Card:
    number = house.say("list.label", number=str(one.question_id), page=house.municipality.pages[one.page].name)
    return Card(
        summary=one.title,
        body=house.say("library.line", title=one.title, answer=one.text),
        facts=(
            Fact(house.say("library.until"), _until(house, one.valid_until, now)),
            Fact(house.say("library.from"), number),
        ),
        links=(Link(house.say("list.open"), address),) if address else (),
    )


def _of_file(house: House, key: str, now: datetime) -> Card:
    text = house_texts.text_of(house.municipality, key, house.municipality.language)
    until = _until(house, text.until, now) if text.until else house.say("library.for_ever")
    facts = (
        Fact(house.say("library.until"), until),
        Fact(house.say("library.from"), house.say("library.of_file", name=key)),
    )
    return Card(summary=text.title, body=house.say("library.line", title=text.title, answer=text.words), facts=facts)


def _until(house: House, until: datetime, now: datetime) -> str:
    return house.say("library.ended" if until <= now else "library.day", day=day_of(house, until))


async def ended(session: AsyncSession, house: House, pages: Sequence[str], now: datetime) -> tuple[Line, ...]:
    """What has ended in the last days and nobody has looked at: it is offered no longer until somebody does."""
    entries = await earlier.library(session, pages, now - TOLD_FOR, now)
    addresses = await _addresses(session, house, entries)
    kept = [
        Line(
            Link(house.say("library.number", number=str(one.question_id)), addresses.get(one.question_id, "")),
            house.say("library.has_ended", title=one.title, day=day_of(house, one.valid_until)),
        )
        for one in entries
    ]
    return (*kept, *_ended_of_file(house, pages, now))[:TOLD]


def _ended_of_file(house: House, pages: Sequence[str], now: datetime) -> list[Line]:
    lines = []
    for key, answer in house.municipality.answers.items():
        until = house_texts.until(house.municipality, key)
        is_ours = not answer.pages or bool(set(answer.pages) & set(pages))
        if until and is_ours and now - TOLD_FOR < until <= now:
            told = house.say("library.has_ended", title=answer.asks[0], day=day_of(house, until))
            lines.append(Line(Link(house.say("library.of_file", name=key), ""), told))
    return lines


async def _addresses(session: AsyncSession, house: House, entries: Sequence[LibraryAnswer]) -> dict[int, str]:
    cards = await earlier.cards(session, [one.question_id for one in entries])
    return {number: house.link_of(channel, card) if card else "" for number, (channel, card) in cards.items()}
