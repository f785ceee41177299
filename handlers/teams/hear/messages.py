"""What a message in Teams says: its own words, those of messages forwarded with it, and what came along besides."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.ports.happenings import Spoken
from handlers.teams.hear.markup import Mentioned, as_html, plain_text

_SOMEBODY = ("29:", "28:", "8:")  # people and bots; channels and teams begin with 19:, and a tag's id with anything
_CARD = "application/vnd.microsoft.card."
# What holds words or sound of its own, none of which reach us: a file, a piece of code, a Loop component, a recording.
_FILES = {"reference", "application/vnd.microsoft.teams.file.download.info"} | {
    f"{_CARD}{kind}" for kind in ("codesnippet", "fluidEmbedCard", "audio", "video")
}
_FORWARDED = "forwardedMessageReference"


def heard(message: Mapping[str, Any], bot_id: str) -> Spoken:
    """What a message activity says: its HTML where it has one, else its text; files and pictures are told of by a code."""
    attachments = [one for one in message.get("attachments") or () if isinstance(one, Mapping)]
    html = next((str(a.get("content") or "") for a in attachments if a.get("contentType") == "text/html"), "")
    own = html or as_html(str(message.get("text") or ""))
    return with_attached(own, attachments, _mentioned(message.get("entities") or (), bot_id))


def with_attached(html: str, attachments: Sequence[Mapping[str, Any]], mentioned: Mapping[str, Mentioned]) -> Spoken:
    """The words of a message, then those of messages forwarded with it; whatever else came along is told of by a code."""
    parts = [plain_text(html, mentioned), *(plain_text(one, {}) for one in _forwarded(attachments))]
    codes = [code for part in parts for code in part.left_out] + attached_codes(attachments)
    people = [person for part in parts for person in part.people]
    text = "\n".join(part.text for part in parts if part.text)
    return Spoken(text, tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(people)))


def _mentioned(entities: Sequence[Any], bot_id: str) -> dict[str, Mentioned]:
    found: dict[str, Mentioned] = {}
    for place, entity in enumerate(
        one for one in entities if isinstance(one, Mapping) and one.get("type") == "mention"
    ):
        who = entity.get("mentioned") or {}
        account, person = str(who.get("id") or ""), str(who.get("aadObjectId") or "")
        is_group = bool(account) and not account.startswith(_SOMEBODY)
        mentioned = Mentioned(person, is_bot=account == bot_id, is_group=is_group and not person)
        shown = re.sub(r"</?at[^>]*>", "", str(entity.get("text") or "")).strip()
        found[str(place)] = mentioned
        if shown:
            found[shown] = mentioned
    return found


def _forwarded(attachments: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The HTML of forwarded messages, which Graph keeps as JSON within an attachment."""
    for one in attachments:
        if one.get("contentType") != _FORWARDED:
            continue
        try:
            told = json.loads(str(one.get("content") or ""))
        except ValueError:
            continue
        if isinstance(told, Mapping):
            yield str(told.get("originalMessageContent") or "")


def attached_codes(attachments: Sequence[Mapping[str, Any]]) -> list[str]:
    """What came with a message besides its words, as codes."""
    kinds = [str(one.get("contentType") or "") for one in attachments]
    pictures = ["picture"] if any(kind.startswith("image/") for kind in kinds) else []
    files = ["file"] if _FILES & {*kinds} else []
    shared = ["forwarded"] if _FORWARDED in kinds else []
    return pictures + files + shared + (["quoted"] if "messageReference" in kinds else [])
