"""What the simulated workspace is made of, as frozen values. Anything that needs the wire's own shape is in `objects.py`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


class SlackError(Exception):
    """An answer `{"ok": false, "error": code}`; `more` holds further fields of that answer."""

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.more = more


def argument_error(code: str, problems: list[str]) -> SlackError:
    """A refusal that names what is wrong with the arguments, in both places where Slack puts it."""
    return SlackError(
        code, errors=problems, response_metadata={"messages": [f"[ERROR] {problem}" for problem in problems]}
    )


@dataclass(frozen=True)
class SimMessage:
    """A message. `ts` is its id, from the sandbox's clock; `thread_ts` is the parent's ts in a reply and empty otherwise.

    `text` is entity-escaped as Slack stores it. `edited` is the ts of the last edit by a person, or empty.
    `reactions` are pairs of name and user id. A parent deleted under its replies stays with subtype "tombstone".
    `first_blocks` are those that it was posted with, once an app has changed them: only they called anybody.
    """

    channel: str
    ts: str
    user: str
    text: str
    blocks: tuple[Json, ...] = ()
    thread_ts: str = ""
    bot_id: str = ""
    subtype: str = ""
    metadata: Json | None = None
    edited: str = ""
    client_msg_id: str = ""
    files: tuple[Json, ...] = ()
    attachments: tuple[Json, ...] = ()
    reactions: tuple[tuple[str, str], ...] = ()
    ephemeral: bool = False
    first_blocks: tuple[Json, ...] = ()

    def buttons(self) -> list[tuple[str, str]]:
        """What can be pressed on the message now: id and label, in reading order. A menu's options go by their values."""
        shown = [element for _, element in elements(self.blocks) if element["type"] in ("button", "overflow")]
        return [(pressed, str(part["text"]["text"])) for element in shown for pressed, part in _pressables(element)]

    def button(self, name: str) -> tuple[str, str] | None:
        """The id and label of what the bot calls `name`; a bot may write more behind the name, after a space."""
        return next(((known, label) for known, label in self.buttons() if known.partition(" ")[0] == name), None)


@dataclass(frozen=True)
class View:
    """A modal or a home tab as one person has it. `content` is the view as the bot sent it, with missing ids filled in."""

    id: str
    user_id: str
    content: Json
    hash: str
    root_id: str
    previous_id: str = ""

    @property
    def callback_id(self) -> str:
        """The bot's name for the view, or empty."""
        return str(self.content.get("callback_id", ""))

    @property
    def title(self) -> str:
        """The title in the modal's head; empty for a home tab."""
        return str(self.content.get("title", {}).get("text", ""))

    @property
    def private_metadata(self) -> str:
        """What the bot hid in the view for itself."""
        return str(self.content.get("private_metadata", ""))

    @property
    def blocks(self) -> tuple[Json, ...]:
        """The blocks in reading order."""
        return tuple(self.content["blocks"])


@dataclass(frozen=True)
class Outcome:
    """What a person saw of a press, shortcut or the like: `ok` when the bot acknowledged in time.

    `view` is the modal opened for it before the acknowledgement came, if any; `note` says why not ok.
    """

    ok: bool
    view: View | None = None
    note: str = ""


@dataclass(frozen=True)
class SubmitOutcome:
    """What a person saw of sending a modal: `errors` by block id; `closed` when the modal is no longer on the screen."""

    ok: bool
    errors: dict[str, str]
    closed: bool
    note: str = ""


@dataclass(frozen=True)
class Call:
    """One Web API call the simulator received: HTTP status 0 means the connection was cut without an answer."""

    method: str
    arguments: Json
    status: int
    error: str = ""


@dataclass
class UploadedFile:
    """A file on its way in, or stored. `content` is None until the bytes have come, `alt` what it shows in words."""

    id: str
    name: str
    size: int
    title: str = ""
    alt: str = ""
    content: bytes | None = None
    shared: Json = field(default_factory=dict)


def elements(blocks: tuple[Json, ...] | list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with the block it stands in, in reading order."""
    for block in blocks:
        inner = [block.get("accessory"), block.get("element")]
        if block.get("type") in ("actions", "context_actions"):
            inner += block.get("elements", [])
        yield from ((block, element) for element in inner if isinstance(element, dict) and "action_id" in element)


def pressable(blocks: tuple[Json, ...] | list[Json], id: str) -> tuple[Json, Json] | None:
    """The element that goes by this id, or the menu whose option has it as its value, with what is chosen; and its block."""
    for block, element in elements(blocks):
        for known, part in _pressables(element):
            if known == id:
                return block, element if part is element else {**element, "selected_option": part}
    return None


def _pressables(element: Json) -> Iterator[tuple[str, Json]]:
    if element.get("type") == "overflow":
        yield from ((str(option["value"]), option) for option in element["options"])
    else:
        yield str(element["action_id"]), element
