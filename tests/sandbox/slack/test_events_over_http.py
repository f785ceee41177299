import asyncio
from datetime import timedelta
from typing import Any

from sandbox.people import APP
from sandbox.server import Sandbox
from tests.sandbox.slack.api import ANNE, CHANNEL, INGRID, OLA, Api
from tests.sandbox.slack.bots import HttpBot
from tests.waiting import eventually


def failing(bot: HttpBot, status: int = 500) -> None:
    async def answer(_: Any) -> tuple[int, Any]:
        return status, ""

    bot.answer = answer


async def test_what_a_person_says_reaches_the_bot_signed(sandbox: Sandbox, bot: HttpBot) -> None:
    ts = await sandbox.slack.say(OLA, CHANNEL, "Åpner <kl.> 10")

    event = bot.events()[0]
    assert bot.received[0].signed
    assert (event["user"], event["channel"], event["ts"], event["text"]) == (OLA, CHANNEL, ts, "Åpner &lt;kl.&gt; 10")
    assert event["blocks"][0]["type"] == "rich_text"


async def test_signatures_carry_the_real_time_when_the_sandboxs_clock_has_moved(sandbox: Sandbox, bot: HttpBot) -> None:
    sandbox.clock.move(timedelta(days=30))

    await sandbox.slack.say(OLA, CHANNEL, "Hei")

    assert bot.received[0].signed


async def test_a_reply_in_a_thread_names_the_thread(sandbox: Sandbox, bot: HttpBot, api: Api) -> None:
    card = await api.post()

    reply = await sandbox.slack.say(OLA, CHANNEL, "Svar", thread_ts=card)

    event = next(event for event in bot.events() if event["ts"] == reply)
    assert (event["thread_ts"], event["parent_user_id"]) == (card, APP.slack_bot_user_id)


async def test_the_bot_hears_its_own_posts_with_its_bot_id(bot: HttpBot, api: Api) -> None:
    card = await api.post()

    events = await eventually(bot.events)
    assert [(event["ts"], event["bot_id"]) for event in events] == [(card, APP.slack_bot_id)]


async def test_an_edit_comes_with_before_and_after(sandbox: Sandbox, bot: HttpBot) -> None:
    ts = await sandbox.slack.say(OLA, CHANNEL, "før")

    await sandbox.slack.edit(OLA, CHANNEL, ts, "etter")

    event = bot.events()[-1]
    assert event["subtype"] == "message_changed"
    assert (event["previous_message"]["text"], event["message"]["text"]) == ("før", "etter")
    assert event["message"]["ts"] == ts != event["ts"]
    assert event["message"]["edited"]["user"] == OLA


async def test_a_deleted_message_is_named(sandbox: Sandbox, bot: HttpBot) -> None:
    ts = await sandbox.slack.say(OLA, CHANNEL, "angrer")

    await sandbox.slack.delete(OLA, CHANNEL, ts)

    assert (bot.events()[-1]["subtype"], bot.events()[-1]["deleted_ts"]) == ("message_deleted", ts)


async def test_a_card_deleted_over_replies_comes_as_a_tombstone(sandbox: Sandbox, bot: HttpBot, api: Api) -> None:
    card = await api.post()
    await sandbox.slack.say(OLA, CHANNEL, "svar", thread_ts=card)

    await sandbox.slack.delete_card(CHANNEL, card)

    event = bot.events()[-1]
    assert (event["subtype"], event["message"]["subtype"], event["message"]["ts"]) == (
        "message_changed",
        "tombstone",
        card,
    )


async def test_opening_the_home_tab_is_told(sandbox: Sandbox, bot: HttpBot) -> None:
    await sandbox.slack.open_home(ANNE)

    assert [(event["user"], event["tab"]) for event in bot.events("app_home_opened")] == [(ANNE, "home")]


async def test_somebody_who_writes_without_being_a_member_joins_first(sandbox: Sandbox, bot: HttpBot) -> None:
    await sandbox.slack.say(INGRID, CHANNEL, "Hei")

    assert [event["user"] for event in bot.events("member_joined_channel")] == [INGRID]


async def test_the_bot_hears_nothing_of_channels_it_is_not_in(sandbox: Sandbox, bot: HttpBot) -> None:
    await sandbox.slack.remove(APP.slack_bot_user_id, CHANNEL)

    await sandbox.slack.say(OLA, CHANNEL, "Hei")

    assert bot.events() == []


async def test_a_refused_event_comes_again_at_once_with_its_number_and_reason(sandbox: Sandbox, bot: HttpBot) -> None:
    failing(bot)

    await sandbox.slack.say(OLA, CHANNEL, "Hei")

    await eventually(lambda: len(bot.received) > 1)
    first, second = bot.received[:2]
    assert first.payload["event_id"] == second.payload["event_id"]
    assert (second.headers["X-Slack-Retry-Num"], second.headers["X-Slack-Retry-Reason"]) == ("1", "http_error")


