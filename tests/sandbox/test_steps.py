"""What passes between the bot and the outside is told step by step."""

import httpx
import pytest

from sandbox.people import APP, CITIZENS
from sandbox.server import Sandbox
from tests.waiting import eventually

AUTHORIZED = {"Authorization": f"Bearer {APP.slack_bot_token}"}


@pytest.fixture
def told(sandbox: Sandbox) -> list[str]:
    heard: list[str] = []
    sandbox.on_step(heard.append)
    return heard


async def test_a_call_is_received_then_done_then_answered(sandbox: Sandbox, told: list[str]) -> None:
    async with httpx.AsyncClient(trust_env=False, headers=AUTHORIZED) as bot:
        await bot.post(f"{sandbox.slack_api_url}auth.test")

    assert told == ["slack.auth.test.received", "slack.auth.test.done", "slack.auth.test.answered"]


async def test_a_public_reply_stands_when_it_is_done(sandbox: Sandbox) -> None:
    question = sandbox.facebook.comment("main", CITIZENS[0].id, "Når åpner dere?")
    stood: dict[str, int] = {}
    sandbox.on_step(lambda step: stood.setdefault(step, len(sandbox.facebook.replies_by_page(question))))

    async with httpx.AsyncClient(trust_env=False, params={"access_token": "PAGE-TOKEN-main"}) as bot:
        await bot.post(f"{sandbox.graph_url}/{question}/comments", data={"message": "Klokka ni."})

    assert (stood["facebook.reply.received"], stood["facebook.reply.done"]) == (0, 1)


async def test_a_call_that_is_cut_off_is_never_answered(sandbox: Sandbox, told: list[str]) -> None:
    sandbox.faults.arm("slack.cut")

    async with httpx.AsyncClient(trust_env=False, headers=AUTHORIZED) as bot:
        with pytest.raises(httpx.TransportError):
            await bot.post(f"{sandbox.slack_api_url}auth.test")

    assert "slack.auth.test.answered" not in told


async def test_a_webhook_nobody_takes_is_sent_and_not_acknowledged(sandbox: Sandbox, told: list[str]) -> None:
    sandbox.connect_bot("http://127.0.0.1:9")

    sandbox.facebook.comment("main", CITIZENS[0].id, "Er det noen der?")

    await eventually(lambda: told.count("facebook.webhook.sent") > 1)
    assert "facebook.webhook.acknowledged" not in told


async def test_what_struck_is_counted_by_name(sandbox: Sandbox) -> None:
    sandbox.faults.arm("slack.http_503", times=2)

    async with httpx.AsyncClient(trust_env=False, headers=AUTHORIZED) as bot:
        for _ in range(3):
            await bot.post(f"{sandbox.slack_api_url}auth.test")

    assert sandbox.faults.struck == {"slack.http_503": 2}
