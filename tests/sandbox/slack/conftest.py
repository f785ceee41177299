from collections.abc import AsyncIterator

import pytest

from sandbox.server import Sandbox
from sandbox.slack.state.values import View
from tests.sandbox.slack.api import ANNE, CHANNEL, Api
from tests.sandbox.slack.bots import HttpBot, SocketBot
from tests.sandbox.slack.drawings import ANSWER, CARD, DEPARTMENT, TICKS, form, opening
from tests.waiting import PROGRESS, eventually


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    world = PROGRESS.hear(Sandbox(slack_transport="http"))
    await world.start()
    yield world
    await world.stop()


@pytest.fixture
async def api(sandbox: Sandbox) -> AsyncIterator[Api]:
    api = Api(sandbox.slack_api_url)
    yield api
    await api.http.aclose()


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[HttpBot]:
    bot = HttpBot()
    await bot.start()
    sandbox.connect_bot(bot.url)
    yield bot
    await bot.stop()


@pytest.fixture
async def socket_world() -> AsyncIterator[Sandbox]:
    world = PROGRESS.hear(Sandbox(slack_transport="socket"))
    await world.start()
    yield world
    await world.stop()


@pytest.fixture
async def socket_bot(socket_world: Sandbox) -> AsyncIterator[SocketBot]:
    bot = SocketBot(socket_world.slack_api_url)
    yield bot
    await bot.close()


@pytest.fixture
async def card(bot: HttpBot, api: Api) -> str:
    ts = await api.post("Kort", blocks=CARD)
    await eventually(bot.events)
    return ts


@pytest.fixture
async def opened(sandbox: Sandbox, bot: HttpBot, api: Api, card: str) -> View:
    """A form with all kinds of fields, open for Anne."""
    opening(bot, api, form(ANSWER, DEPARTMENT, TICKS, notify_on_close=True))
    outcome = await sandbox.slack.press(ANNE, CHANNEL, card, "take")
    assert outcome.view
    bot.answer = None
    return outcome.view
