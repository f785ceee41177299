"""What people write is heard through the Slack door, and heard means stored."""

from bot.ports.happenings import LookedIn, Said, Unsaid
from tests.contracts.slack_door.scene import CARD, happenings, posted
from tests.handlers.slack.stage import ANNE, CHANNEL, OLA, Stage, staged
from tests.waiting import eventually

# What people write


async def test_a_reply_under_a_card_is_heard_as_plain_words(stage: Stage) -> None:
    card = await posted(stage)

    ts = await stage.sandbox.slack.say(OLA, CHANNEL, "Vi åpner *lørdag* & søndag", thread_ts=card.id)

    (said,) = await eventually(lambda: happenings(stage))
    assert isinstance(said, Said)
    assert (said.thread, said.id, said.person_id) == (card.id, ts, OLA)


async def test_an_edited_reply_is_heard_with_its_new_words(stage: Stage) -> None:
    card = await posted(stage)
    ts = await stage.sandbox.slack.say(OLA, CHANNEL, "Vi åpner lørdag", thread_ts=card.id)

    await stage.sandbox.slack.edit(OLA, CHANNEL, ts, "Vi åpner søndag")

    await eventually(lambda: len(happenings(stage)) == 2)
    said = happenings(stage)[1]
    assert isinstance(said, Said)
    assert (said.id, said.text) == (ts, "Vi åpner søndag")
    assert said.edited_at


async def test_a_deleted_reply_is_heard(stage: Stage) -> None:
    card = await posted(stage)
    ts = await stage.sandbox.slack.say(OLA, CHANNEL, "Vi åpner lørdag", thread_ts=card.id)

    await stage.sandbox.slack.delete(OLA, CHANNEL, ts)

    assert await eventually(lambda: [h for h in happenings(stage) if isinstance(h, Unsaid) and h.id == ts])


async def test_what_is_said_in_the_channel_itself_is_not_kept(stage: Stage) -> None:
    await stage.sandbox.slack.say(OLA, CHANNEL, "Er det kaffe igjen?")

    await eventually(lambda: not stage.sandbox.slack.unheard)
    assert stage.calls.heard == {}


async def test_what_may_be_an_answer_beside_its_thread_is_kept(stage: Stage) -> None:
    await stage.sandbox.slack.say(OLA, CHANNEL, "Da er hallen åpen.")

    await eventually(lambda: stage.calls.heard)


async def test_what_the_bot_writes_itself_is_not_kept(stage: Stage) -> None:
    card = await posted(stage)
    await stage.door.chat.update_card(card, CARD)
    await stage.door.chat.say(card, CARD, "note:1", aloud=True)

    await eventually(lambda: not stage.sandbox.slack.unheard)
    assert stage.calls.heard == {}


async def test_somebody_who_looks_in_is_noticed(stage: Stage) -> None:
    await stage.sandbox.slack.open_home(ANNE)

    (looked,) = await eventually(lambda: happenings(stage))
    assert isinstance(looked, LookedIn)
    assert looked.person_id == ANNE


# Heard means stored


async def test_an_event_that_comes_twice_has_one_key(stage: Stage) -> None:
    card = await posted(stage)
    stage.sandbox.faults.arm("slack.event_twice", match="message")

    await stage.sandbox.slack.say(OLA, CHANNEL, "Vi åpner lørdag", thread_ts=card.id)

    await eventually(lambda: stage.calls.hearings == 2)
    assert len(stage.calls.heard) == 1


async def test_a_door_that_slack_does_not_know_yet_hears_all_the_same() -> None:
    async with staged("http") as stage:
        stage.door._identity.bot_id = ""

        assert (await stage.sandbox.slack.press(ANNE, CHANNEL, (await posted(stage)).id, "take")).ok
