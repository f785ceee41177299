"""How the demo page moves the sandbox's clock: some seconds on, or to the moment that the page showed on the button."""

from datetime import datetime, timedelta

from aiohttp import web

from sandbox.clock import SandboxClock
from sandbox.stage.asking import Asked, Json, gesture

PREFIX = "/sandbox/clock/"


def clock_gestures(clock: SandboxClock) -> list[web.AbstractRouteDef]:
    """`forward` takes `seconds`; `closing` and `deadline` take `to`, an ISO moment. All answer with the new `now`."""

    async def forward(asked: Asked) -> Json:
        clock.move(timedelta(seconds=_seconds(asked)))
        return {"now": clock.now().isoformat()}

    async def jump(asked: Asked) -> Json:
        clock.move_to(datetime.fromisoformat(asked.needed("to")))
        return {"now": clock.now().isoformat()}

    return [
        gesture(PREFIX + "forward", forward),
        gesture(PREFIX + "closing", jump),
        gesture(PREFIX + "deadline", jump),
    ]


def _seconds(asked: Asked) -> float:
    seconds = asked.body.get("seconds")
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise ValueError("seconds is missing")
    return float(seconds)
