"""Finding channels, people and groups by name, with the person's help where a name means several or nobody."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.municipality.naming.names import alike, formerly, meant
from bot.ports.directory import Kind, Listed

if TYPE_CHECKING:
    from handlers.setting_up.session import Session


def ask_for_one(session: "Session", kind: Kind, key: str, standing: str = "", **values: str) -> Listed | None:
    """Ask for one of a kind by name; None when nothing was answered. What stands there already is offered."""
    shown = _shown(session, kind, standing)
    while True:
        answer = session.talk.ask(key, shown, may_be_empty=True, values=values)
        if not answer:
            return None
        if found := find(session, kind, standing if answer == shown and standing else answer):
            return found


def ask_for_several(session: "Session", kind: Kind, key: str, standing: Sequence[str], **values: str) -> list[Listed]:
    """Ask for several, with commas between; those that are not found are asked for again."""
    default = ", ".join(_shown(session, kind, one) for one in standing)
    answer = session.talk.ask(key, default, may_be_empty=True, values=values)
    if answer == default:
        answer = ", ".join(standing)
    names = filter(None, (part.strip() for part in answer.split(",")))
    found = [find(session, kind, name) or ask_for_one(session, kind, "instead", name=name) for name in names]
    return list(dict.fromkeys(filter(None, found)))


def is_there(session: "Session", kind: Kind, id: str) -> bool:
    """Whether an id from the file is one of the chat's; when the chat does not tell, nothing speaks against it."""
    listed = session.listed(kind)
    return bool(id) and (not listed or any(one.id == id for one in listed))


def find(session: "Session", kind: Kind, name: str) -> Listed | None:
    """Whom a name means. Several, or none, are put before the person; None when it is none of them."""
    listed = session.listed(kind)
    if not listed:
        return _by_id_alone(session, kind, name)
    theirs = session.id_in(kind, name)
    now = [one for one in listed if one.id == theirs] or meant(name, listed)
    if len(now) == 1:
        session.talk.say("found", name=now[0].shown)
        return now[0]
    if now:
        session.talk.say("several", name=name)
        return _chosen(session, now)
    if before := formerly(name, listed):
        session.talk.say("renamed", name=name, now=before[0].shown)
        return _chosen(session, before)
    session.talk.say("not_found", name=name, kind=session.talk.text(f"kind.{kind}"))
    near = alike(name, listed)
    return _chosen(session, near) if near else None


def _by_id_alone(session: "Session", kind: Kind, name: str) -> Listed | None:
    """The chat lists nobody of this kind: what looks like an id is taken as it is."""
    theirs = session.id_in(kind, name)
    if not theirs:
        session.talk.say("only_ids", kind=session.talk.text(f"kind.{kind}"))
        return None
    return Listed(theirs, theirs)


def _chosen(session: "Session", options: Sequence[Listed]) -> Listed | None:
    shown = [*(one.shown for one in options), session.talk.text("none_of_them")]
    number = session.talk.choose("which", shown)
    return options[number] if number < len(options) else None


def _shown(session: "Session", kind: Kind, id: str) -> str:
    """What an id from the file is called, where that is known."""
    if not id:
        return ""
    return next((one.handle for one in session.listed(kind) or () if one.id == id), id)
