"""What tests read of a message or a form in either chat, and in which chat a story is told.

A story names no chat: `Town` and these functions say the same of both. What is about one chat's own shape, faults or
pages carries `only_in_slack(reason)`.
"""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from sandbox.people import USER_GROUPS
from sandbox.slack.state.values import SimMessage, View
from sandbox.teams.state.names import HANDLE_OF_PERSON
from sandbox.teams.state.values import SimMessage as TeamsMessage
from sandbox.teams.state.values import View as TeamsView
from sandbox.teams.state.values import inputs

SLACK, TEAMS = "slack", "teams"
_IN_SLACK = re.compile(r"<@(\w+)>|<!subteam\^(\w+)")
_IN_TEAMS = re.compile(r"<at>[^<]*</at>")
_SHOWN_IN_TEAMS = ("text", "title", "label", "value", "url")
_NEVER_SHOWN = ("data", "msteams")


@dataclass
class Told:
    """The chat in which stories are told just now."""

    chat: str = SLACK


TOLD = Told()


def only_in_slack(reason: str) -> pytest.MarkDecorator:
    """A story, or with `pytestmark` a chapter, that cannot be told in Teams."""
    return pytest.mark.only_in_slack(reason)


def only_in_teams(reason: str) -> pytest.MarkDecorator:
    """A story, or with `pytestmark` a chapter, that is about Teams itself."""
    return pytest.mark.only_in_teams(reason)


def shown(message: Any) -> str:
    """All the words a message or view shows, in reading order."""
    return "\n".join([getattr(message, "text", "") or "", *_texts(message.blocks, _shows(message))])


def called(message: Any) -> set[str]:
    """Whom a message called when it was posted, by the sandbox's names; who is called by a group counts as called."""
    if isinstance(message, TeamsMessage):
        first = message.first_content or message.content
        return {HANDLE_OF_PERSON[entity["mentioned"]["id"]] for entity in _entities(first)}
    people: set[str] = set()
    for person, group in _IN_SLACK.findall("\n".join(_texts(message.first_blocks or message.blocks, _shows(message)))):
        people |= {person} if person else {one for known in USER_GROUPS if known.id == group for one in known.members}
    return people


def calls(message: Any) -> list[str]:
    """Each call in a message, in reading order, by the names of people and groups: whoever stands here twice is called twice."""
    if isinstance(message, TeamsMessage):
        people = {entity["text"]: entity["mentioned"]["id"] for entity in _entities(message.content)}
        return [HANDLE_OF_PERSON[people[words]] for words in _IN_TEAMS.findall(shown(message))]
    return [person or group for person, group in _IN_SLACK.findall(shown(message))]


def facts(message: Any) -> dict[str, str]:
    """The labelled facts in a message: what is said by its label."""
    if isinstance(message, TeamsMessage):
        lines = [block["inlines"] for block in message.blocks if len(block.get("inlines", ())) == 2]
        return {label["text"].removesuffix(": "): said["text"] for label, said in lines if label.get("weight")}
    fields = [field["text"] for block in message.blocks for field in block.get("fields", ())]
    return {label.strip("*"): said for label, said in (field.split("\n", 1) for field in fields)}


def ways_to(card: Any, blocks: object) -> int:
    """How often what is shown in these blocks leads to a card."""
    end = f"/{card.ts}?" if isinstance(card, TeamsMessage) else f"/p{card.ts.replace('.', '')}"
    return json.dumps(blocks).count(end)


def picture(message: Any, slack: Any) -> tuple[str, bytes]:
    """What a picture in a message shows, in words, and the picture itself; both empty if there is none."""
    if isinstance(message, TeamsMessage):
        for block in message.blocks:
            if block["type"] == "Image":
                return block["altText"], base64.b64decode(block["url"].partition("base64,")[2])
        return "", b""
    return (message.files[0]["alt_txt"], slack.file(message.files[0]["id"]) or b"") if message.files else ("", b"")


def written(form: Any) -> dict[str, str]:
    """What stands in the text fields of a form, by field."""
    if isinstance(form, TeamsView):
        return {one["id"]: one.get("value", "") for one in inputs(form.content) if one["type"] == "Input.Text"}
    return {
        block["block_id"]: block["element"].get("initial_value", "")
        for block in form.blocks
        if block.get("type") == "input" and block["element"]["type"] == "plain_text_input"
    }


def choices(form: Any) -> dict[str, str]:
    """What can be chosen in a form: the value by what is read."""
    if isinstance(form, TeamsView):
        return {choice["title"]: choice["value"] for one in inputs(form.content) for choice in one.get("choices", ())}
    options = [option for block in form.blocks for option in block.get("element", {}).get("options", [])]
    return {option["text"]["text"]: option["value"] for option in options}


def selected(form: Any, field: str) -> str:
    """What is chosen beforehand in a field of a form; empty when nothing is."""
    if isinstance(form, TeamsView):
        return next(str(one.get("value") or "") for one in inputs(form.content) if one["id"] == field)
    element = next(block["element"] for block in form.blocks if block["block_id"].split(":")[-1] == field)
    return str((element.get("initial_option") or {}).get("value") or "")


def refusal(sent: Any) -> str:
    """Why a form was not taken: said at one of its fields, in Teams also in place of a form that cannot be shown any more."""
    return " ".join([*sent.errors.values(), getattr(sent, "told", "")])


def by_bot(message: Any) -> bool:
    """Whether the bot wrote a message."""
    return bool(message.by_bot if isinstance(message, TeamsMessage) else message.bot_id)


def order_of(message: Any) -> str:
    """Which order of the bot's a message carries: Slack keeps it in the metadata, Teams in the first element's id."""
    if isinstance(message, TeamsMessage):
        return str(message.blocks[0].get("id", "")) if message.by_bot and message.blocks else ""
    return json.dumps(message.metadata) if message.metadata else ""


def fields(form: Any) -> set[str]:
    """What can be filled in, by field."""
    if isinstance(form, TeamsView):
        return {str(one["id"]) for one in inputs(form.content)}
    return {str(block["block_id"]) for block in form.blocks if block.get("type") == "input"}


def sent_at(message: Any) -> datetime:
    """When a message was sent, by the sandbox's clock."""
    moment = message.at if isinstance(message, TeamsMessage) else datetime.fromtimestamp(float(message.ts), UTC)
    assert isinstance(moment, datetime)
    return moment


def _entities(content: Any) -> list[Any]:
    return list(((content or {}).get("msteams") or {}).get("entities") or ())


def _shows(message: Any) -> tuple[str, ...]:
    return ("text",) if isinstance(message, SimMessage | View) else _SHOWN_IN_TEAMS


def _texts(node: Any, shows: tuple[str, ...]) -> Iterator[str]:
    if isinstance(node, list | tuple):
        for child in node:
            yield from _texts(child, shows)
    if isinstance(node, dict):
        yield from (node[key] for key in shows if isinstance(node.get(key), str))
        for key, child in node.items():
            if key not in _NEVER_SHOWN and not isinstance(child, str):
                yield from _texts(child, shows)
