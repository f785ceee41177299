"""What the demo page lets the municipality's people do in the simulated Slack. Each waits until the bot has acknowledged."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.slack.sim import SlackSim
from sandbox.slack.state.values import Outcome
from sandbox.stage.asking import Asked, Json, gesture

PREFIX = "/sandbox/slack/"


def slack_gestures(slack: SlackSim) -> list[web.AbstractRouteDef]:
    """Their addresses. `user` says who does it."""
    deeds: dict[str, Callable[[SlackSim, Asked], Awaitable[Json]]] = {
        "say": _say,
        "edit": _edit,
        "delete": _delete,
        "press": _press,
        "shortcut": _shortcut,
        "submit": _submit,
        "close": _close,
        "command": _command,
        "home": _home,
    }
    return [_route(slack, name, deed) for name, deed in deeds.items()]


def _route(slack: SlackSim, name: str, deed: Callable[[SlackSim, Asked], Awaitable[Json]]) -> web.AbstractRouteDef:
    async def done(asked: Asked) -> Json:
        return await deed(slack, asked)

    return gesture(PREFIX + name, done)


async def _say(slack: SlackSim, asked: Asked) -> Json:
    thread = asked.text("thread_ts") or None
    ts = await slack.say(asked.needed("user"), asked.needed("channel"), asked.needed("text"), thread_ts=thread)
    return {"ok": True, "ts": ts}


async def _edit(slack: SlackSim, asked: Asked) -> Json:
    await slack.edit(asked.needed("user"), asked.needed("channel"), asked.needed("ts"), asked.needed("text"))
    return {"ok": True}


async def _delete(slack: SlackSim, asked: Asked) -> Json:
    await slack.delete(asked.needed("user"), asked.needed("channel"), asked.needed("ts"))
    return {"ok": True}


async def _press(slack: SlackSim, asked: Asked) -> Json:
    """A button on a message, or with `view_id` one in a modal or on the home tab."""
    user, action = asked.needed("user"), asked.needed("action_id")
    if view_id := asked.text("view_id"):
        return _told(await slack.press_in_view(user, view_id, action, asked.filled("values")))
    return _told(await slack.press(user, asked.needed("channel"), asked.needed("ts"), action))


async def _shortcut(slack: SlackSim, asked: Asked) -> Json:
    user, channel = asked.needed("user"), asked.needed("channel")
    return _told(await slack.shortcut(user, channel, asked.needed("ts"), asked.needed("callback_id")))


async def _submit(slack: SlackSim, asked: Asked) -> Json:
    """`errors` are by block id: the bot's own sentences, or the codes required, too_short and too_long."""
    sent = await slack.submit(asked.needed("user"), asked.needed("view_id"), asked.filled("values"))
    return {"ok": sent.ok, "errors": sent.errors, "closed": sent.closed, "note": sent.note}


async def _close(slack: SlackSim, asked: Asked) -> Json:
    return {"ok": await slack.close_view(asked.needed("user"), asked.needed("view_id"))}


async def _command(slack: SlackSim, asked: Asked) -> Json:
    told = await slack.command(asked.needed("user"), asked.needed("channel"), asked.text("text"))
    return {"ok": told is not None}


async def _home(slack: SlackSim, asked: Asked) -> Json:
    await slack.open_home(asked.needed("user"))
    return {"ok": True}


def _told(outcome: Outcome) -> Json:
    return {"ok": outcome.ok, "note": outcome.note}
