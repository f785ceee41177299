"""What Teams refuses of an activity: two things in one, a card that is too large or is none, a mention that matches nothing."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.teams.state.values import ADAPTIVE, ConnectorError, Json

MOST_BYTES = 100_000
_AT = re.compile(r"<at>([^<]*)</at>")
_ELEMENTS = {
    *("TextBlock", "RichTextBlock", "Container", "ColumnSet", "FactSet", "ActionSet", "Image", "ImageSet", "Table"),
    *("Input.Text", "Input.ChoiceSet", "Input.Toggle", "Input.Date", "Input.Time", "Input.Number"),
}
_ACTIONS = {"Action.Execute", "Action.Submit", "Action.OpenUrl", "Action.ShowCard", "Action.ToggleVisibility"}


def checked(activity: Mapping[str, Any]) -> None:
    """Raises `ConnectorError` for an activity that Teams would not show."""
    if activity.get("type") != "message":
        raise ConnectorError(400, "BadSyntax", "only messages can be sent")
    attachments = activity.get("attachments") or []
    if len(attachments) > 1 or (attachments and activity.get("text")):
        raise ConnectorError(400, "BadSyntax", "Activity resulted into multiple skype activities")
    if not attachments and not activity.get("text"):
        raise ConnectorError(400, "BadSyntax", "an empty message")
    if len(json.dumps(activity, ensure_ascii=False).encode("utf-16-le")) > MOST_BYTES:
        raise ConnectorError(413, "MessageSizeTooBig", "Message size too large")
    for attachment in attachments:
        if attachment.get("contentType") == ADAPTIVE:
            checked_card(attachment.get("content"))


def checked_card(content: object) -> Json:
    """The card, if it is one that Teams shows. Raises `ConnectorError`."""
    if not isinstance(content, dict) or content.get("type") != "AdaptiveCard":
        raise ConnectorError(400, "BadArgument", "no Adaptive Card")
    if content.get("version") not in ("1.0", "1.1", "1.2", "1.3", "1.4", "1.5"):
        raise ConnectorError(400, "BadArgument", "an unknown version")
    for fault in _faults(content):
        raise ConnectorError(400, "BadArgument", fault)
    return content


def _faults(content: Json) -> Iterator[str]:
    ids: list[str] = []
    for element in _elements(content):
        kind = element.get("type")
        if kind not in _ELEMENTS:
            yield f"an element of type {kind}"
        if element.get("id"):
            ids.append(str(element["id"]))
        if kind == "RichTextBlock" and not all(one.get("text") for one in element.get("inlines") or [{}]):
            yield "a run without text"
        for action in element.get("actions", ()):
            if action.get("type") not in _ACTIONS:
                yield f"an action of type {action.get('type')}"
    if len(ids) != len(set(ids)):
        yield "an id twice"
    yield from _unmatched(content)


def _unmatched(content: Json) -> Iterator[str]:
    """A mention is drawn only where its words stand in the card exactly; the words alone mention nobody."""
    told = [str(one.get("text")) for one in (content.get("msteams") or {}).get("entities") or ()]
    texts = " ".join(str(element.get("text", "")) for element in _elements(content) if element["type"] == "TextBlock")
    for mention in told:
        if mention not in texts:
            yield "a mention whose words do not stand in the card"
    for words in _AT.findall(texts):
        if f"<at>{words}</at>" not in told:
            yield "words of a mention without its entity"


def _elements(content: Json) -> Iterator[Json]:
    for part in ("body", "items", "columns"):
        for element in content.get(part, ()):
            if isinstance(element, dict):
                if part != "columns":
                    yield element
                yield from _elements(element)
