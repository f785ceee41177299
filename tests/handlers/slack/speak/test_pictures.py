"""A picture goes to Slack in three steps, with its words, and is found again when nobody knows whether it arrived."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.ports.card import Card
from bot.ports.chat import MessageRef
from bot.ports.failures import Refused, TryLater, Unknown
from bot.ports.picture import Picture, PictureType
from tests.handlers.slack.stage import CHANNEL, Stage, staged

PNG, KEY, ALT = b"\x89PNG\r\n\x1a\n123", "week_picture:C0SPORSMAL:2026-02-13", "Samme dag: 7. For sent: 0."


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with staged("http") as scene:
        yield scene


async def post(stage: Stage, *, thread: str = "", key: str = KEY) -> MessageRef:
    picture = Picture(PNG, PictureType.PNG, "Uken som gikk 2026-02-13", ALT)
    return await stage.door.chat.post_picture(CHANNEL, thread, picture, key)


async def test_a_picture_stands_in_the_channel_with_its_title_and_its_words(stage: Stage) -> None:
    await post(stage)

    (message,) = stage.sandbox.slack.messages(CHANNEL)
    (file,) = message.files
    assert stage.sandbox.slack.file(file["id"]) == PNG
    assert (file["title"], file["alt_txt"]) == ("Uken som gikk 2026-02-13", ALT)
    assert file["name"].startswith("Uken-som-gikk-2026-02-13-")


async def test_a_picture_can_stand_in_a_thread(stage: Stage) -> None:
    card = await stage.door.chat.post_card(CHANNEL, Card("Uka"), "week:1")

    await post(stage, thread=card.id)

    assert [m.files[0]["title"] for m in stage.sandbox.slack.thread(CHANNEL, card.id)] == ["Uken som gikk 2026-02-13"]


@pytest.mark.parametrize("fault", ["slack.post_then_cut", "slack.post_then_fatal", "slack.post_then_503"])
async def test_a_picture_with_an_unclear_end_is_found_by_its_key(stage: Stage, fault: str) -> None:
    since = stage.sandbox.clock.now()
    stage.sandbox.faults.arm(fault)
    with pytest.raises(Unknown):
        await post(stage)
    stage.sandbox.clock.move(timedelta(seconds=5))

    found = await stage.door.chat.find_own(CHANNEL, "", KEY, since)

    (message,) = stage.sandbox.slack.messages(CHANNEL)
    assert found == MessageRef(CHANNEL, message.files[0]["id"])


async def test_the_picture_of_another_day_is_not_taken_for_this_one(stage: Stage) -> None:
    since = stage.sandbox.clock.now()
    await post(stage, key="week_picture:C0SPORSMAL:2026-02-06")
    stage.sandbox.clock.move(timedelta(seconds=5))

    assert await stage.door.chat.find_own(CHANNEL, "", KEY, since) is None


@pytest.mark.parametrize(
    ("fault", "match"),
    [("slack.upload_refused", ""), ("slack.cut", "files.getUploadURLExternal"), ("slack.rate_limited", "files.")],
)
async def test_what_nobody_has_seen_may_be_tried_again(stage: Stage, fault: str, match: str) -> None:
    stage.sandbox.faults.arm(fault, match=match)
    with pytest.raises(TryLater):
        await post(stage)

    await post(stage)

    assert len(stage.sandbox.slack.messages(CHANNEL)) == 1


async def test_a_channel_that_the_bot_may_not_write_in_refuses_for_good(stage: Stage) -> None:
    await stage.sandbox.slack.remove("U0SVARVAKT", CHANNEL)

    with pytest.raises(Refused):
        await post(stage)
