"""A bot whose file has names: it waits for the chat, and then goes by ids."""

import asyncio

from bot.municipality.settings import Settings
from handlers.doors import named
from sandbox.server import Sandbox
from tests.bot.solvik import solvik
from tests.waiting import eventually


async def test_a_start_waits_for_the_chat_and_then_knows_the_ids(sandbox: Sandbox) -> None:
    desk = solvik().front_desk.model_copy(update={"people": ("@anne.berg", "Jonas Lie"), "group": "@kommunetorget"})
    written = solvik().model_copy(update={"front_desk": desk})
    settings = Settings(slack_bot_token="xoxb-sandbox", slack_api_url=sandbox.slack_api_url)
    sandbox.slack.method_failures["users.list"] = "internal_error"

    starting = asyncio.create_task(named(settings, written, first_pause=0.01))
    await eventually(lambda: [call.method for call in sandbox.slack.calls].count("users.list") > 1)
    waited = not starting.done()
    sandbox.slack.method_failures.clear()
    found, health = await starting

    assert waited
    assert (found.front_desk.people, found.front_desk.group) == (("U0ANNE0001", "U0JONAS001"), "S0FRONT001")
    assert health.troubles == ()
