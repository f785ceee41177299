"""Asking the chat what the names in the municipality's file stand for. Without names nothing is asked."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.municipality.naming.names import REFUSED, Doubtful, Named, looked_up, named, with_ids
from bot.municipality.shape import Municipality
from bot.ports.directory import Directory, Kind, Listed
from bot.ports.failures import Refused
from bot.ports.health import Health, Trouble, health_of

NAMES = "names"


class Resolved(NamedTuple):
    """The municipality with ids for names, and the names that remain doubtful."""

    municipality: Municipality
    doubtful: Sequence[Doubtful] = ()


async def resolved(municipality: Municipality, directory: Directory) -> Resolved:
    """Look up each name. Raises `TryLater` when the chat cannot be asked now; what it refuses is doubtful."""
    wanted = names_of(municipality, directory)
    ids = dict(_copied(municipality, directory))
    doubtful: list[Doubtful] = []
    for kind in dict.fromkeys(one.kind for one in wanted):
        of_kind = [one for one in wanted if one.kind is kind]
        try:
            listed = await directory.listed(kind)
        except Refused as refused:
            doubtful += [Doubtful(one, REFUSED, refused.detail) for one in of_kind]
        else:
            doubtful += _noted(ids, of_kind, listed)
    return Resolved(with_ids(municipality, ids) if ids else municipality, tuple(doubtful))


def names_of(municipality: Municipality, directory: Directory) -> list[Named]:
    """Everybody and everything that the file names by a name."""
    return [one for one in named(municipality) if one.id and not directory.id_in(one.kind, one.id)]


def _copied(municipality: Municipality, directory: Directory) -> Iterator[tuple[tuple[Kind, str], str]]:
    """What the file has as the chat copies it, such as the link to a channel, and the id in it."""
    for one in named(municipality):
        theirs = directory.id_in(one.kind, one.id) if one.id else ""
        if theirs not in ("", one.id):
            yield (one.kind, one.id), theirs


def _noted(ids: dict[tuple[Kind, str], str], names: Sequence[Named], listed: Sequence[Listed]) -> list[Doubtful]:
    found = [(one, *looked_up(one, listed)) for one in names]
    ids.update({(one.kind, one.id): theirs for one, theirs, _ in found if theirs})
    return [doubt for _, _, doubt in found if doubt]


def names_health(doubtful: Sequence[Doubtful]) -> Health:
    """Names that stand for nobody since the start; together, because they are mended together and need a new start."""
    told = ", ".join(f"{one.named.id} ({one.named.where})" for one in doubtful)
    found = [Trouble(NAMES, "trouble.names", (("names", told),))] if doubtful else []
    return health_of(found, [(NAMES, "")])
