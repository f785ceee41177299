"""What Teams sends when somebody presses a button, sends a dialog or chooses "use as answer", as the bot's values. Pure.

A gesture may come three times: Teams repeats one that was not answered within five seconds, and gives it no id of its own.
`mark` is what such repetitions have in common.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bot.ports.calls import Press, Submission
from bot.ports.happenings import Said
from handlers.teams.hear.markup import Mentioned
from handlers.teams.hear.messages import with_attached
from handlers.teams.hear.reader import thread_of
from handlers.teams.speak.dialogs import Place, Sent, sent

EXECUTE = "adaptiveCard/action"
FETCH = "task/fetch"
SUBMIT = "task/submit"
EXTENSION_FETCH = "composeExtension/fetchTask"
EXTENSION_SUBMIT = "composeExtension/submitAction"
GESTURES = (EXECUTE, FETCH, SUBMIT, EXTENSION_FETCH, EXTENSION_SUBMIT)
USE_AS_ANSWER = "useAsAnswer"


@dataclass(frozen=True)
class Gesture:
    """A gesture: who made it where, what it carries, and what its repetitions have in common."""

    name: str
    person_id: str
    person_name: str
    place: Place
    value: Mapping[str, Any]

    @property
    def mark(self) -> str:
        """The same for every repetition of a gesture, and for nobody else's."""
        told = json.dumps([self.name, self.person_id, self.place.packed(), self.value], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()


def gesture(activity: Mapping[str, Any], channel: str) -> Gesture:
    """An invoke, or the message that an old client sends for a button. `channel` is our file's name for the place."""
    person = _map(activity.get("from"))
    _, root = thread_of(activity)
    message = str(activity.get("replyToId") or "")
    name = str(activity.get("name") or EXECUTE)
    place = Place(channel or _own_chat(activity, name), message, root if _in_thread(activity) else message)
    who = str(person.get("aadObjectId") or "")
    return Gesture(name, who, str(person.get("name") or ""), place, _map(activity.get("value")))


def _own_chat(activity: Mapping[str, Any], name: str) -> str:
    """The chat that a person has with the bot, where lists stand; "use as answer" means nothing there."""
    chat = _map(activity.get("conversation"))
    is_own = chat.get("conversationType") == "personal" and not name.startswith("composeExtension/")
    return str(chat.get("id") or "") if is_own else ""


def data(made: Gesture) -> Mapping[str, Any]:
    """What the pressed button carries: Teams puts it one floor deeper for a card's action than for a dialog's."""
    action = _map(made.value.get("action"))
    return _map(action.get("data")) or _map(made.value.get("data")) or made.value


def press(made: Gesture, key: str) -> Press:
    """A button was pressed."""
    carried = data(made)
    return _press(made, str(carried.get("do") or ""), str(carried.get("value") or ""), made.place, key)


def press_after_asking(made: Gesture, came: Sent, key: str) -> Press:
    """A button was pressed, and what it asked first was answered."""
    return _press(made, came.carried.get("name", ""), came.carried.get("value", ""), came.place, key)


def submission(made: Gesture, came: Sent, key: str) -> Submission:
    """A form was sent. One that is sent again with other values, or from a dialog opened anew, is another gesture."""
    form, subject = came.carried.get("form", ""), came.carried.get("subject", "")
    return Submission(form, subject, made.person_id, made.person_name, key, came.values)


def dialog_sent(made: Gesture) -> Sent:
    """What a dialog brought back; it knows its place itself, as Teams may not tell it again."""
    came = sent(data(made))
    return came if came.place.channel else replace(came, carried={**came.carried, **made.place.packed()})


def picked(made: Gesture, key: str) -> Press:
    """Somebody chose "use as answer" on a message: it may be one that we never heard, so its words come along."""
    payload = _map(made.value.get("messagePayload"))
    message, author = str(payload.get("id") or ""), _map(_map(payload.get("from")).get("user"))
    root = made.place.thread or str(payload.get("replyToId") or "") or message
    said = _said(payload, made.place.channel, root, str(author.get("id") or ""))
    place = Place(made.place.channel, message, root)
    return replace(_press(made, "use", "", place, key), said=said)


def _said(payload: Mapping[str, Any], channel: str, root: str, author: str) -> Said | None:
    """The words of a message that was picked; None for what no person wrote."""
    body = str(_map(payload.get("body")).get("content") or "")
    attached = [one for one in payload.get("attachments") or () if isinstance(one, Mapping)]
    spoken = with_attached(body, attached, mentions_of(payload.get("mentions")))
    if not author or not spoken.text or root == payload.get("id"):
        return None
    try:
        at = datetime.fromisoformat(str(payload.get("createdDateTime") or "")).astimezone(UTC)
    except ValueError:
        return None
    return Said(
        channel, root, str(payload["id"]), author, spoken.text, at, left_out=spoken.left_out, people=spoken.people
    )


def mentions_of(told: object) -> dict[str, Mentioned]:
    """Whom a message as Graph tells it mentions, by the number in its markup."""
    found: dict[str, Mentioned] = {}
    for one in told if isinstance(told, list) else ():
        who = _map(_map(one).get("mentioned"))
        person = str(_map(who.get("user")).get("id") or "")
        found[str(_map(one).get("id"))] = Mentioned(
            person, is_bot=bool(who.get("application")), is_group=bool(who.get("conversation") or who.get("tag"))
        )
    return found


def _press(made: Gesture, name: str, value: str, place: Place, key: str) -> Press:
    return Press(name, value, made.person_id, made.person_name, place.channel, place.message, place.thread, key)


def _in_thread(activity: Mapping[str, Any]) -> bool:
    return ";messageid=" in str(_map(activity.get("conversation")).get("id") or "")


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
