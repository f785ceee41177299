"""What the simulated Teams is made of, as frozen values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Json = dict[str, Any]
ADAPTIVE = "application/vnd.microsoft.card.adaptive"


class ConnectorError(Exception):
    """An answer with an error: HTTP status and Teams' own code."""

    def __init__(self, status: int, code: str, message: str = "", retry_after: int | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.retry_after = retry_after


@dataclass(frozen=True)
class SimMessage:
    """A message. `channel` is the sandbox's own name for the place, `thread_ts` the thread's root in a reply and empty otherwise.

    `user` is a colleague's handle, or the bot's. `content` is the Adaptive Card, if it is one; `first_content` the one that it
    was posted with, once the bot has changed it: only that one called anybody.
    """

    channel: str
    ts: str
    user: str
    at: datetime
    text: str = ""
    html: str = ""
    content: Json | None = None
    thread_ts: str = ""
    edited_at: datetime | None = None
    mentions: tuple[Json, ...] = ()
    attachments: tuple[Json, ...] = ()
    by_bot: bool = False
    first_content: Json | None = None

    @property
    def blocks(self) -> tuple[Json, ...]:
        """The card's elements in reading order."""
        return tuple((self.content or {}).get("body", ()))

    def buttons(self) -> list[tuple[str, str]]:
        """What can be pressed on the message now: the bot's name and the label, in reading order."""
        return [(name_of(action), str(action["title"])) for action in actions(self.content or {})]

    def button(self, name: str) -> tuple[str, str] | None:
        """The name and label of what the bot calls `name`."""
        return next(((known, label) for known, label in self.buttons() if known == name), None)


@dataclass(frozen=True)
class View:
    """A dialog as one person has it open. `place` is the message it was opened from."""

    id: str
    user_id: str
    title: str
    content: Json
    place: SimMessage | None = None
    by_extension: bool = False

    @property
    def blocks(self) -> tuple[Json, ...]:
        """The elements in reading order."""
        return (*self.content.get("body", ()), *({"type": "ActionSet", **a} for a in self.content.get("actions", ())))


@dataclass(frozen=True)
class Outcome:
    """What a person saw of a gesture: `ok` when the bot answered in time with something that Teams can show.

    `view` is the dialog that opened, `told` the words that were shown instead, `note` says why not ok.
    """

    ok: bool
    view: View | None = None
    told: str = ""
    note: str = ""


@dataclass(frozen=True)
class SubmitOutcome:
    """What a person saw of sending a dialog: `errors` are the warnings that stand in it now; `closed` when it is gone.

    `told` are the words that were shown instead of it.
    """

    ok: bool
    errors: Mapping[str, str]
    closed: bool
    note: str = ""
    told: str = ""


def actions(content: Json) -> Iterator[Json]:
    """Every action that calls the bot, in reading order."""
    for action in content.get("actions", ()):
        if action.get("type") in ("Action.Execute", "Action.Submit"):
            yield action
    for part in ("body", "items", "columns"):
        for element in content.get(part, ()):
            if isinstance(element, dict):
                yield from actions(element)


def name_of(action: Json) -> str:
    """What the bot calls an action."""
    data = action.get("data") or {}
    return str(data.get("do") or (data.get("svarvakt") or {}).get("do") or action.get("verb") or "")


def inputs(content: Json) -> Iterator[Json]:
    """Every input, in reading order."""
    for part in ("body", "items", "columns"):
        for element in content.get(part, ()):
            if isinstance(element, dict):
                if str(element.get("type", "")).startswith("Input."):
                    yield element
                yield from inputs(element)
