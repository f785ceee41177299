"""What the tour asks of a chat, whichever it is."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from sandbox.people import Colleague

Value = str | Sequence[str]


class Spoken(Protocol):
    """A message in a channel or a thread, as it stood when it was looked at."""

    @property
    def channel(self) -> str:
        """The sandbox's name for the place."""
        ...

    @property
    def ts(self) -> str:
        """Its id there."""
        ...

    @property
    def thread_ts(self) -> str:
        """The message it answers, or empty."""
        ...

    def buttons(self) -> list[tuple[str, str]]:
        """What can be pressed: the bot's name and the label."""
        ...

    def button(self, name: str) -> tuple[str, str] | None:
        """The one that the bot calls so."""
        ...


class Form(Protocol):
    """A form that somebody has open."""

    @property
    def id(self) -> str:
        """Its id in the chat."""
        ...

    @property
    def title(self) -> str:
        """What stands in its head."""
        ...


class Answered(Protocol):
    """What came of a gesture."""

    @property
    def ok(self) -> bool:
        """Whether the bot answered in time and in a way that the chat can show."""
        ...

    @property
    def note(self) -> str:
        """Why not."""
        ...


class Sent(Answered, Protocol):
    """What came of a form that was sent."""

    @property
    def errors(self) -> Mapping[str, str]:
        """What is wrong with it, by field."""
        ...


class Chat(Protocol):
    """The chat. `name`, `channel` and `command` are as people say them.

    Messages and forms are given back to the chat that they came from, which knows them closer than this says: hence `Any`.
    """

    name: str
    channel: str
    command: str

    def cards(self) -> Sequence[Spoken]:
        """What the bot has posted in the channel itself, oldest first."""
        ...

    def all(self) -> Sequence[Spoken]:
        """What stands in the channel itself, oldest first."""
        ...

    def now(self, message: Any) -> Spoken | None:
        """A message as it stands now."""
        ...

    def thread(self, message: Any) -> Sequence[Spoken]:
        """The replies under a message, oldest first."""
        ...

    def by_bot(self, message: Any) -> bool:
        """Whether the bot wrote it."""
        ...

    def read(self, shown: Any) -> str:
        """Everything a message or a form shows, in reading order."""
        ...

    def told(self, colleague: Colleague) -> Sequence[str]:
        """What one colleague alone was told."""
        ...

    def called(self, message: Any) -> Collection[str]:
        """Whom a message calls, by the sandbox's names; who is called by a group counts as called."""
        ...

    def has_called(self, colleague: Colleague, message: Any) -> bool:
        """Whether a message that calls a department has reached this colleague."""
        ...

    def form(self, colleague: Colleague) -> Form | None:
        """The form that a colleague has open."""
        ...

    def is_called(self, form: Any, name: str) -> bool:
        """Whether a form is the one that the bot calls so."""
        ...

    def written(self, form: Any, field: str) -> str:
        """What stands in a text field before anybody types."""
        ...

    async def says(self, colleague: Colleague, message: Any, text: str) -> None:
        """Write under a message."""
        ...

    async def presses(self, colleague: Colleague, message: Any, button: str) -> Answered:
        """Press a button."""
        ...

    async def sends(self, colleague: Colleague, form: Any, values: Mapping[str, Value]) -> Sent:
        """Fill in a form and send it."""
        ...

    async def asks_for_the_list(self, colleague: Colleague) -> str:
        """Ask the bot for the open questions; what it shows."""
        ...
