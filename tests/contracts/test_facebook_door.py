"""The page as the bot speaks through it, held to the simulated Facebook over real sockets."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ports.failures import Reason, Refused, TryLater, Unknown
from bot.ports.happenings import Kind, Wrote
from sandbox.people import APP, PAGES
from tests.contracts.facebook_scene import AHMED, KARI, QUESTION, START, Scene, opened, texts, written


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with opened("webhook") as scene:
        yield scene


async def test_an_answer_stands_under_the_comment_and_has_a_link(scene: Scene) -> None:
    comment_id = scene.sandbox.facebook.comment("main", KARI, QUESTION)

    published = await scene.door.page.reply(scene.place(Kind.COMMENT, comment_id), "Klokka ti. 🙂", "delivery:1")

    assert texts(scene.sandbox.facebook.replies_by_page(comment_id)) == ["Klokka ti. 🙂"]
    assert published.link.startswith("http")


async def test_an_answer_to_a_reply_stands_in_the_same_thread(scene: Scene) -> None:
    comment_id = scene.sandbox.facebook.comment("main", KARI, QUESTION)
    reply_id = scene.sandbox.facebook.comment("main", AHMED, "Og på søndag?", parent_id=comment_id)

    await scene.door.page.reply(scene.place(Kind.REPLY, reply_id, root_id=comment_id), "Stengt.", "delivery:1")

    assert texts(scene.sandbox.facebook.replies_by_page(comment_id)) == ["Stengt."]


async def test_a_visitors_post_is_answered_by_a_comment(scene: Scene) -> None:
    post_id = scene.sandbox.facebook.visitor_post("main", KARI, QUESTION)
    place = scene.place(Kind.VISITOR_POST, post_id, post_id=post_id)

    await scene.door.page.reply(place, "Klokka ti.", "delivery:1")

    assert texts(scene.sandbox.facebook.replies_by_page(post_id)) == ["Klokka ti."]
    assert texts(await scene.door.page.own_replies(place, START)) == ["Klokka ti."]


async def test_a_message_is_answered_and_its_echo_brings_the_key_back(scene: Scene) -> None:
    mid = scene.sandbox.facebook.message("main", KARI, "Hei")

    published = await scene.door.page.reply(scene.place(Kind.MESSAGE, mid), "Hei, Kari!", "delivery:17")

    echo = await scene.listen(Wrote, published.id)
    assert (echo.key, echo.app_id, echo.recipient_id, echo.by_page) == ("delivery:17", APP.facebook_id, KARI, True)


async def test_the_window_for_messages_closes_with_a_margin(scene: Scene) -> None:
    mid = scene.sandbox.facebook.message("main", KARI, "Hei")
    place = scene.place(Kind.MESSAGE, mid)
    scene.sandbox.clock.move(timedelta(hours=23, minutes=55))

    with pytest.raises(Refused) as caught:
        await scene.door.page.reply(place, "Hei, Kari!", "delivery:1")

    assert caught.value.reason is Reason.WINDOW_CLOSED


async def test_facebooks_own_closed_window_is_understood(scene: Scene) -> None:
    mid = scene.sandbox.facebook.message("main", KARI, "Hei")
    scene.sandbox.clock.move(timedelta(hours=25))
    late = replace(scene.place(Kind.MESSAGE, mid), heard_at=scene.sandbox.clock.now())

    with pytest.raises(Refused) as caught:
        await scene.door.page.reply(late, "Hei, Kari!", "delivery:1")

    assert caught.value.reason is Reason.WINDOW_CLOSED


@pytest.mark.parametrize("kind", [Kind.COMMENT, Kind.MESSAGE])
@pytest.mark.parametrize("fault", ["cut_after_write", "unavailable_after_write", "bad_gateway_after_write", "no_id"])
async def test_a_doubtful_answer_is_found_where_it_stands(scene: Scene, kind: Kind, fault: str) -> None:
    place = scene.place(kind, written(scene, kind))
    scene.sandbox.faults.arm(f"facebook.{fault}", match="POST")
    started_at = scene.sandbox.clock.now()

    with pytest.raises(Unknown):
        await scene.door.page.reply(place, "Klokka ti.", "delivery:1")

    found = await scene.door.page.find_own_reply(place, "Klokka ti.", "delivery:1", started_at)
    assert found is not None
    assert [item.id for item in await scene.door.page.own_replies(place, started_at - timedelta(minutes=1))] == [
        found.id
    ]


@pytest.mark.parametrize("kind", [Kind.COMMENT, Kind.VISITOR_POST, Kind.MESSAGE])
async def test_a_reply_that_was_never_made_is_not_found(scene: Scene, kind: Kind) -> None:
    place = scene.place(kind, written(scene, kind))

    assert await scene.door.page.find_own_reply(place, "Klokka ti.", "delivery:1", scene.sandbox.clock.now()) is None


async def test_a_look_without_the_right_to_moderate_is_no_look(scene: Scene) -> None:
    place = scene.place(Kind.COMMENT, written(scene, Kind.COMMENT))
    scene.sandbox.facebook.tokens.set_page_rights(PAGES[0].id, tasks=["MESSAGING"])

    with pytest.raises(TryLater):
        await scene.door.page.find_own_reply(place, "Klokka ti.", "delivery:1", scene.sandbox.clock.now())


async def test_a_comment_is_read_as_it_stands_now(scene: Scene) -> None:
    comment_id = scene.sandbox.facebook.comment("main", KARI, QUESTION)
    place = scene.place(Kind.COMMENT, comment_id)
    scene.sandbox.facebook.edit(comment_id, "Nytt")
    scene.sandbox.facebook.hide(comment_id)

    item = await scene.door.page.read(place)

    assert item is not None
    assert (item.text, item.hidden, item.author_id) == ("Nytt", True, KARI)
    assert timedelta(0) <= item.written_at - START < timedelta(minutes=1)


async def test_a_deleted_comment_is_gone_for_reading_and_answering(scene: Scene) -> None:
    place = scene.place(Kind.COMMENT, written(scene, Kind.COMMENT))
    scene.sandbox.facebook.delete(place.id)

    assert await scene.door.page.read(place) is None
    with pytest.raises(Refused) as caught:
        await scene.door.page.reply(place, "Klokka ti.", "delivery:1")
    assert caught.value.reason is Reason.GONE


async def test_an_own_answer_can_be_corrected_and_taken_back(scene: Scene) -> None:
    place = scene.place(Kind.COMMENT, written(scene, Kind.COMMENT))
    published = await scene.door.page.reply(place, "Klokka ti.", "delivery:1")

    await scene.door.page.edit_own("main", published.id, "Klokka elleve.")
    assert texts(scene.sandbox.facebook.replies_by_page(place.id)) == ["Klokka elleve."]

    for _ in range(2):
        await scene.door.page.delete("main", published.id)
    assert scene.sandbox.facebook.replies_by_page(place.id) == []


async def test_a_comment_can_be_hidden_and_shown_again(scene: Scene) -> None:
    comment_id = written(scene, Kind.COMMENT)

    for hidden in (True, True, False):
        await scene.door.page.hide("main", comment_id, hidden=hidden)
        found = scene.sandbox.facebook.find(comment_id)
        assert found is not None
        assert found.hidden is hidden


async def test_a_throttled_page_rests_and_then_goes_on(scene: Scene) -> None:
    place = scene.place(Kind.COMMENT, written(scene, Kind.COMMENT))
    scene.sandbox.faults.arm("facebook.throttled")

    with pytest.raises(TryLater) as caught:
        await scene.door.page.reply(place, "Klokka ti.", "delivery:1")
    assert caught.value.whole_scope
    assert caught.value.after
    scene.sandbox.clock.move(caught.value.after)
    await scene.door.page.reply(place, "Klokka ti.", "delivery:1")

    assert texts(scene.sandbox.facebook.replies_by_page(place.id)) == ["Klokka ti."]
