"""The channels that the municipality named, and Teams' own ids for them.

The file may hold a channel's id («19:…@thread.tacv2») or, better, the address that Teams gives for "Get link to channel":
that one names the team's group, too, without which Graph cannot be asked about the channel's threads.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, unquote, urlsplit

from bot.ports.failures import Reason, Refused

_ID = re.compile(r"19:[\w.=-]+@thread\.(?:tacv2|skype)")
_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


@dataclass(frozen=True)
class Channel:
    """A channel: as the municipality's file names it, by Teams' id, and the id of its team's group (empty: not known)."""

    name: str
    id: str
    group: str = ""


def channel_of(name: str) -> Channel | None:
    """What an id or an address of a channel says; None when it is neither."""
    if _ID.fullmatch(name):
        return Channel(name, name)
    url = urlsplit(name)
    parts = [unquote(part) for part in url.path.split("/")]
    found = next((part for part in parts if _ID.fullmatch(part)), "")
    if url.scheme != "https" or not found or parts[1:3] != ["l", "channel"]:
        return None
    group = parse_qs(url.query).get("groupId", [""])[0]
    return Channel(name, found, group if _GUID.fullmatch(group) else "")


class Channels:
    """Translates between the file's names and Teams' ids."""

    def __init__(self, names: Sequence[str]) -> None:
        found = [channel_of(name) for name in names]
        self._by_name = {channel.name: channel for channel in found if channel}
        self.unreadable = tuple(name for name, channel in zip(names, found, strict=True) if channel is None)

    @property
    def all(self) -> Sequence[Channel]:
        """Every channel that could be read from the file."""
        return tuple(self._by_name.values())

    def named(self, name: str) -> Channel:
        """The channel of this name. Raises `Refused`."""
        channel = self._by_name.get(name) or channel_of(name)
        if channel is None:
            raise Refused(Reason.GONE, "not a Teams channel")
        return channel

    def name_of(self, id: str) -> str:
        """What the file calls the channel of this id; empty for one that is none of ours."""
        return next((channel.name for channel in self._by_name.values() if channel.id == id), "")

    def learn_group(self, channel_id: str, group: str) -> None:
        """A team told its group's id."""
        for channel in list(self._by_name.values()):
            if channel.id == channel_id and not channel.group and _GUID.fullmatch(group):
                self._by_name[channel.name] = replace(channel, group=group)
