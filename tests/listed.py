"""What in a channel is about many questions: lists of reminders, with the cards that they name, and the morning's brief."""

from collections.abc import Iterator, Sequence
from typing import Any

from sandbox.slack.state.values import SimMessage
from sandbox.teams.state.values import SimMessage as TeamsMessage
from tests.chats import ways_to

LIST, BRIEF = "Påminnelse om", "I dag: "


def is_list(message: SimMessage) -> bool:
    """Whether this message reminds of several questions at once."""
    return not message.thread_ts and LIST in message.text


def is_about_many(seen: str, sought: str) -> bool:
    """Whether what is seen of a message is about many questions: it shows their words and is the card of none.

    Whoever has `sought` a brief by its title means it.
    """
    return LIST in seen or (BRIEF in seen and BRIEF not in sought)


def headings(messages: Sequence[SimMessage], card: SimMessage) -> Iterator[tuple[SimMessage, str]]:
    """The lists among these messages that lead to a card, each with the heading of the line that does."""
    for message in messages:
        if is_list(message):
            for heading, lines in _parts(message):
                yield from [(message, heading)] * sum(ways_to(card, line) for line in lines)


def _parts(message: Any) -> Iterator[tuple[str, list[object]]]:
    if isinstance(message, TeamsMessage):
        yield from _parts_in_teams(message)
        return
    for block in message.blocks:
        if block["type"] == "rich_text":
            heading, *lists = block["elements"]
            yield str(heading["elements"][0]["text"]), [line for one in lists for line in one["elements"]]


def _parts_in_teams(message: TeamsMessage) -> Iterator[tuple[str, list[object]]]:
    """A line in bold is a heading; what follows leads somewhere."""
    heading = ""
    for block in message.blocks:
        first, *others = block.get("inlines") or [{}]
        if others:
            yield heading, [block]
        else:
            heading = str(first.get("text", ""))
