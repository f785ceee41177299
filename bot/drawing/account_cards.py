"""What the bot tells a channel of its own accord about a page: what it found after it was away."""

from collections.abc import Mapping
from datetime import datetime

from bot.card import Card, Fact
from bot.work import House

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
