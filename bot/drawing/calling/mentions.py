"""Whom a message calls, as every card that calls somebody names them."""

from collections.abc import Iterable

from bot.ports.card import Mention
from bot.rules import calling
from bot.work import House


def mentions(house: House, called: Iterable[str]) -> tuple[Mention, ...]:
    """The people and groups of a message, each once: a group calls its members, so none of them is named beside it."""
    return tuple(Mention(one, _name(house, one)) for one in calling.each_once(called, house.rights.groups))


def _name(house: House, called: str) -> str:
    """A person's name; a group goes by what the department or the desk is called."""
    if called == house.municipality.front_desk.group:
        return house.say("card.front_desk")
    departments = house.municipality.departments.values()
    return next((one.name for one in departments if one.group == called), "") or house.name_of(called)
