"""The demo page's HTTP side when the staff have Teams, over a real socket, with a little bot that answers what it is told to."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from aiohttp import web

from sandbox.clock import SandboxClock
from sandbox.server import Sandbox
from sandbox.stage.routes import stage_routes
from sandbox.teams.state.names import APP_ID, TENANT, channel_id

CHANNEL, ANNE, OLA = "C0SPORSMAL", "U0ANNE0001", "U0OLA00001"
WEDNESDAY = datetime(2026, 11, 25, 9, 15, tzinfo=UTC)
DIALOG = "task/fetch"


def button(label: str, **data: Any) -> dict[str, Any]:
    return {"type": "Action.Submit", "title": label, "data": {"msteams": {"type": DIALOG}, "do": "filter", **data}}


def adaptive(*body: Any, actions: tuple[Any, ...] = ()) -> dict[str, Any]:
    return {"type": "AdaptiveCard", "version": "1.5", "body": list(body), "actions": list(actions)}


CARD = adaptive({"type": "ActionSet", "actions": [button("Alle", value="all"), button("Mine", value="mine")]})
FIELD = {"type": "Input.Text", "id": "text", "label": "Svar"}
SEND = {"type": "Action.Submit", "title": "Publiser", "data": {"svarvakt": {"do": "send"}}}
FORM = adaptive(FIELD, actions=(SEND,))


def shown(card: dict[str, Any]) -> dict[str, Any]:
    attached = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    return {"task": {"type": "continue", "value": {"title": "Skriv svar", "card": attached}}}


class Bot:
    """Answers every gesture with `answer`, and remembers what it was sent."""

    def __init__(self) -> None:
        self.answer: dict[str, Any] = {}
        self.heard: list[dict[str, Any]] = []
        self.url = ""
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        application = web.Application()
        application.router.add_post("/teams/messages", self._take)
        self._runner = web.AppRunner(application)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        assert self._runner
        await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        self.heard.append(await request.json())
        return web.json_response(self.answer)


class Visitor:
    """A browser that shows the page: fetches the state and sends gestures."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.http = httpx.AsyncClient(base_url=sandbox.url, trust_env=False)
        self._environment = sandbox.bot_env()

    async def do(self, path: str, **body: Any) -> Any:
        answer = await self.http.post(f"/sandbox/{path}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def teams(self) -> Any:
        return (await self.http.get("/sandbox/state")).json()["teams"]

    async def dialog(self, user: str = ANNE) -> Any:
        return next(one["dialog"] for one in (await self.teams())["people"] if one["id"] == user)

    async def posted(self, card: dict[str, Any]) -> str:
        """The bot posts a card in the channel."""
        asked = {"client_id": APP_ID, "client_secret": self._environment["TEAMS_APP_SECRET"]}
        told = await self.http.post(f"/teams/login/{TENANT}/oauth2/v2.0/token", data=asked | GRANT)
        attached = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
        wanted = {
            "isGroup": True,
            "tenantId": TENANT,
            "channelData": {"channel": {"id": channel_id(CHANNEL)}},
            "activity": {"type": "message", "summary": "Spørsmål", "attachments": [attached]},
        }
        bearer = {"Authorization": f"Bearer {told.json()['access_token']}"}
        answer = await self.http.post("/teams/connector/v3/conversations", json=wanted, headers=bearer)
        return str(answer.json()["activityId"])


GRANT = {"grant_type": "client_credentials", "scope": "https://api.botframework.com/.default"}


@pytest.fixture
async def chosen() -> list[str]:
    """The chats that were chosen instead."""
    return []


@pytest.fixture
async def sandbox(chosen: list[str]) -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(clock=SandboxClock(WEDNESDAY, rate=0), chat="teams")
    sandbox.add_routes(stage_routes(sandbox, chosen.append))
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    bot = Bot()
    await bot.start()
    sandbox.connect_bot(bot.url)
    yield bot
    await bot.stop()


@pytest.fixture
async def visitor(sandbox: Sandbox, bot: Bot) -> AsyncIterator[Visitor]:
    visitor = Visitor(sandbox)
    yield visitor
    await visitor.http.aclose()


async def test_the_page_draws_the_card_that_came_over_the_wire(visitor: Visitor) -> None:
    ts = await visitor.posted(CARD)

    (post,) = (await visitor.teams())["channels"][0]["messages"]
    assert (post["ts"], post["card"], post["replies"]) == (ts, CARD, [])


async def test_only_the_chat_that_is_there_is_told_of(visitor: Visitor) -> None:
    state = (await visitor.http.get("/sandbox/state")).json()

    assert "slack" not in state
    assert state["chats"] == ["slack", "teams"]


async def test_a_reply_stands_below_its_post(visitor: Visitor) -> None:
    ts = await visitor.posted(CARD)

    await visitor.do("teams/say", user=OLA, channel=CHANNEL, thread_ts=ts, text="Hallen åpner kl. 16.")

    (post,) = (await visitor.teams())["channels"][0]["messages"]
    assert [reply["text"] for reply in post["replies"]] == ["Hallen åpner kl. 16."]


async def test_the_button_at_its_place_is_pressed_also_when_others_have_its_name(visitor: Visitor, bot: Bot) -> None:
    ts = await visitor.posted(CARD)
    bot.answer = shown(FORM)

    await visitor.do("teams/press", user=ANNE, channel=CHANNEL, ts=ts, number=1)

    assert bot.heard[-1]["value"]["data"]["value"] == "mine"
    assert (await visitor.dialog())["card"] == FORM
    assert await visitor.dialog(OLA) is None


async def test_a_button_that_is_not_there_does_nothing(visitor: Visitor, bot: Bot) -> None:
    ts = await visitor.posted(CARD)

    told = await visitor.do("teams/press", user=ANNE, channel=CHANNEL, ts=ts, number=2)

    assert (told["ok"], bot.heard) == (False, [])


async def test_what_a_button_asks_first_is_left_to_the_person(visitor: Visitor, bot: Bot) -> None:
    ts = await visitor.posted(adaptive(actions=(button("Publiser", ask="Sikker?"),)))
    bot.answer = shown(FORM)

    await visitor.do("teams/press", user=ANNE, channel=CHANNEL, ts=ts, number=0)

    assert [one["name"] for one in bot.heard] == [DIALOG]
    assert await visitor.dialog()


async def test_what_is_filled_in_goes_to_the_bot_and_its_words_come_back(visitor: Visitor, bot: Bot) -> None:
    ts = await visitor.posted(CARD)
    bot.answer = shown(FORM)
    await visitor.do("teams/press", user=ANNE, channel=CHANNEL, ts=ts, number=0)
    view = await visitor.dialog()
    bot.answer = {"task": {"type": "message", "value": "Publiseres nå."}}

    told = await visitor.do("teams/submit", user=ANNE, view_id=view["id"], values={"text": "Hei, Kari!"}, number=0)

    assert bot.heard[-1]["value"]["data"]["text"] == "Hei, Kari!"
    assert told["told"] == "Publiseres nå."
    assert await visitor.dialog() is None


async def test_a_dialog_is_closed_by_its_cross(visitor: Visitor, bot: Bot) -> None:
    ts = await visitor.posted(CARD)
    bot.answer = shown(FORM)
    await visitor.do("teams/use", user=ANNE, channel=CHANNEL, ts=ts)
    view = await visitor.dialog()

    await visitor.do("teams/close", user=ANNE, view_id=view["id"])

    assert await visitor.dialog() is None


@pytest.mark.parametrize("number", [None, -1, True, "0"])
async def test_a_place_that_is_no_number_is_refused(visitor: Visitor, number: object) -> None:
    asked = {"user": ANNE, "channel": CHANNEL, "ts": "1", "number": number}
    answer = await visitor.http.post("/sandbox/teams/press", json=asked)

    assert (answer.status_code, answer.json()) == (400, {"error": "not_possible"})


async def test_another_chat_can_be_chosen_of_those_there_are(visitor: Visitor, chosen: list[str]) -> None:
    refused = await visitor.http.post("/sandbox/chat", json={"name": "irc"})
    await visitor.do("chat", name="slack")

    assert refused.status_code == 400
    assert chosen == ["slack"]


async def test_where_there_is_no_choice_none_is_offered() -> None:
    alone = Sandbox(clock=SandboxClock(WEDNESDAY, rate=0))
    alone.add_routes(stage_routes(alone))
    await alone.start()
    try:
        async with httpx.AsyncClient(base_url=alone.url, trust_env=False) as browser:
            state = (await browser.get("/sandbox/state")).json()
            refused = await browser.post("/sandbox/chat", json={"name": "teams"})
    finally:
        await alone.stop()

    assert (state["chats"], refused.status_code) == ([], 404)
