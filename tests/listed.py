"""Which lists of reminders in a channel name a card, and under which heading."""

import json
from collections.abc import Iterator, Sequence

from sandbox.slack.state.values import SimMessage

LIST = "Påminnelse om"


def is_list(message: SimMessage) -> bool:
    """Whether this message reminds of several questions at once."""
    return not message.thread_ts and LIST in message.text


def headings(messages: Sequence[SimMessage], card: SimMessage) -> Iterator[tuple[SimMessage, str]]:
    """The lists among these messages that lead to a card, each with the heading of the line that does."""
    way = f"/p{card.ts.replace('.', '')}"
    for message in messages:
        if is_list(message):
            for heading, lines in _parts(message):
                yield from [(message, heading)] * sum(way in json.dumps(line) for line in lines)


def _parts(message: SimMessage) -> Iterator[tuple[str, list[object]]]:
    for block in message.blocks:
        if block["type"] == "rich_text":
            heading, *lists = block["elements"]
            yield str(heading["elements"][0]["text"]), [line for one in lists for line in one["elements"]]
