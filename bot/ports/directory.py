"""What a chat can list by name, so that nobody has to copy its ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    """What the municipality's file names in a chat."""

    PERSON = "person"
    CHANNEL = "channel"
    GROUP = "group"


@dataclass(frozen=True)
class Listed:
    """Somebody or something in the chat. `handle` belongs to one alone, `name` and `others` need not.

    `former` are names it bore before; `is_ours` says whether the bot is a member of a channel.
    """

    id: str
    handle: str
    name: str = ""
    others: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    is_ours: bool = True

    @property
    def shown(self) -> str:
        """How a person would recognise it: the name, and the handle where it says more."""
        return f"{self.name} ({self.handle})" if self.name and self.name != self.handle else self.handle


class Directory(Protocol):
    """Who and what there is in a chat."""

    def id_in(self, kind: Kind, text: str) -> str:
        """The id that a text from the municipality's file is, or holds as this chat copies it; empty for a name to look up."""
        ...

    async def listed(self, kind: Kind) -> Sequence[Listed]:
        """Everybody or everything of a kind. Raises `Refused` when the chat does not let us list it, and `TryLater`."""
        ...
