"""Whom a message calls, as every card that calls somebody names them."""

from collections.abc import Iterable

from bot.ports.card import Mention
from bot.rules import calling
from bot.work import House


def mentions(house: House, called: Iterable[str]) -> tuple[Mention, ...]:
    """The people and groups of a message, each once: a group calls its members, so none of them is named beside it."""
    return tuple(Mention(one) for one in calling.each_once(called, house.rights.groups))
