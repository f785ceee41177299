"""Seven ways in which Slack's own libraries, as they come, lose or double something. Each is shown twice over real sockets:

as it happens to a bot made of the libraries alone, and as our door prevents it.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.ports.calls import Told
from bot.ports.card import Action, Card
from bot.ports.chat import MessageRef
from bot.ports.failures import Unknown
from bot.ports.happenings import Happening, Said, Unsaid
from handlers.slack.hear.line import Line
from handlers.slack.hear.reader import read
from sandbox.people import APP
from sandbox.server import Sandbox
from tests.handlers.slack.stage import ANNE, CHANNEL, OLA, Stage, held, serving, staged
from tests.waiting import PROGRESS, eventually

CARD = Card("Nytt spørsmål", title="Nytt spørsmål", actions=(Action("take", "Ta", "12"),))
BLOCKS = [
    {
        "type": "actions",
        "elements": [{"type": "button", "action_id": "take", "text": {"type": "plain_text", "text": "Ta"}}],
    }
]


@pytest.fixture(params=["socket", "http"])
async def stage(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    """Our door, over each of the two ways in."""
    async with staged(request.param) as scene:
        yield scene


def happenings(stage: Stage, kind: type[Happening]) -> list[Happening]:
    """What our door handed on."""
    found = (happening for event in stage.calls.heard.values() for happening in read(event.body))
    return [happening for happening in found if isinstance(happening, kind)]


async def posted(stage: Stage) -> MessageRef:
    return await stage.door.chat.post_card(CHANNEL, CARD, "card:12")


@dataclass
class Stock:
    """A bot of slack_bolt and slack_sdk with nothing set but the addresses and secrets. `heard` are the events it got to see."""

    sandbox: Sandbox
    app: AsyncApp
    client: AsyncWebClient
    heard: list[dict[str, Any]] = field(default_factory=list)

    @property
    def routes(self) -> list[Route]:
        handler = AsyncSlackRequestHandler(self.app)

        async def receive(request: Request) -> Response:
            return await handler.handle(request)

        return [Route("/slack/events", receive, methods=["POST"])]

    def listen(self, event: str) -> None:
        async def hear(event: dict[str, Any]) -> None:
            self.heard.append(event)

        self.app.event(event)(hear)
        self.app.event({"type": event, "subtype": "message_deleted"})(hear)

    async def settled(self) -> bool:
        """Once Slack tries nothing any more: whether it thinks that everything has arrived."""
        await eventually(lambda: not self.sandbox.slack.unheard)
        return not self.sandbox.slack.given_up


@pytest.fixture
async def stock() -> AsyncIterator[Stock]:
    """Such a bot, over HTTP."""
    sandbox = PROGRESS.hear(Sandbox(slack_transport="http"))
    await sandbox.start()
    async with aiohttp.ClientSession() as session, stock_in(sandbox, session) as bot:
        yield bot
    await sandbox.stop()


@asynccontextmanager
async def stock_in(sandbox: Sandbox, session: aiohttp.ClientSession) -> AsyncIterator[Stock]:
    silent = logging.getLogger("tests.stock")
    silent.setLevel(logging.CRITICAL)
    client = AsyncWebClient(APP.slack_bot_token, sandbox.slack_api_url, session=session, logger=silent)
    client.proxy = None  # whatever this machine's environment says
    app = AsyncApp(client=client, signing_secret=APP.slack_signing_secret, logger=silent)
    bot = Stock(sandbox, app, client)
    async with serving(bot) as url:  # type: ignore[arg-type]  # it has routes, and that is all that is needed
        sandbox.connect_bot(url)
        yield bot


# 1. Events are acknowledged before the listener runs


async def test_first_loss_what_could_not_be_stored_comes_again(stage: Stage) -> None:
    card = await posted(stage)
    stage.calls.broken = True
    await stage.sandbox.slack.say(OLA, CHANNEL, "Vi åpner lørdag", thread_ts=card.id)
    await eventually(lambda: stage.calls.hearings)

    stage.calls.broken = False
    stage.sandbox.clock.move(timedelta(minutes=2))

    assert await eventually(lambda: happenings(stage, Said))
    assert await eventually(lambda: not stage.sandbox.slack.unheard)


async def test_first_loss_of_the_libraries_a_listener_that_fails_has_lost_its_event(stock: Stock) -> None:
    tries = []

    @stock.app.event("message")
    async def fail(event: dict[str, Any]) -> None:
        tries.append(event)
        raise ConnectionError("the store is down")

    await stock.sandbox.slack.say(OLA, CHANNEL, "Vi åpner lørdag")

    assert await stock.settled()
    assert len(tries) == 1


# 2. The web client sends again behind one's back


async def test_second_loss_a_card_whose_answer_was_cut_off_is_posted_once(stage: Stage) -> None:
    stage.sandbox.faults.arm("slack.post_then_cut")

    with pytest.raises(Unknown):
        await posted(stage)

    assert len(stage.sandbox.slack.messages(CHANNEL)) == stage.calls_of("chat.postMessage") == 1


async def test_second_loss_of_the_libraries_the_message_stands_there_twice(stock: Stock) -> None:
    stock.sandbox.faults.arm("slack.post_then_cut")

    await stock.client.chat_postMessage(channel=CHANNEL, text="Nytt spørsmål")

    assert len(stock.sandbox.slack.messages(CHANNEL)) == 2


# 3. auth.test stands on the way in


async def test_third_loss_nothing_that_comes_in_waits_for_a_call_to_slack(stage: Stage) -> None:
    card = await posted(stage)
    stage.sandbox.faults.arm("slack.auth_invalid", times=None)
    before = stage.calls_of("auth.test")

    await stage.sandbox.slack.say(OLA, CHANNEL, "Vi åpner lørdag", thread_ts=card.id)
    pressed = await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "take")

    assert await eventually(lambda: happenings(stage, Said))
    assert pressed.ok
    assert stage.calls_of("auth.test") == before


async def test_third_loss_of_the_libraries_an_event_is_acknowledged_with_an_apology_and_gone(stock: Stock) -> None:
    stock.listen("message")
    stock.sandbox.faults.arm("slack.auth_invalid", times=None)

    await stock.sandbox.slack.say(OLA, CHANNEL, "Vi åpner lørdag")

    assert await stock.settled()
    assert stock.heard == []


# 4. An exception right after the acknowledgement takes it back


async def test_fourth_loss_what_fails_after_the_acknowledgement_does_not_take_it_back(stage: Stage) -> None:
    card = await posted(stage)
    stage.calls.press_reply = Told(unspeakable())

    pressed = await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "take")

    assert (pressed.ok, len(stage.calls.presses)) == (True, 1)


async def test_fourth_loss_of_the_libraries_the_person_sees_an_error_though_it_was_done(stock: Stock) -> None:
    done = []
    card = await stock.client.chat_postMessage(channel=CHANNEL, text="Nytt spørsmål", blocks=BLOCKS)

    @stock.app.action("take")
    async def take(ack: Any) -> None:
        done.append("taken")
        await ack()
        raise ConnectionError("the answer could not be given")

    pressed = await stock.sandbox.slack.press(ANNE, CHANNEL, card["ts"], "take")

    assert (pressed.ok, done) == (False, ["taken"])


def unspeakable() -> Any:
    """No text at all: whoever tries to say it fails."""
    return None


# 5. Socket Mode hangs on a refused address


@pytest.mark.parametrize("refused", [1, 6])
async def test_fifth_loss_a_refused_ticket_does_not_hold_the_line_for_ever(refused: int) -> None:
    async with staged("socket") as stage:
        old = stage.door.line
        assert old
        quick = {"check_seconds": 0.05, "patience_seconds": 0.6, "ping_seconds": 0.2}
        line = Line(old._app, old._client, old._app_token, old._logger, **quick)
        stage.sandbox.faults.arm("slack.ticket_refused", times=refused)
        before = stage.sandbox.slack.connections

        async with held(line):
            await eventually(lambda: stage.sandbox.slack.connections > before, within=10)


async def test_fifth_loss_of_the_libraries_the_same_refused_address_is_tried_again_and_again() -> None:
    sandbox, tries = PROGRESS.hear(Sandbox()), Tries()
    await sandbox.start()
    sandbox.faults.arm("slack.ticket_refused")
    client = AsyncWebClient(APP.slack_bot_token, sandbox.slack_api_url)
    client.proxy = None
    app = AsyncApp(client=client, signing_secret=APP.slack_signing_secret)
    line = AsyncSocketModeHandler(app, APP.slack_app_token, logger=tries.logger, web_client=client, ping_interval=0.05)
    connecting = asyncio.create_task(line.connect_async())  # type: ignore[no-untyped-call]

    await eventually(lambda: len(tries.failed) >= 5)

    assert sum(call.method == "apps.connections.open" for call in sandbox.slack.calls) == 1
    connecting.cancel()
    await asyncio.gather(connecting, return_exceptions=True)
    await line.close_async()  # type: ignore[no-untyped-call]
    await sandbox.stop()


class Tries(logging.Handler):
    """Counts what the client of Socket Mode complains of."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.failed: list[str] = []
        self.logger = logging.getLogger("tests.refused")
        self.logger.propagate = False
        self.logger.handlers = [self]

    def emit(self, record: logging.LogRecord) -> None:
        self.failed.append(record.getMessage())


