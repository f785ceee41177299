"""The port to the chat, which staff read. A door implements it.

`bot/delivery/` alone calls what has an effect; but that nothing can be stored is said past it, by `bot/watch/store.py`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.ports.card import Action, Card
from bot.ports.happenings import Said
from bot.ports.health import Health
from bot.ports.picture import Picture


@dataclass(frozen=True)
class MessageRef:
    """A message in the chat: its channel, its id, and the thread it stands in (empty for a card in the channel)."""

    channel: str
    id: str
    thread: str = ""


class Chat(Protocol):
    """The staff's chat. Every call may raise `TryLater`, `Refused` or, where it is not repeatable, `Unknown`."""

    async def post_card(self, channel: str, card: Card, key: str) -> MessageRef:
        """Post a card in a channel; `key` travels invisibly with it so that `find_own` can find it."""
        ...

    async def update_card(self, ref: MessageRef, card: Card) -> None:
        """Redraw a message in place (repeatable). Raises `Refused(GONE)` when somebody deleted it."""
        ...

    async def say(self, thread: MessageRef, card: Card, key: str, *, aloud: bool = False) -> MessageRef:
        """Post a message in the thread under `thread`; `aloud` shows it in the channel too."""
        ...

    async def unsay(self, ref: MessageRef) -> None:
        """Delete one of our own messages (repeatable; already gone counts as done)."""
        ...

    @property
    def largest_picture(self) -> int:
        """How many bytes a picture may have that is shown; of a larger one only its words are."""
        ...

    async def post_picture(self, channel: str, thread: str, picture: Picture, key: str) -> MessageRef:
        """Post a picture in a channel, or in a thread when one is named; may raise `Unknown`.

        `key` travels in it, so that `find_own` finds it. What comes back is what `unsay` takes the whole picture away by.
        """
        ...

    async def picture(self, id: str, most_bytes: int) -> bytes:
        """The bytes of a picture that somebody sent, by the id of `Brought`; what they are nobody has checked.

        Raises `Refused(GONE)` when it was deleted, `TOO_LONG` when it is larger than `most_bytes`.
        """
        ...

    async def tell(
        self, channel: str, thread: str, person_id: str, text: str, *, actions: Sequence[Action] = ()
    ) -> None:
        """Tell one person something that nobody else sees, and what can be done about it. Best effort: never repeated."""
        ...

    async def call_in(self, channel: str, person_ids: Sequence[str]) -> Mapping[str, str]:
        """Make sure these people are members of the channel (repeatable).

        Who cannot be added is passed over, and is in the answer with the chat's own word for the reason.
        """
        ...

    async def show_home(self, person_id: str, cards: Sequence[Card]) -> None:
        """Show a person's own page, one card after the other (repeatable)."""
        ...

    async def find_own(self, channel: str, thread: str, key: str, since: datetime) -> MessageRef | None:
        """Look for a message of ours that carries `key`, posted not earlier than `since`; of several in a channel, the newest.

        None means: a complete look found nothing. Raises `TryLater` when it could not look.
        """
        ...

    async def read_thread(self, ref: MessageRef, since: datetime) -> Sequence[Said]:
        """What people have written in the thread under a card since then, oldest first."""
        ...

    async def members(self, group_id: str) -> Sequence[str]:
        """The people in a user group, as person ids."""
        ...

    async def learn(self, person_ids: Sequence[str]) -> None:
        """Ask what these people are called, unless that is known. Never raises: a name can wait, what it stands on cannot."""
        ...

    async def strangers(self, person_ids: Sequence[str]) -> Mapping[str, str]:
        """Which of these are nobody who could be called here, with the chat's own word for why.

        Who cannot be asked about just now is none of them.
        """
        ...

    async def gone(self, person_ids: Sequence[str]) -> Collection[str]:
        """Which of these the chat is sure to be there no longer: they have left. Who cannot be asked about has not."""
        ...

    def name(self, person_id: str) -> str:
        """What a person is called, or an empty string while it is not known. No network call."""
        ...

    def link(self, ref: MessageRef) -> str:
        """The address of a message for people, or an empty string while it is not known. No network call."""
        ...

    async def health(self) -> Health:
        """What is wrong with the token, rights, channels and the connection."""
        ...