async def test_the_third_attempt_waits_a_minute_of_the_sandboxs_clock(sandbox: Sandbox, bot: HttpBot) -> None:
    failing(bot)
    await sandbox.slack.say(OLA, CHANNEL, "Hei")
    await eventually(lambda: len(bot.received) == 2)

    sandbox.clock.move(timedelta(seconds=61))

    assert await eventually(lambda: len(bot.received) == 3)


async def test_a_bot_that_was_down_for_hours_gets_its_events_after_the_restart(sandbox: Sandbox, bot: HttpBot) -> None:
    await bot.stop()
    ts = await sandbox.slack.say(OLA, CHANNEL, "Hei")
    sandbox.clock.move(timedelta(hours=3))

    await bot.start()
    sandbox.clock.move(timedelta(hours=1))

    assert (await eventually(bot.events))[0]["ts"] == ts
    assert await eventually(lambda: sandbox.slack.unheard == 0)


async def test_after_a_day_slack_gives_up(sandbox: Sandbox, bot: HttpBot) -> None:
    failing(bot)
    await sandbox.slack.say(OLA, CHANNEL, "Hei")
    await eventually(lambda: len(bot.received) == 2)

    sandbox.clock.move(timedelta(hours=25))

    assert await eventually(lambda: sandbox.slack.given_up) == [bot.received[0].payload["event_id"]]


async def test_a_bot_may_refuse_to_be_told_again(sandbox: Sandbox, bot: HttpBot) -> None:
    failing(bot)
    bot.headers["x-slack-no-retry"] = "1"

    await sandbox.slack.say(OLA, CHANNEL, "Hei")

    assert await eventually(lambda: sandbox.slack.unheard == 0)
    assert len(bot.received) == 1


async def test_an_event_told_twice_has_one_id(sandbox: Sandbox, bot: HttpBot) -> None:
    sandbox.faults.arm("slack.event_twice", match=CHANNEL)

    await sandbox.slack.say(OLA, CHANNEL, "Hei")

    await eventually(lambda: len(bot.received) == 2)
    assert len({one.payload["event_id"] for one in bot.received}) == 1


async def test_a_late_event_is_overtaken(sandbox: Sandbox, bot: HttpBot) -> None:
    sandbox.faults.arm("slack.event_late")

    first = await sandbox.slack.say(OLA, CHANNEL, "først")
    second = await sandbox.slack.say(OLA, CHANNEL, "så")

    await eventually(lambda: len(bot.events()) == 2)
    assert [event["ts"] for event in bot.events()] == [second, first]


async def test_a_lost_acknowledgement_brings_the_event_again(sandbox: Sandbox, bot: HttpBot) -> None:
    sandbox.faults.arm("slack.ack_lost", match="message")

    await sandbox.slack.say(OLA, CHANNEL, "Hei")

    await eventually(lambda: len(bot.received) == 2)
    assert bot.received[1].headers["X-Slack-Retry-Reason"] == "http_timeout"


async def test_saying_something_returns_when_the_bot_has_answered(sandbox: Sandbox, bot: HttpBot) -> None:
    answered = asyncio.Event()

    async def slowly(_: Any) -> tuple[int, Any]:
        await asyncio.sleep(0.1)
        answered.set()
        return 200, ""

    bot.answer = slowly
    await sandbox.slack.say(OLA, CHANNEL, "Hei")

    assert answered.is_set()


async def test_an_event_may_never_be_told(sandbox: Sandbox, bot: HttpBot) -> None:
    sandbox.faults.arm("slack.event_lost", match="message")

    await sandbox.slack.say(OLA, CHANNEL, "Hei")
    second = await sandbox.slack.say(OLA, CHANNEL, "Hei igjen")

    assert [event["ts"] for event in bot.events()] == [second]


async def test_an_event_of_an_unknown_kind_may_come_along(sandbox: Sandbox, bot: HttpBot) -> None:
    sandbox.faults.arm("slack.strange_event")

    ts = await sandbox.slack.say(OLA, CHANNEL, "Hei")

    assert await eventually(lambda: bot.events("hologram_shimmered"))
    assert [event["ts"] for event in bot.events()] == [ts]


async def test_slack_may_say_that_it_holds_events_back(sandbox: Sandbox, bot: HttpBot) -> None:
    sandbox.faults.arm("slack.app_rate_limited")

    await sandbox.slack.say(OLA, CHANNEL, "Hei")

    (told,) = await eventually(lambda: bot.payloads("app_rate_limited"))
    assert "event" not in told
