"""What passes between the bot and the outside, told step by step as it happens, to whoever listens.

A call of the bot is `<call>.received` before it has any effect, `<call>.done` when it has had it, and
`<call>.answered` when the answer has left. What goes to the bot is `<thing>.sent` and `<thing>.acknowledged`.
"""

from collections.abc import Callable

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

RECEIVED, DONE, ANSWERED = "received", "done", "answered"
SENT, ACKNOWLEDGED = "sent", "acknowledged"

WEBHOOK, EVENT, GESTURE = "facebook.webhook", "slack.event", "slack.gesture"
_WRITES = {"comments": "facebook.reply", "messages": "facebook.message"}

Listener = Callable[[str], None]


class Steps:
    """Tells the listeners, at once and in order; a listener must not wait."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def on_step(self, listener: Listener) -> None:
        """Tell `listener` the name of each step from now on."""
        self._listeners.append(listener)

    def tell(self, thing: str, step: str) -> None:
        """Say that `thing` has come to `step`."""
        for listener in self._listeners:
            listener(f"{thing}.{step}")


def watching(steps: Steps) -> Middleware:
    """Tell of the bot's calls on their way through the server."""

    @web.middleware
    async def watch(request: web.Request, handler: Handler) -> web.StreamResponse:
        call = call_name(request.method, request.path)
        if not call:
            return await handler(request)
        steps.tell(call, RECEIVED)
        try:
            response = await handler(request)
        except ConnectionError:  # the caller died before it had said everything
            return web.Response()
        steps.tell(call, DONE)
        if await _sent(request, response):
            steps.tell(call, ANSWERED)
        return response

    return watch


def call_name(method: str, path: str) -> str:
    """The name of a call: `slack.<method>`, `teams.<verb>`, `facebook.read`, `.reply`, `.message` or `.write`; empty for anything else.

    What is read through Graph goes by what is read: `teams.messages`, `teams.replies`, `teams.members`.
    """
    if path.startswith("/slack/api/"):
        return f"slack.{path.rpartition('/')[2]}"
    if path.startswith("/teams/connector"):
        return f"teams.{method.lower()}"
    if path.startswith("/teams/graph"):
        return f"teams.{path.rpartition('/')[2]}"
    if not path.startswith("/graph"):
        return ""
    return "facebook.read" if method == "GET" else _WRITES.get(path.rpartition("/")[2], "facebook.write")


async def _sent(request: web.Request, response: web.StreamResponse) -> bool:
    """Send the answer now; False when nobody is there any more to take it."""
    try:
        await response.prepare(request)
        await response.write_eof()
    except ConnectionError:
        return False
    return True
