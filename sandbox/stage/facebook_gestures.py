"""What the demo page lets citizens, and the page's own staff, do on the simulated Facebook."""

from collections.abc import Callable

from aiohttp import web

from sandbox.facebook.sim import FacebookSim
from sandbox.stage.asking import Asked, Json, gesture

PREFIX = "/sandbox/facebook/"


def facebook_gestures(facebook: FacebookSim) -> list[web.AbstractRouteDef]:
    """Their addresses. Each answers `{"id": …}` with the id of what was written or touched."""
    deeds: dict[str, Callable[[FacebookSim, Asked], str]] = {
        "comment": _comment,
        "visitor_post": _visitor_post,
        "message": _message,
        "like": _like,
        "edit": _edit,
        "delete": _delete,
        "hide": _hide,
        "staff_reply": _staff_reply,
        "staff_message": _staff_message,
    }
    return [_route(facebook, name, deed) for name, deed in deeds.items()]


def _route(facebook: FacebookSim, name: str, deed: Callable[[FacebookSim, Asked], str]) -> web.AbstractRouteDef:
    async def done(asked: Asked) -> Json:
        return {"id": deed(facebook, asked)}

    return gesture(PREFIX + name, done)


def _comment(facebook: FacebookSim, asked: Asked) -> str:
    return facebook.comment(
        asked.needed("page"),
        asked.needed("citizen"),
        _words(asked),
        post_id=asked.text("post") or None,
        parent_id=asked.text("parent") or None,
        photo=asked.flag("photo"),
    )


def _visitor_post(facebook: FacebookSim, asked: Asked) -> str:
    page, citizen = asked.needed("page"), asked.needed("citizen")
    return facebook.visitor_post(page, citizen, _words(asked), photo=asked.flag("photo"))


def _message(facebook: FacebookSim, asked: Asked) -> str:
    page, citizen = asked.needed("page"), asked.needed("citizen")
    return facebook.message(page, citizen, _words(asked), photo=asked.flag("photo"))


def _like(facebook: FacebookSim, asked: Asked) -> str:
    facebook.like(asked.needed("id"), asked.needed("citizen"))
    return asked.needed("id")


def _edit(facebook: FacebookSim, asked: Asked) -> str:
    """The author changes a post or comment, or a message (found by its mid)."""
    writing_id, words = asked.needed("id"), asked.needed("text")
    if facebook.find(writing_id):
        facebook.edit(writing_id, words)
    else:
        facebook.edit_message(writing_id, words)
    return writing_id


def _delete(facebook: FacebookSim, asked: Asked) -> str:
    facebook.delete(asked.needed("id"), by_page=asked.flag("by_page"))
    return asked.needed("id")


def _hide(facebook: FacebookSim, asked: Asked) -> str:
    """Staff hide something, or with `hidden` false show it again."""
    writing_id = asked.needed("id")
    if asked.body.get("hidden", True):
        facebook.hide(writing_id)
    else:
        facebook.unhide(writing_id)
    return writing_id


def _staff_reply(facebook: FacebookSim, asked: Asked) -> str:
    return facebook.staff_reply(asked.needed("page"), asked.needed("target"), asked.needed("text"))


def _staff_message(facebook: FacebookSim, asked: Asked) -> str:
    return facebook.staff_message(asked.needed("page"), asked.needed("citizen"), asked.needed("text"))


def _words(asked: Asked) -> str:
    """What is written; a picture needs no words."""
    return asked.text("text") if asked.flag("photo") else asked.needed("text")
