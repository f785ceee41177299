"""The demo page put together: `sandbox.add_routes(stage_routes(sandbox))` before the sandbox starts."""

from aiohttp import web

from sandbox.people import MUNICIPALITY
from sandbox.server import Sandbox
from sandbox.stage.asking import Json
from sandbox.stage.chats.choosing import CHATS, Switch, chat_gestures
from sandbox.stage.chats.slack_gestures import slack_gestures
from sandbox.stage.chats.slack_state import slack_state
from sandbox.stage.chats.teams_gestures import teams_gestures
from sandbox.stage.chats.teams_state import teams_state
from sandbox.stage.clock_gestures import clock_gestures
from sandbox.stage.clock_jumps import next_closing, next_deadline
from sandbox.stage.facebook_gestures import facebook_gestures
from sandbox.stage.facebook_state import asked_moments, facebook_state
from sandbox.stage.fault_gestures import fault_gestures, faults_state
from sandbox.stage.files import file_routes
from sandbox.stage.news import News, news_routes


def stage_routes(sandbox: Sandbox, switch: Switch | None = None) -> list[web.AbstractRouteDef]:
    """Every address of the demo page: its files, `/sandbox/state`, `/sandbox/stream` and the gestures.

    `switch` begins anew with another chat; without it the page does not offer that.
    """
    news = News(sandbox)

    async def state(request: web.Request) -> web.Response:  # noqa: ARG001 - the shape of a handler
        return web.json_response(
            state_of(sandbox, news.version, changeable=switch is not None), headers={"Cache-Control": "no-store"}
        )

    return [
        *file_routes(sandbox.slack),
        web.get("/sandbox/state", state),
        *news_routes(news),
        *facebook_gestures(sandbox.facebook),
        *(teams_gestures(sandbox.teams) if sandbox.teams else slack_gestures(sandbox.slack)),
        *(chat_gestures(switch) if switch else ()),
        *clock_gestures(sandbox.clock),
        *fault_gestures(sandbox.faults, sandbox.clock, sandbox.doors),
    ]


def state_of(sandbox: Sandbox, version: int, *, changeable: bool = False) -> Json:
    """Everything the demo page draws, as one JSON object; `version` is the one the stream told of.

    The staff's chat stands under its own name, `slack` or `teams`; `chats` are those that can be chosen.
    """
    teams = sandbox.teams
    return {
        "version": version,
        "municipality": MUNICIPALITY,
        "clock": _clock(sandbox),
        "facebook": facebook_state(sandbox.facebook),
        "chats": CHATS if changeable else (),
        **({"teams": teams_state(teams)} if teams else {"slack": slack_state(sandbox.slack)}),
        "faults": faults_state(sandbox.faults),
    }


def _clock(sandbox: Sandbox) -> Json:
    """The time, and where its two jumps lead, as ISO moments."""
    now = sandbox.clock.now()
    due = next_deadline(asked_moments(sandbox.facebook), now)
    jumps = {"closing": next_closing(now).isoformat(), "deadline": due.isoformat()}
    return {"now": now.isoformat(), "rate": sandbox.clock.rate} | jumps
