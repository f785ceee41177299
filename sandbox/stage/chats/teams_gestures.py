"""What the demo page lets the municipality's people do in the simulated Teams. Each waits until the bot has answered."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from aiohttp import web

from sandbox.stage.asking import Asked, Json, gesture

if TYPE_CHECKING:
    from sandbox.teams.sim import TeamsSim

PREFIX = "/sandbox/teams/"


def teams_gestures(teams: "TeamsSim") -> list[web.AbstractRouteDef]:
    """Their addresses. `user` says who does it; what the bot told that person alone comes back as `told`."""
    deeds: dict[str, Callable[[TeamsSim, Asked], Awaitable[Json]]] = {
        "say": _say,
        "edit": _edit,
        "delete": _delete,
        "press": _press,
        "use": _use,
        "submit": _submit,
        "close": _close,
    }
    return [_route(teams, name, deed) for name, deed in deeds.items()]


def _route(teams: "TeamsSim", name: str, deed: "Callable[[TeamsSim, Asked], Awaitable[Json]]") -> web.AbstractRouteDef:
    async def done(asked: Asked) -> Json:
        return await deed(teams, asked)

    return gesture(PREFIX + name, done)


async def _say(teams: "TeamsSim", asked: Asked) -> Json:
    thread = asked.text("thread_ts") or None
    ts = await teams.say(asked.needed("user"), asked.needed("channel"), asked.needed("text"), thread_ts=thread)
    return {"ok": True, "ts": ts}


async def _edit(teams: "TeamsSim", asked: Asked) -> Json:
    await teams.edit(asked.needed("user"), asked.needed("channel"), asked.needed("ts"), asked.needed("text"))
    return {"ok": True}


async def _delete(teams: "TeamsSim", asked: Asked) -> Json:
    await teams.delete(asked.needed("user"), asked.needed("channel"), asked.needed("ts"))
    return {"ok": True}


async def _press(teams: "TeamsSim", asked: Asked) -> Json:
    """`number` counts the card's buttons in reading order: a list has several of one name."""
    done = await teams.press_shown(
        asked.needed("user"), asked.needed("channel"), asked.needed("ts"), asked.number("number")
    )
    return {"ok": done.ok, "note": done.note, "told": done.told}


async def _use(teams: "TeamsSim", asked: Asked) -> Json:
    done = await teams.shortcut(asked.needed("user"), asked.needed("channel"), asked.needed("ts"), "")
    return {"ok": done.ok, "note": done.note, "told": done.told}


async def _submit(teams: "TeamsSim", asked: Asked) -> Json:
    """`number` counts the dialog's buttons. What is wrong stands in the dialog that the bot sends back."""
    sent = await teams.submit_shown(
        asked.needed("user"), asked.needed("view_id"), asked.filled("values"), asked.number("number")
    )
    return {"ok": sent.ok or bool(sent.errors), "note": sent.note, "told": sent.told}


async def _close(teams: "TeamsSim", asked: Asked) -> Json:
    return {"ok": await teams.close_view(asked.needed("user"), asked.needed("view_id"))}
