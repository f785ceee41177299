"""What people do on Facebook is heard, by webhook and by polling alike."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.ports.happenings import Attached, Hid, Kind, Rewrote, Thing, Withdrew, Wrote
from handlers.facebook.ids import last_segment
from tests.contracts.facebook_scene import AHMED, KARI, QUESTION, Scene, opened
from tests.waiting import eventually


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with opened("webhook") as scene:
        yield scene


@pytest.fixture(params=["webhook", "poll"])
async def either(request: pytest.FixtureRequest) -> AsyncIterator[Scene]:
    """The same door, hearing by webhook and by polling."""
    async with opened(request.param) as scene:
        yield scene


async def test_a_comment_is_heard_with_its_author_and_place(either: Scene) -> None:
    comment_id = either.sandbox.facebook.comment("main", KARI, QUESTION)

    heard = await either.listen(Wrote, comment_id)

    post_id = either.sandbox.facebook.posts("main")[0].id
    assert (heard.kind, heard.text, heard.author_id, heard.author_name) == (
        Kind.COMMENT,
        QUESTION,
        KARI,
        "Kari Nordmann",
    )
    assert last_segment(heard.post_id) == last_segment(heard.parent_id) == last_segment(post_id)


async def test_a_reply_is_heard_with_its_parent(either: Scene) -> None:
    comment_id = either.sandbox.facebook.comment("main", KARI, QUESTION)
    reply_id = either.sandbox.facebook.comment("main", AHMED, "Lurer på det samme", parent_id=comment_id)

    heard = await either.listen(Wrote, reply_id)

    assert (heard.kind, last_segment(heard.parent_id)) == (Kind.REPLY, last_segment(comment_id))


async def test_a_visitors_post_with_a_picture_is_heard(either: Scene) -> None:
    post_id = either.sandbox.facebook.visitor_post("main", KARI, "Se på veien her!", photo=True)

    heard = await either.listen(Wrote, post_id)

    assert (heard.kind, heard.attached, heard.author_id) == (Kind.VISITOR_POST, (Attached(Thing.PICTURE),), KARI)
    assert not heard.by_page


async def test_a_sticker_is_heard_without_words(either: Scene) -> None:
    comment_id = either.sandbox.facebook.comment("main", KARI, "", photo=True)

    heard = await either.listen(Wrote, comment_id)

    assert (heard.text, heard.attached) == ("", (Attached(Thing.PICTURE),))


async def test_a_message_is_heard(either: Scene) -> None:
    mid = either.sandbox.facebook.message("main", KARI, "Hei, en sak om barnehage")

    heard = await either.listen(Wrote, mid)

    assert (heard.kind, heard.author_id, heard.by_page) == (Kind.MESSAGE, KARI, False)


async def test_an_answer_by_hand_is_heard_as_the_pages_own(either: Scene) -> None:
    comment_id = either.sandbox.facebook.comment("main", KARI, QUESTION)
    answer_id = either.sandbox.facebook.staff_reply("main", comment_id, "Klokka ti.")

    heard = await either.listen(Wrote, answer_id)

    assert (heard.by_page, last_segment(heard.parent_id)) == (True, last_segment(comment_id))


async def test_an_edit_is_heard(either: Scene) -> None:
    comment_id = either.sandbox.facebook.comment("main", KARI, QUESTION)
    await either.listen(Wrote, comment_id)

    either.sandbox.facebook.edit(comment_id, "Når stenger den?")

    assert (await either.listen(Rewrote, comment_id)).text == "Når stenger den?"


async def test_an_edited_message_is_heard(either: Scene) -> None:
    mid = either.sandbox.facebook.message("main", KARI, "Hei")
    await either.listen(Wrote, mid)

    either.sandbox.facebook.edit_message(mid, "Hei, nå med spørsmål?")

    assert (await either.listen(Rewrote, mid)).text == "Hei, nå med spørsmål?"


async def test_hiding_and_showing_are_heard(either: Scene) -> None:
    comment_id = either.sandbox.facebook.comment("main", KARI, QUESTION)
    await either.listen(Wrote, comment_id)

    either.sandbox.facebook.hide(comment_id)
    assert (await either.listen(Hid, comment_id)).hidden

    either.sandbox.facebook.unhide(comment_id)
    if either.settings.intake == "poll":
        await either.door.catch_up()
    await eventually(lambda: [each.hidden for each in either.heard(Hid, comment_id)] == [True, False])


@pytest.mark.parametrize("what", ["comment", "visitor_post"])
async def test_a_deletion_is_heard(either: Scene, what: str) -> None:
    thing_id = getattr(either.sandbox.facebook, what)("main", KARI, QUESTION)
    await either.listen(Wrote, thing_id)

    either.sandbox.facebook.delete(thing_id)

    assert await either.listen(Withdrew, thing_id)


async def test_an_unnamed_author_is_still_a_citizen(either: Scene) -> None:
    either.sandbox.facebook.switches.omit_from = True
    comment_id = either.sandbox.facebook.comment("main", KARI, QUESTION)

    heard = await either.listen(Wrote, comment_id)

    assert (heard.author_id, heard.by_page) == ("", False)


async def test_another_spelling_of_the_post_makes_no_reply_of_a_comment(scene: Scene) -> None:
    scene.sandbox.facebook.switches.parent_prefix_differs = True
    comment_id = scene.sandbox.facebook.comment("main", KARI, QUESTION)

    assert (await scene.listen(Wrote, comment_id)).kind is Kind.COMMENT


@pytest.mark.parametrize("fault", ["duplicate", "reorder", "together", "strange"])
async def test_a_troubled_delivery_is_heard_once(scene: Scene, fault: str) -> None:
    scene.sandbox.faults.arm(f"facebook.webhook.{fault}")
    first = scene.sandbox.facebook.comment("main", KARI, QUESTION)
    second = scene.sandbox.facebook.comment("landbruk", AHMED, "Og når spres gjødsel?")

    await scene.listen(Wrote, first)
    await scene.listen(Wrote, second)

    assert len(scene.heard(Wrote, first)) == len(scene.heard(Wrote, second)) == 1


async def test_a_store_that_was_down_hears_on_the_next_try(scene: Scene) -> None:
    scene.ear.down = True
    comment_id = scene.sandbox.facebook.comment("main", KARI, QUESTION)
    await eventually(lambda: scene.sandbox.facebook.sender.attempts)
    scene.ear.down = False

    async def later() -> bool:
        scene.sandbox.clock.move(timedelta(minutes=1))
        await asyncio.sleep(0)
        return bool(scene.heard(Wrote, comment_id))

    assert await eventually(later)