# 6. What nobody listens for is not acknowledged


@pytest.mark.parametrize("fault", ["slack.strange_event", "slack.app_rate_limited"])
async def test_sixth_loss_what_means_nothing_to_us_is_acknowledged(stage: Stage, fault: str) -> None:
    stage.sandbox.faults.arm(fault)

    await stage.sandbox.slack.say(OLA, CHANNEL, "Er det kaffe igjen?")

    assert await eventually(lambda: not stage.sandbox.slack.unheard)
    assert stage.sandbox.faults.struck[fault] == 1
    assert stage.calls.heard == {}


@pytest.mark.parametrize("fault", ["slack.strange_event", "slack.app_rate_limited"])
async def test_sixth_loss_of_the_libraries_slack_tries_for_a_day_and_counts_a_failure(stock: Stock, fault: str) -> None:
    stock.listen("message")
    stock.sandbox.faults.arm(fault)

    await stock.sandbox.slack.say(OLA, CHANNEL, "Er det kaffe igjen?")
    await eventually(lambda: stock.heard)
    stock.sandbox.clock.move(timedelta(days=2))

    assert not await stock.settled()
    assert len(stock.sandbox.slack.given_up) == 1


# 7. The filter for the bot's own doings also hides that somebody deleted its card


@pytest.mark.parametrize("with_reply", [False, True])
async def test_seventh_loss_an_admin_who_deletes_a_card_is_noticed(stage: Stage, with_reply: bool) -> None:
    card = await posted(stage)
    if with_reply:
        await stage.sandbox.slack.say(OLA, CHANNEL, "Vi åpner lørdag", thread_ts=card.id)

    await stage.sandbox.slack.delete_card(CHANNEL, card.id)

    assert await eventually(lambda: [h for h in happenings(stage, Unsaid) if getattr(h, "id", "") == card.id])


async def test_seventh_loss_of_the_libraries_nobody_is_told_that_the_card_is_gone(stock: Stock) -> None:
    stock.listen("message")
    card = await stock.client.chat_postMessage(channel=CHANNEL, text="Nytt spørsmål")

    await stock.sandbox.slack.delete_card(CHANNEL, card["ts"])

    assert await stock.settled()
    assert [event for event in stock.heard if event.get("subtype") == "message_deleted"] == []
