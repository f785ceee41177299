"""The one private message that a comment or post may be answered with, held to the simulated Facebook over real sockets."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ports.failures import Reason, Refused, Unknown
from bot.ports.happenings import Kind, Wrote
from bot.ports.page import Place
from sandbox.people import APP
from tests.contracts.facebook_scene import KARI, Scene, opened, written

TEXT = "Ring Nav Solvik på 61 01 60 00."


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with opened("webhook") as scene:
        yield scene


def private(scene: Scene, kind: Kind) -> Place:
    """What Kari wrote, to be answered in private."""
    thing = written(scene, kind)
    post = thing if kind is Kind.VISITOR_POST else ""
    return replace(scene.place(kind, thing, root_id=thing, post_id=post), private=True)


@pytest.mark.parametrize("kind", [Kind.COMMENT, Kind.VISITOR_POST])
async def test_it_goes_to_the_citizen_alone_and_its_echo_brings_the_key_back(scene: Scene, kind: Kind) -> None:
    place = private(scene, kind)

    published = await scene.door.page.reply(place, TEXT, "delivery:7")

    assert [message.text for message in scene.sandbox.facebook.conversation("main", KARI)] == [TEXT]
    assert scene.sandbox.facebook.replies_by_page(place.id) == []
    echo = await scene.listen(Wrote, published.id)
    assert (echo.key, echo.app_id, echo.by_page) == ("delivery:7", APP.facebook_id, True)


async def test_a_second_one_is_refused_whoever_sent_the_first(scene: Scene) -> None:
    place = private(scene, Kind.COMMENT)
    scene.sandbox.facebook.staff_private_reply("main", place.id, "Vi ringer deg.")

    with pytest.raises(Refused) as caught:
        await scene.door.page.reply(place, TEXT, "delivery:1")

    assert caught.value.reason is Reason.TAKEN


async def test_after_seven_days_nothing_is_sent(scene: Scene) -> None:
    place = private(scene, Kind.COMMENT)
    scene.sandbox.clock.move(timedelta(days=7))

    with pytest.raises(Refused) as caught:
        await scene.door.page.reply(place, TEXT, "delivery:1")

    assert caught.value.reason is Reason.WINDOW_CLOSED


@pytest.mark.parametrize("fault", ["cut_after_write", "unavailable_after_write", "no_id"])
async def test_a_doubtful_one_is_found_where_it_stands(scene: Scene, fault: str) -> None:
    place = private(scene, Kind.COMMENT)
    started_at = scene.sandbox.clock.now()
    scene.sandbox.faults.arm(f"facebook.{fault}", match="POST")

    with pytest.raises(Unknown):
        await scene.door.page.reply(place, TEXT, "delivery:1")

    found = await scene.door.page.find_own_reply(place, TEXT, "delivery:1", started_at)
    assert found is not None
    assert found.id == scene.sandbox.facebook.conversation("main", KARI)[-1].id


async def test_one_that_was_never_sent_is_not_found_nor_taken_for_what_staff_wrote(scene: Scene) -> None:
    place, now = private(scene, Kind.COMMENT), scene.sandbox.clock.now()
    assert await scene.door.page.find_own_reply(place, TEXT, "delivery:1", now) is None

    scene.sandbox.facebook.staff_private_reply("main", place.id, "Vi ringer deg.")

    assert await scene.door.page.find_own_reply(place, TEXT, "delivery:1", now) is None
