"""What the bot tells a channel of its own accord about a page: what it found after it was away, and who was forgotten."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.ports.card import Card, Fact, Line, Link, Listing
from bot.work import House

MOST = 20  # lines; the rest is counted
FINDS = ("new", "more", "edited", "gone", "hidden", "shown", "by_hand")


def found_card(house: House, page: str, since: datetime, now: datetime, found: Mapping[str, int]) -> Card:
    """Draw what was found on a page; `since` is when it was read completely before, `found` counts by kind."""
    values = {"page": house.municipality.pages[page].name, "since": house.in_words(since, now)}
    counted = [Fact(house.say(f"found.{kind}"), str(found[kind])) for kind in FINDS if found.get(kind)]
    return Card(
        summary=house.say("found.summary", **values),
        body=house.say("found.text", **values),
        facts=tuple(counted),
        footer=house.say("found.where"),
    )


def difference_card(house: House, body: Mapping[str, Any], now: datetime) -> Card:
    """Draw what a page shows and no question answers for, and which answers are not on the page."""
    values = {"page": house.municipality.pages[body["page"]].name}
    unknown = [_unknown(house, each, now) for each in body["unknown"]]
    missing = [
        Line(Link(house.say("ledger.question", number=lost["number"]), lost["link"]), "") for lost in body["missing"]
    ]
    lists = [(house.say("ledger.unknown"), unknown), (house.say("ledger.missing"), missing)]
    over = sum(max(len(lines) - MOST, 0) for _, lines in lists)
    return Card(
        summary=house.say("ledger.summary", **values),
        body=house.say("ledger.text", **values),
        listings=tuple(Listing(title, tuple(lines[:MOST])) for title, lines in lists if lines),
        footer=house.say("ledger.more", count=str(over)) if over else "",
    )


def _unknown(house: House, found: Mapping[str, str], now: datetime) -> Line:
    written = house.in_words(datetime.fromisoformat(found["at"]), now)
    return Line(Link(house.say(f"kind.{found['kind']}"), found["link"]), written)
