"""An alarm: what happened, what the bot does meanwhile, and what to do."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.ports.card import Card
from bot.work import House

MOMENTS = ("since", "until", "at")


def alarm_card(house: House, body: Mapping[str, Any], now: datetime) -> Card:
    """Draw an alarm from its order's body: the text's key, its values, and the key of what happens meanwhile."""
    values = {name: _in_words(house, name, value, now) for name, value in body["values"].items()}
    text = house.say(body["text"], **values)
    meanwhile = body.get("meanwhile")  # left out by orders of an older program
    return Card(summary=text, body=text, footer=house.say(meanwhile, **values) if meanwhile else "")


def _in_words(house: House, name: str, value: str, now: datetime) -> str:
    """People know a page by its name and a moment by its weekday."""
    if name in MOMENTS:
        return house.in_words(datetime.fromisoformat(value), now)
    page = house.municipality.pages.get(value) if name == "page" else None
    return page.name if page else value
