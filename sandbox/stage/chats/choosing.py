"""Which chat the staff have, and changing it: the sandbox begins anew then, with another bot."""

from collections.abc import Callable

from aiohttp import web

from sandbox.stage.asking import Asked, Json, gesture

CHATS = ("slack", "teams")
Switch = Callable[[str], None]


def chat_gestures(switch: Switch) -> list[web.AbstractRouteDef]:
    """`POST /sandbox/chat` with `name`. The answer comes before the sandbox ends."""

    async def change(asked: Asked) -> Json:
        name = asked.needed("name")
        if name not in CHATS:
            raise ValueError("no such chat")
        switch(name)
        return {"ok": True}

    return [gesture("/sandbox/chat", change)]
