"""The Slack door knows how it is: its health, and the line that Socket Mode holds."""

from datetime import timedelta

import pytest

from handlers.slack.hear.line import Line, pause_after
from sandbox.people import APP
from tests.contracts.slack_door.scene import happenings, posted
from tests.handlers.slack.stage import CHANNEL, OLA, Stage, held, staged
from tests.waiting import eventually

# Health


async def test_all_is_well(http: Stage) -> None:
    assert (await http.door.chat.health()).troubles == ()


async def test_a_dead_token_is_trouble(http: Stage) -> None:
    http.sandbox.faults.arm("slack.auth_invalid")

    (trouble,) = (await http.door.chat.health()).troubles

    assert trouble.name == "slack.token"


async def test_a_channel_without_the_bot_is_trouble(http: Stage) -> None:
    await http.sandbox.slack.remove(APP.slack_bot_user_id, CHANNEL)

    (trouble,) = (await http.door.chat.health()).troubles

    assert (trouble.name, trouble.values) == ("slack.not_member", (("channel", CHANNEL),))


async def test_an_archived_channel_is_trouble(http: Stage) -> None:
    await http.sandbox.slack.archive(CHANNEL)

    (trouble,) = (await http.door.chat.health()).troubles

    assert trouble.name == "slack.channel_archived"


async def test_a_line_that_has_been_down_for_long_is_trouble() -> None:
    async with staged("socket") as stage:
        down = await hurried(stage)
        stage.door.line = down
        stage.sandbox.faults.arm("slack.ticket_refused", times=None)
        async with held(down):
            await eventually(lambda: down.is_down)

            health = await stage.door.chat.health()

    assert [(found.name, found.text_key) for found in health.troubles] == [("slack.away", "slack.trouble_line_down")]
    assert ("slack.away", "") not in health.fine


async def test_a_missing_scope_is_named_and_is_no_missing_channel(http: Stage) -> None:
    http.sandbox.slack.method_failures["conversations.info"] = "missing_scope"

    (trouble,) = (await http.door.chat.health()).troubles

    assert (trouble.name, trouble.values) == (
        "slack.scope_missing",
        (("channel", CHANNEL), ("scope", "channels:read")),
    )


async def test_a_moment_of_too_many_calls_is_no_dead_token(http: Stage) -> None:
    http.sandbox.faults.arm("slack.rate_limited", match="auth.test")

    (trouble,) = (await http.door.chat.health()).troubles

    assert trouble.name == "slack.away"


REFUSALS = {"invalid_auth": "", "not_allowed_token_type": "", "missing_scope": " connections:write"}


@pytest.mark.parametrize("code", REFUSALS)
async def test_a_refused_app_token_is_told_at_once_and_the_line_comes_up_when_it_is_mended(code: str) -> None:
    async with staged("socket") as stage:
        line = stage.door.line = await hurried(stage)
        stage.sandbox.slack.method_failures["apps.connections.open"] = code
        async with held(line):
            await eventually(lambda: line.refusal)
            (trouble,) = (await stage.door.chat.health()).troubles
            assert (trouble.name, trouble.values) == ("slack.app_token", (("error", code + REFUSALS[code]),))

            stage.sandbox.slack.method_failures.clear()
            await eventually(lambda: line.up, within=10)
            assert ("slack.app_token", "") in (await stage.door.chat.health()).fine


async def test_a_line_that_is_not_held_asks_what_slack_thinks_of_its_token() -> None:
    async with staged("socket") as stage:
        stage.door.line = await hurried(stage)
        stage.sandbox.slack.method_failures["apps.connections.open"] = "invalid_auth"

        (trouble,) = (await stage.door.chat.health()).troubles

    assert trouble.name == "slack.app_token"


def test_a_refused_token_is_tried_ever_more_seldom() -> None:
    pauses = [pause_after(refusals, 5.0) for refusals in range(1, 9)]

    assert pauses == [10, 20, 40, 80, 160, 320, 600, 600]


# The line


async def hurried(stage: Stage) -> Line:
    """A line whose watchdog has no patience."""
    old = stage.door.line
    assert old
    quick = {"check_seconds": 0.05, "patience_seconds": 0.6, "ping_seconds": 0.2}
    return Line(old._app, old._client, old._app_token, old._logger, **quick)


async def test_a_cut_line_is_held_again() -> None:
    async with staged("socket") as stage:
        line = await hurried(stage)
        async with held(line):
            await eventually(lambda: line.up)
            await stage.sandbox.slack.disconnect(warn=False)
            await eventually(lambda: not line.up)

            await eventually(lambda: line.up, within=10)


async def test_an_announced_renewal_loses_nothing() -> None:
    async with staged("socket") as stage:
        card = await posted(stage)
        stage.sandbox.faults.arm("slack.socket_refresh", match="message")

        await stage.sandbox.slack.say(OLA, CHANNEL, "Vi åpner lørdag", thread_ts=card.id)
        await eventually(lambda: stage.sandbox.slack.connections)
        stage.sandbox.clock.move(timedelta(minutes=2))

        assert await eventually(lambda: happenings(stage))


async def test_socket_mode_that_is_switched_off_is_told_as_that_until_the_line_is_back() -> None:
    async with staged("socket") as stage:
        line = stage.door.line = await hurried(stage)
        async with held(line):
            await eventually(lambda: line.up and stage.sandbox.slack.connections == 2)
            stage.sandbox.faults.arm("slack.ticket_refused", times=None)
            stage.sandbox.faults.arm("slack.link_disabled", times=2)  # events go to each connection in turn
            for text in ("Hei", "Er du der?"):
                await stage.sandbox.slack.say(OLA, CHANNEL, text)
            await eventually(lambda: line.switched_off and not line.up)

            off = await stage.door.chat.health()
            stage.sandbox.faults.disarm("slack.ticket_refused")
            await eventually(lambda: line.up and not line.switched_off, within=10)
            back = await stage.door.chat.health()

    assert [one.name for one in off.troubles] == ["slack.socket_off"]
    assert (back.troubles, ("slack.socket_off", "") in back.fine) == ((), True)
