"""What the names of the chat in the municipality's file stand for, and which of them stand for nobody or for several."""

import re
from typing import TYPE_CHECKING

from handlers.checking.found import Found, finding
from handlers.commands.common import Words

if TYPE_CHECKING:
    from bot.municipality.naming.names import Doubtful
    from bot.municipality.settings import Loaded


_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.\w+")


async def of_names(loaded: "Loaded", words: Words) -> "tuple[list[Found], Loaded]":
    """Each name in doubt, and the settings with ids for the others.

    What is in doubt is taken out of the file that is looked at further, so that nothing is told twice. When the chat does
    not answer, all names are: the door says what is wrong with the chat.
    """
    from bot.municipality.naming.names import with_ids
    from bot.ports.failures import TryLater
    from handlers.doors import by_id, names_in

    settings, file = loaded
    try:
        resolved = await by_id(settings, file)
    except TryLater:
        left_out = {(one.kind, one.id): "" for one in await names_in(settings, file)}
        return [], loaded._replace(municipality=with_ids(file, left_out))
    except ModuleNotFoundError:  # of Teams: asking outside says so
        return [], loaded
    open_ones = [one for one in resolved.doubtful if one.why != "renamed"]
    left_out = {(one.named.kind, one.named.id): "" for one in open_ones}
    found = [_finding(settings.chat, one, words) for one in resolved.doubtful]
    return found, loaded._replace(municipality=with_ids(resolved.municipality, left_out))


def _finding(place: str, doubt: "Doubtful", words: Words) -> Found:
    more = (
        "" if doubt.why != "unknown" else "_near" if doubt.near else "_mail" if _MAIL.fullmatch(doubt.named.id) else ""
    )
    kind = f"name_{doubt.why}{more}"
    told = {"id": doubt.named.id, "where": doubt.named.where, "near": doubt.near}
    return finding(place, kind, words, "ids", kind=words(f"cli.check.kind.{doubt.named.kind}"), **told)
