from datetime import timedelta

import aiohttp
import pytest

from sandbox.people import APP
from sandbox.server import Sandbox
from tests.sandbox.slack.api import ANNE, CHANNEL, OLA
from tests.sandbox.slack.bots import SocketBot
from tests.waiting import eventually


@pytest.fixture
async def connected(socket_world: Sandbox, socket_bot: SocketBot) -> SocketBot:
    await socket_bot.connect()
    await eventually(lambda: socket_bot.frames)
    return socket_bot


async def test_the_first_frame_says_hello(connected: SocketBot) -> None:
    hello = connected.frames[0]

    assert (hello["type"], hello["num_connections"], hello["connection_info"]["app_id"]) == (
        "hello",
        1,
        APP.slack_app_id,
    )


async def test_a_ticket_opens_one_connection(socket_world: Sandbox, socket_bot: SocketBot) -> None:
    ticket = await socket_bot.ticket()
    await socket_bot.connect(ticket)

    with pytest.raises(aiohttp.WSServerHandshakeError):
        await socket_bot.connect(ticket)


async def test_a_refused_ticket_stays_refused_and_the_next_one_works(
    socket_world: Sandbox, socket_bot: SocketBot
) -> None:
    socket_world.faults.arm("slack.ticket_refused")
    ticket = await socket_bot.ticket()

    for _ in range(2):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await socket_bot.connect(ticket)
    await socket_bot.connect()

    assert await eventually(lambda: socket_world.slack.connections == 1)


async def test_an_event_comes_in_an_envelope(socket_world: Sandbox, connected: SocketBot) -> None:
    ts = await socket_world.slack.say(OLA, CHANNEL, "Hei")

    envelope = connected.envelopes()[0]
    assert (envelope["type"], envelope["retry_attempt"], envelope["payload"]["event"]["ts"]) == ("events_api", 0, ts)


async def test_an_unacknowledged_event_comes_again_with_its_attempt(
    socket_world: Sandbox, connected: SocketBot
) -> None:
    connected.silent = True
    socket_world.slack.patience.ack_seconds = 0.1
    await socket_world.slack.say(OLA, CHANNEL, "Hei")  # returns when Slack's patience is over
    connected.silent = False

    await eventually(lambda: len(connected.envelopes()) == 2)
    first, second = connected.envelopes()
    assert (second["retry_attempt"], second["retry_reason"]) == (1, "timeout")
    assert first["payload"]["event_id"] == second["payload"]["event_id"]
    assert await eventually(lambda: socket_world.slack.unheard == 0)


async def test_a_lost_acknowledgement_brings_the_event_again(socket_world: Sandbox, connected: SocketBot) -> None:
    socket_world.faults.arm("slack.ack_lost")

    await socket_world.slack.say(OLA, CHANNEL, "Hei")

    assert await eventually(lambda: len(connected.envelopes()) == 2)


async def test_a_gesture_comes_in_an_envelope_and_the_answer_travels_in_the_acknowledgement(
    socket_world: Sandbox, connected: SocketBot
) -> None:
    connected.answer = {"text": "Ingen åpne saker"}

    told = await socket_world.slack.command(ANNE, CHANNEL, "mine")

    assert connected.envelopes()[0]["type"] == "slash_commands"
    assert told == {"text": "Ingen åpne saker"}


async def test_without_a_connection_a_gesture_fails(socket_world: Sandbox) -> None:
    assert await socket_world.slack.command(ANNE, CHANNEL, "mine") is None


async def test_a_press_lost_in_the_cut_is_an_error_and_not_repeated(
    socket_world: Sandbox, connected: SocketBot
) -> None:
    socket_world.faults.arm("slack.socket_cut")

    told = await socket_world.slack.command(ANNE, CHANNEL, "mine")

    assert (told, connected.envelopes()) == (None, [])
    assert socket_world.slack.connections == 0


async def test_an_event_lost_in_the_cut_comes_over_the_next_connection(
    socket_world: Sandbox, connected: SocketBot
) -> None:
    socket_world.faults.arm("slack.socket_cut")
    ts = await socket_world.slack.say(OLA, CHANNEL, "Hei")

    await connected.connect()
    socket_world.clock.move(timedelta(minutes=2))

    envelope = (await eventually(connected.envelopes))[0]
    assert envelope["payload"]["event"]["ts"] == ts


async def test_slack_announces_that_it_wants_a_new_connection(socket_world: Sandbox, connected: SocketBot) -> None:
    await socket_world.slack.disconnect("refresh_requested")

    frame = await eventually(lambda: connected.frames[1:])
    assert (frame[0]["type"], frame[0]["reason"]) == ("disconnect", "refresh_requested")
    assert socket_world.slack.connections == 0


async def test_slack_may_warn_and_leave_the_line_open_for_now(socket_world: Sandbox, connected: SocketBot) -> None:
    socket_world.faults.arm("slack.socket_warning")

    await socket_world.slack.say(OLA, CHANNEL, "Hei")

    assert [frame.get("reason") for frame in connected.frames[1:2]] == ["warning"]
    assert (len(connected.envelopes()), socket_world.slack.connections) == (1, 1)


@pytest.mark.parametrize(
    ("fault", "reason"), [("slack.socket_refresh", "refresh_requested"), ("slack.link_disabled", "link_disabled")]
)
async def test_slack_may_end_the_line_just_before_an_event(
    socket_world: Sandbox, connected: SocketBot, fault: str, reason: str
) -> None:
    socket_world.faults.arm(fault)

    await socket_world.slack.say(OLA, CHANNEL, "Hei")

    frame = await eventually(lambda: connected.frames[1:])
    assert frame[0]["reason"] == reason
    assert (connected.envelopes(), socket_world.slack.connections, socket_world.slack.unheard) == ([], 0, 1)


async def test_each_event_goes_to_one_of_two_connections(socket_world: Sandbox, connected: SocketBot) -> None:
    other = SocketBot(socket_world.slack_api_url)
    await other.connect()
    await eventually(lambda: socket_world.slack.connections == 2)

    for text in ("en", "to"):
        await socket_world.slack.say(OLA, CHANNEL, text)
    received = [len(connected.envelopes()), len(other.envelopes())]
    await other.close()

    assert received == [1, 1]


async def test_the_eleventh_connection_is_one_too_many(socket_world: Sandbox, connected: SocketBot) -> None:
    for _ in range(10):
        await connected.connect()

    assert await eventually(
        lambda: [frame for frame in connected.frames if frame.get("reason") == "too_many_websockets"]
    )
    assert socket_world.slack.connections == 10
