import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from sandbox.people import APP
from sandbox.server import Sandbox
from tests.sandbox.slack.api import ANNE, CHANNEL, OLA, Api
from tests.sandbox.slack.bots import HttpBot
from tests.sandbox.slack.drawings import CARD, answering
from tests.waiting import eventually

Json = dict[str, Any]


async def test_a_press_tells_who_pressed_what_where(sandbox: Sandbox, bot: HttpBot, card: str) -> None:
    outcome = await sandbox.slack.press(ANNE, CHANNEL, card, "take")

    payload = bot.payloads("block_actions")[0]
    action = payload["actions"][0]
    assert outcome.ok
    assert (payload["user"]["id"], payload["team"]["id"]) == (ANNE, APP.slack_team_id)
    assert (payload["container"]["message_ts"], payload["channel"]["id"], payload["message"]["ts"]) == (
        card,
        CHANNEL,
        card,
    )
    assert (action["action_id"], action["value"], action["block_id"]) == ("take", "q1:3", "doings")


async def test_a_press_in_a_thread_names_the_thread(sandbox: Sandbox, bot: HttpBot, api: Api, card: str) -> None:
    proposal = await api.post("Forslag", blocks=CARD, thread_ts=card)

    await sandbox.slack.press(ANNE, CHANNEL, proposal, "take")

    payload = bot.payloads("block_actions")[0]
    assert (payload["container"]["thread_ts"], payload["message"]["thread_ts"]) == (card, card)


async def test_two_presses_are_two_gestures(sandbox: Sandbox, bot: HttpBot, card: str) -> None:
    await asyncio.gather(*(sandbox.slack.press(ANNE, CHANNEL, card, "take") for _ in range(2)))

    assert len({payload["actions"][0]["action_ts"] for payload in bot.payloads("block_actions")}) == 2


async def test_a_button_that_is_gone_cannot_be_pressed(sandbox: Sandbox, bot: HttpBot, api: Api, card: str) -> None:
    await api("chat.update", channel=CHANNEL, ts=card, text="tatt")

    outcome = await sandbox.slack.press(ANNE, CHANNEL, card, "take")

    assert (outcome.ok, outcome.note) == (False, "no_button")


async def test_a_press_the_bot_refuses_shows_an_error(sandbox: Sandbox, bot: HttpBot, card: str) -> None:
    answering(bot, "", status=500)

    outcome = await sandbox.slack.press(ANNE, CHANNEL, card, "take")

    assert (outcome.ok, outcome.note) == (False, "http_error")


async def test_a_press_is_not_repeated(sandbox: Sandbox, bot: HttpBot, card: str) -> None:
    answering(bot, "", status=500)
    await sandbox.slack.press(ANNE, CHANNEL, card, "take")

    await sandbox.slack.say(OLA, CHANNEL, "Hei")
    await eventually(lambda: len(bot.events()) > 2)

    assert len(bot.payloads("block_actions")) == 1


async def test_a_press_acknowledged_too_late_shows_an_error(sandbox: Sandbox, bot: HttpBot, card: str) -> None:
    sandbox.slack.patience.ack_seconds = 0.05

    async def slowly(_: Json) -> tuple[int, Any]:
        await asyncio.sleep(0.3)
        return 200, ""

    bot.answer = slowly
    outcome = await sandbox.slack.press(ANNE, CHANNEL, card, "take")

    assert (outcome.ok, outcome.note) == (False, "http_timeout")


async def test_a_shortcut_carries_the_message(sandbox: Sandbox, bot: HttpBot, card: str) -> None:
    reply = await sandbox.slack.say(OLA, CHANNEL, "Åpner kl. 10", thread_ts=card)

    outcome = await sandbox.slack.shortcut(ANNE, CHANNEL, reply, "use_as_answer")

    payload = bot.payloads("message_action")[0]
    assert outcome.ok
    assert (payload["callback_id"], payload["message_ts"]) == ("use_as_answer", reply)
    assert (payload["message"]["text"], payload["message"]["thread_ts"]) == ("Åpner kl. 10", card)


async def test_a_command_is_a_form_and_its_answer_is_seen_by_one(sandbox: Sandbox, bot: HttpBot) -> None:
    answering(bot, {"text": "Ingen åpne saker"})

    told = await sandbox.slack.command(ANNE, CHANNEL, "mine")

    fields = bot.received[0].payload
    assert (fields["command"], fields["text"], fields["user_id"], fields["channel_id"]) == (
        "/svarvakt",
        "mine",
        ANNE,
        CHANNEL,
    )
    assert told == {"text": "Ingen åpne saker"}
    assert [message.text for message in sandbox.slack.ephemerals(ANNE)] == ["Ingen åpne saker"]


async def test_a_command_that_fails_answers_nothing(sandbox: Sandbox, bot: HttpBot) -> None:
    answering(bot, "", status=500)

    assert await sandbox.slack.command(ANNE, CHANNEL, "mine") is None


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ({"text": "bare du"}, lambda sim: sim.ephemerals(ANNE)[-1].text == "bare du"),
        ({"text": "alle", "response_type": "in_channel"}, lambda sim: sim.messages(CHANNEL)[-1].text == "alle"),
        ({"text": "nytt", "replace_original": True}, lambda sim: sim.messages(CHANNEL)[0].text == "nytt"),
        ({"delete_original": True}, lambda sim: sim.messages(CHANNEL) == []),
    ],
)
async def test_a_gestures_address_takes_answers(
    sandbox: Sandbox, bot: HttpBot, card: str, body: Json, seen: Callable[[Any], bool]
) -> None:
    await sandbox.slack.press(ANNE, CHANNEL, card, "take")

    async with httpx.AsyncClient(trust_env=False) as http:
        await http.post(bot.payloads("block_actions")[0]["response_url"], json=body)

    assert seen(sandbox.slack)


async def test_a_gestures_address_takes_five_answers(sandbox: Sandbox, bot: HttpBot, card: str) -> None:
    await sandbox.slack.press(ANNE, CHANNEL, card, "take")
    address = bot.payloads("block_actions")[0]["response_url"]

    async with httpx.AsyncClient(trust_env=False) as http:
        answers = [(await http.post(address, json={"text": "x"})).status_code for _ in range(6)]

    assert answers == [200] * 5 + [404]


async def test_a_button_on_the_home_tab_can_be_pressed(sandbox: Sandbox, bot: HttpBot, api: Api) -> None:
    await api("views.publish", user_id=ANNE, view={"type": "home", "blocks": CARD})
    home = sandbox.slack.home_of(ANNE)
    assert home

    outcome = await sandbox.slack.press_in_view(ANNE, home.id, "take")

    payload = bot.payloads("block_actions")[0]
    assert outcome.ok
    assert (payload["container"], payload["view"]["type"]) == ({"type": "view", "view_id": home.id}, "home")


async def test_a_button_that_one_person_sees_can_be_pressed(sandbox: Sandbox, bot: HttpBot, api: Api) -> None:
    await api("chat.postEphemeral", channel=CHANNEL, user=ANNE, blocks=CARD)
    ts = sandbox.slack.ephemerals(ANNE)[0].ts

    outcome = await sandbox.slack.press(ANNE, CHANNEL, ts, "take")

    assert outcome.ok
    assert "message" not in bot.payloads("block_actions")[0]
