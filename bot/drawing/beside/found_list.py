"""What was answered before, for who searches: «finn svømmehall». Words are masked as everywhere; nothing can be done from here."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.drawing.beside.numbered import words_for
from bot.drawing.gathering import listed
from bot.drawing.state_words import listed_as
from bot.drawing.view import View
from bot.flow.finding import house_texts, looking
from bot.flow.finding.house_texts import HouseText
from bot.flow.finding.looking import Found
from bot.ports.card import Card, Fact, Link
from bot.ports.showing import first_words
from bot.work import House

MOST, ASKED_WORDS, ANSWER_WORDS = 5, 140, 240


def sought(house: House, asked_for: str) -> str | None:
    """What somebody wants found, who wrote one of the words for it and then something; empty if nothing; None for other wishes."""
    word, _, what = asked_for.strip().partition(" ")
    return what.strip() if word.casefold() in words_for(house, "find") else None


async def found_list(session: AsyncSession, house: House, now: datetime, text: str) -> list[Card]:
    """The answers that stand and resemble a text most, the likest first."""
    if not text:
        return [_only(house.say("list.find_what"))]
    language = house.municipality.language
    own = house_texts.alike(house.municipality, text, language, now)[:MOST]
    found = await looking.find(session, text, MOST, now)
    if not found and not own:
        return [_only(house.say("list.found_none"))]
    title = house.say("list.found", count=str(len(found) + len(own)))
    views = await listed(session, house, [one.question for one in found], now)
    return [Card(summary=title, title=title), *(_own_line(house, one) for one in own), *map(_line, views, found)]


def _own_line(house: House, own: HouseText) -> Card:
    label = house.say("library.of_file", name=own.key)
    body = house.say("list.found_line", label=label, words=own.title, answer=first_words(own.words, ANSWER_WORDS))
    return Card(summary=label, body=body, links=(Link(house.say("card.see_earlier"), own.link),) if own.link else ())


def _line(view: View, found: Found) -> Card:
    label, answer = listed_as(view), first_words(view.masked(found.words), ANSWER_WORDS)
    return Card(
        summary=label,
        body=view.say("list.found_line", label=label, words=view.first_words(ASKED_WORDS), answer=answer),
        facts=(Fact(view.say("fact.answered"), view.house.day(found.answered_at)),),
        links=(Link(view.say("card.see_earlier"), found.answer.link),) if found.answer.link else (),
    )


def _only(text: str) -> Card:
    return Card(summary=text, body=text)
