"""Asking the chat and Facebook how they find us. Nothing is read from the database for this, and nothing is written anywhere."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from handlers.checking.found import DATABASE, FACEBOOK, Found, of_health
from handlers.checking.municipality import misnamed
from handlers.commands.common import Words, assembled
from handlers.commands.output import working
from handlers.usage.explaining import explained

if TYPE_CHECKING:
    from bot.municipality.settings import Loaded
    from bot.municipality.shape import Municipality
    from bot.ports.health import Health
    from handlers.app import App

IDS = ("slack.channel_missing", "group_unknown", "group_closed")  # what else would be said of an id of the wrong kind


async def outside(loaded: "Loaded", words: Words) -> list[Found]:
    """The chat and Facebook are asked whatever the database is like. What cannot be asked is told, too."""
    try:
        return await _asked(loaded, words)
    except Exception as error:
        text = explained(error, words)
        if not text:
            raise
        return [Found("settings", type(error).__name__, text, "not_asked", words("cli.check.breaks.start"))]


async def _asked(loaded: "Loaded", words: Words) -> list[Found]:
    no_store = loaded.settings.model_copy(update={"database_url": "sqlite://"})
    async with assembled(loaded._replace(settings=no_store)) as app:
        with working(words("cli.check.asking")):
            chat = await app.chat_door.chat.health()
            groups = await _groups(app, chat)
            people = await _people(app, chat, loaded.municipality, words)
            facebook = await app.facebook.page.health()
    wrong_ids = misnamed(loaded.municipality) if loaded.settings.chat == "slack" else {}
    disk = await _disk(loaded.settings.database_url)
    name = loaded.settings.chat
    places = ((DATABASE, disk), (name, chat), (name, groups), (FACEBOOK, facebook))
    found = [one for where, health in places for one in of_health(where, _without(health, wrong_ids), words)]
    return [*found, *people]


async def _disk(address: str) -> "Health":
    """How much room there is; nothing of an address that is none, as the database's own finding tells of that."""
    from sqlalchemy.exc import ArgumentError

    from bot.ports.health import Health
    from handlers.machine import Machine
    from storage.database import sqlite_path

    try:
        return await Machine(sqlite_path(address)).health()
    except ArgumentError:
        return Health(())


def _without(health: "Health", ids: object) -> "Health":
    """An id of the wrong kind is told as that, and not as something that is not there."""
    from bot.ports.health import Health

    known = frozenset(ids) if isinstance(ids, dict) else frozenset()
    return Health(tuple(one for one in health.troubles if not (one.name in IDS and one.subject in known)))


async def _people(app: "App", chat: "Health", municipality: "Municipality", words: Words) -> list[Found]:
    """Who stands in the file and cannot be called: misspelt, left, a guest, or no person at all."""
    if any(trouble.manner.afterwards for trouble in chat.troubles):
        return []
    place = app.settings.chat
    wrong_ids = misnamed(municipality) if place == "slack" else {}
    named = {one: where for one, where in municipality.named_people.items() if one not in wrong_ids}
    strangers = await app.chat_door.chat.strangers(list(named))
    return list(_strangers(place, named, strangers, words))


def _strangers(place: str, named: dict[str, str], strangers: object, words: Words) -> Iterator[Found]:
    told = strangers if isinstance(strangers, dict) else {}
    for one, why in told.items():
        text = words("cli.check.person", person=one, where=named[one], error=why)
        yield Found(place, "person_unknown", text, f"person_{why}", words("cli.check.breaks.person"))


async def _groups(app: "App", chat: "Health") -> "Health":
    """Who may do what. Nothing can be said of groups while the chat itself cannot be asked."""
    from bot.ports.health import Health

    if any(trouble.manner.afterwards for trouble in chat.troubles):
        return Health()
    await app.groups.look()
    return await app.groups.health()
