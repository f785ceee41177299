"""The simulated Teams as the demo page draws it: the cards and dialogs are those that came over the wire."""

from typing import TYPE_CHECKING

from sandbox.people import APP, CHANNELS, COLLEAGUES, Colleague
from sandbox.stage.asking import Json
from sandbox.teams.state.names import BOT, channel_id
from sandbox.teams.state.values import SimMessage, View

if TYPE_CHECKING:
    from sandbox.teams.sim import TeamsSim


def teams_state(teams: "TeamsSim") -> Json:
    """Every channel, and for every person what they alone see. The page decides as whom to look."""
    return {
        "bot": {"id": BOT, "name": APP.name},
        "channels": [
            {"id": one.id, "name": one.name, "wire_id": channel_id(one.id), "messages": _posts(teams, one.id)}
            for one in CHANNELS
        ],
        "people": [_person(teams, person) for person in COLLEAGUES],
    }


def _person(teams: "TeamsSim", person: Colleague) -> Json:
    own = f"a:{person.id}"
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "departments": list(person.departments),
        "dialog": _dialog(teams.view_of(person.id)),
        "own": {f"{seen.channel} {seen.ts}": seen.content for seen in teams.shown_to(person.id)},
        "chat": {"id": own, "messages": _posts(teams, own)},
    }


def _posts(teams: "TeamsSim", channel: str) -> list[Json]:
    return [
        _message(post) | {"replies": [_message(reply) for reply in teams.thread(channel, post.ts)]}
        for post in teams.messages(channel)
    ]


def _message(message: SimMessage) -> Json:
    return {
        "ts": message.ts,
        "thread_ts": message.thread_ts,
        "user": message.user,
        "at": message.at.isoformat(),
        "text": message.text,
        "card": message.content,
        "edited": message.edited_at is not None,
        "files": [str(one["name"]) for one in message.attachments if one.get("name")],
    }


def _dialog(view: View | None) -> Json | None:
    return {"id": view.id, "title": view.title, "card": view.content} if view else None
