"""Who and what there is in a workspace, by name. Implements `bot.ports.directory.Directory`."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.ports.cleaning import clean_text
from bot.ports.directory import Kind, Listed
from bot.ports.failures import TryLater
from handlers.slack.hear.people import NO_COLLEAGUE
from handlers.slack.speak.calling import calling

_ID = re.compile(r"[A-Z0-9]{8,}")  # any kind of it: one of the wrong kind is told as that
_COPIED = re.compile(  # a mention, or what «Copy link» gives of a channel, a person or a group
    r"(?:<[@#]|<!subteam\^|https://[\w.-]+\.slack\.com/(?:archives|team|client/T[A-Z0-9]+)/)([A-Z0-9]{8,})(?:[|/?>].*)?"
)
_MOST_PAGES = 60  # of Slack's tier 2, twenty calls a minute; with 999 on each that is every workspace we know of
_A_PAGE = 999


class SlackDirectory:
    """One workspace. Private channels are listed only where the bot is a member."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    def id_in(self, kind: Kind, text: str) -> str:  # noqa: ARG002 - every directory has this shape
        """Slack's ids are capitals and digits, also within a copied link or mention; whatever else is written is a name."""
        copied = _COPIED.fullmatch(text)
        return copied[1] if copied else text if _ID.fullmatch(text) else ""

    async def listed(self, kind: Kind) -> Sequence[Listed]:
        """Colleagues, channels that are in use, or user groups."""
        match kind:
            case Kind.PERSON:
                users = await self._all("members", self._client.users_list)
                return [_person(one) for one in users if not any(one.get(mark) for mark in NO_COLLEAGUE)]
            case Kind.CHANNEL:
                types = {"types": "public_channel,private_channel", "exclude_archived": "true"}
                channels = await self._all("channels", self._client.conversations_list, **types)
                return [_channel(one) for one in channels if not one.get("is_archived")]
        with calling(repeatable=True):
            answer = await self._client.usergroups_list()
        return [_group(one) for one in answer.get("usergroups") or ()]

    async def _all(self, name: str, ask: Callable[..., Awaitable[Any]], **more: str) -> list[Mapping[str, Any]]:
        found: list[Mapping[str, Any]] = []
        cursor = ""
        for _ in range(_MOST_PAGES):
            with calling(repeatable=True):
                answer = await ask(limit=_A_PAGE, cursor=cursor, **more)
            found += answer.get(name) or ()
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return found
        raise TryLater("a list does not end")


def _person(user: Mapping[str, Any]) -> Listed:
    profile = user.get("profile") or {}
    shown = (profile.get("display_name"), profile.get("real_name"), profile.get("email"))
    name = _text(user.get("real_name") or profile.get("real_name"))
    return Listed(_text(user.get("id")), _text(user.get("name")), name, tuple(_text(one) for one in shown if one))


def _channel(channel: Mapping[str, Any]) -> Listed:
    former = tuple(_text(one) for one in channel.get("previous_names") or ())
    is_ours = bool(channel.get("is_member"))
    return Listed(_text(channel.get("id")), _text(channel.get("name")), former=former, is_ours=is_ours)


def _group(group: Mapping[str, Any]) -> Listed:
    return Listed(_text(group.get("id")), _text(group.get("handle")), _text(group.get("name")))


def _text(value: object) -> str:
    return clean_text(str(value or "").strip())
