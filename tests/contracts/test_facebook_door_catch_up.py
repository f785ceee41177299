"""What was missed is repaired, and nothing is believed gone that is only out of sight."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.ports.happenings import Rewrote, Withdrew, Wrote
from handlers.facebook.door import FacebookDoor, read
from sandbox.facebook.state.tokens import USER_TOKEN
from sandbox.people import PAGES
from tests.clocks import Borrowed
from tests.contracts.facebook_scene import AHMED, KARI, QUESTION, Scene, opened
from tests.waiting import eventually


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with opened("webhook") as scene:
        yield scene


async def test_what_no_webhook_brought_is_repaired_and_counted(scene: Scene) -> None:
    scene.sandbox.faults.arm("facebook.webhook.drop", times=None)
    comment_id = scene.sandbox.facebook.comment("main", KARI, QUESTION)
    mid = scene.sandbox.facebook.message("landbruk", KARI, "Hei")

    repaired = await scene.door.catch_up()

    assert repaired == {"main": 1, "landbruk": 1} == scene.notebook.repaired
    assert scene.heard(Wrote, comment_id)
    assert scene.heard(Wrote, mid)
    assert scene.door.caught_up


async def test_a_second_pass_finds_nothing_more(scene: Scene) -> None:
    scene.sandbox.facebook.comment("main", KARI, QUESTION)
    await scene.door.catch_up()

    assert await scene.door.catch_up() == {"main": 0, "landbruk": 0}


async def test_a_long_thread_is_read_to_its_end(scene: Scene) -> None:
    scene.sandbox.faults.arm("facebook.webhook.drop", times=None)
    ids = [scene.sandbox.facebook.comment("main", KARI, f"Spørsmål {number}") for number in range(130)]
    scene.sandbox.faults.arm("facebook.short_page", times=2)
    scene.sandbox.faults.arm("facebook.empty_page", times=1)

    await scene.door.catch_up()

    assert [each.id for each in scene.ear.happenings if isinstance(each, Wrote)] == ids


async def test_a_pass_over_an_untrustworthy_token_finds_nothing_gone(scene: Scene) -> None:
    comment_id = scene.sandbox.facebook.comment("main", KARI, QUESTION)
    await scene.listen(Wrote, comment_id)
    scene.sandbox.facebook.tokens.set_page_rights(PAGES[0].id, tasks=["MESSAGING"])

    for _ in range(3):
        assert "main" not in await scene.door.catch_up()
        scene.sandbox.clock.move(timedelta(minutes=5))

    assert scene.heard(Withdrew, comment_id) == []


async def test_a_persons_token_is_not_believed_when_it_shows_no_comments(scene: Scene) -> None:
    """With it Facebook answers 200 and an empty list, as if everything had been deleted."""
    comment_id = scene.sandbox.facebook.comment("main", KARI, QUESTION)
    await scene.listen(Wrote, comment_id)
    settings = replace(scene.settings, tokens={**scene.settings.tokens, "main": USER_TOKEN})
    door = FacebookDoor(settings, scene.ear, scene.notebook, Borrowed(scene.sandbox.clock))

    for _ in range(3):
        assert "main" not in await door.catch_up()
        scene.sandbox.clock.move(timedelta(minutes=5))
    await door.close()

    assert scene.heard(Withdrew, comment_id) == []
    assert "main" not in scene.notebook.marks


async def test_a_pass_that_breaks_off_moves_no_watermark_and_the_next_one_completes(scene: Scene) -> None:
    await scene.door.catch_up()
    mark = scene.notebook.marks["main"]
    scene.sandbox.faults.arm("facebook.webhook.drop", times=None)
    posts = [post.id for post in scene.sandbox.facebook.posts("main")]
    first = scene.sandbox.facebook.comment("main", KARI, QUESTION, post_id=posts[-1])
    ids = [scene.sandbox.facebook.comment("main", KARI, f"Spørsmål {number}") for number in range(130)]
    mid = scene.sandbox.facebook.message("main", KARI, "Hei")
    scene.sandbox.faults.arm("facebook.unavailable", times=2, match=f"/{posts[0]}/comments")  # in the batch, and alone

    assert "main" not in await scene.door.catch_up()
    assert [each.id for each in scene.ear.happenings if isinstance(each, Wrote)] == [first]
    assert scene.notebook.marks["main"] == mark

    assert (await scene.door.catch_up())["main"] == 131
    assert scene.notebook.marks["main"] != mark
    assert [each.id for each in scene.ear.happenings if isinstance(each, Wrote)] == [first, *ids, mid]


async def test_the_loop_looks_twice_by_itself_before_it_believes_something_gone(scene: Scene) -> None:
    comment_id = scene.sandbox.facebook.comment("main", KARI, QUESTION)
    await scene.listen(Wrote, comment_id)
    scene.sandbox.faults.arm("facebook.webhook.drop", times=None)
    scene.sandbox.facebook.delete(comment_id)

    async with running(scene):
        await eventually(lambda: scene.door.caught_up)
        assert scene.heard(Withdrew, comment_id) == []
        assert "main" not in scene.notebook.marks

        scene.sandbox.clock.move(timedelta(minutes=3))

        await eventually(lambda: scene.heard(Withdrew, comment_id))
        await eventually(lambda: scene.notebook.repaired["main"] == 1)


async def test_an_answer_by_hand_travels_with_its_question(scene: Scene) -> None:
    scene.sandbox.faults.arm("facebook.webhook.drop", times=None)
    asked = scene.sandbox.facebook.comment("main", KARI, QUESTION)
    scene.sandbox.facebook.comment("main", AHMED, "Noe helt annet?")
    scene.sandbox.facebook.staff_reply("main", asked, "Klokka ti.")
    scene.sandbox.facebook.message("main", KARI, "Og på søndag?")
    scene.sandbox.facebook.staff_message("main", KARI, "Klokka elleve.")

    await scene.door.catch_up()

    heard = [[each.text for each in read(event.body) if isinstance(each, Wrote)] for event in scene.ear.events]
    assert heard[0] == [QUESTION, "Klokka ti."]
    assert ["Noe helt annet?"] in heard
    assert ["Og på søndag?", "Klokka elleve."] in heard


async def test_faults_while_looking_prove_nothing_gone(scene: Scene) -> None:
    comment_id = scene.sandbox.facebook.comment("main", KARI, QUESTION)
    await scene.listen(Wrote, comment_id)

    for fault in ("facebook.unavailable", "facebook.bad_gateway", "facebook.cut"):
        scene.sandbox.faults.arm(fault, times=None)
        await scene.door.catch_up()
        scene.sandbox.clock.move(timedelta(minutes=5))
        scene.sandbox.faults.disarm()
    await scene.door.catch_up()

    assert scene.heard(Withdrew, comment_id) == []


async def test_the_loop_polls_by_itself() -> None:
    async with opened("poll") as scene:
        running = asyncio.create_task(scene.door.run())
        await eventually(lambda: scene.door.caught_up)
        comment_id = scene.sandbox.facebook.comment("main", KARI, QUESTION)

        async def later() -> bool:
            scene.sandbox.clock.move(timedelta(seconds=31))
            await asyncio.sleep(0.05)
            return bool(scene.heard(Wrote, comment_id))

        assert await eventually(later)
        assert scene.notebook.repaired == {"main": 0, "landbruk": 0}
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def test_with_webhooks_the_loop_reads_slowly(scene: Scene) -> None:
    running = asyncio.create_task(scene.door.run())
    await eventually(lambda: scene.door.caught_up)
    scene.sandbox.faults.arm("facebook.webhook.drop", times=None)
    comment_id = scene.sandbox.facebook.comment("main", KARI, QUESTION)

    scene.sandbox.clock.move(timedelta(minutes=11))

    await eventually(lambda: scene.heard(Wrote, comment_id))
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_a_short_look_leaves_posts_alone_that_have_not_moved() -> None:
    async with opened("poll") as scene:
        running = asyncio.create_task(scene.door.run())
        await eventually(lambda: scene.door.caught_up)
        calls = len(scene.sandbox.facebook.calls)

        scene.sandbox.clock.move(timedelta(seconds=31))

        await eventually(lambda: [path for _, path, _ in later_calls(scene, calls) if path.endswith("/conversations")])
        assert not [path for _, path, _ in later_calls(scene, calls) if path.endswith("/comments")]
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


@asynccontextmanager
async def running(scene: Scene) -> AsyncIterator[None]:
    """The loop at work inside the block."""
    task = asyncio.create_task(scene.door.run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_two_who_share_a_memory_read_each_page_no_more_often_than_one() -> None:
    async with opened("poll") as scene:
        beside = FacebookDoor(scene.settings, scene.ear, scene.notebook, Borrowed(scene.sandbox.clock))
        running = asyncio.gather(scene.door.run(), beside.run())

        async def all_read() -> bool:
            scene.sandbox.clock.move(timedelta(seconds=10))  # whoever found a page taken asks again a little later
            await asyncio.sleep(0.02)
            return scene.door.caught_up and beside.caught_up

        await eventually(all_read)
        caught_up_at = scene.sandbox.clock.now()
        made = scene.notebook.passes_made["main"]
        count = len(made)

        async def minutes_later() -> bool:
            scene.sandbox.clock.move(timedelta(seconds=10))
            await asyncio.sleep(0.02)
            return len(made) >= count + 8

        await eventually(minutes_later, within=15)
        later = [started_at for started_at in made if started_at >= caught_up_at]
        assert all(after - before >= timedelta(seconds=30) for before, after in pairwise(later))
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await beside.close()


async def test_a_page_that_another_reads_is_left_alone_until_its_turn_comes(scene: Scene) -> None:
    scene.notebook.read_by_others.add("main")
    catching_up = asyncio.create_task(scene.door.catch_up())
    await eventually(lambda: scene.notebook.turns_asked["main"] > 1)
    assert "main" not in scene.notebook.marks

    scene.notebook.read_by_others.clear()

    assert await catching_up == {"main": 0, "landbruk": 0}


def later_calls(scene: Scene, count: int) -> Sequence[tuple[str, str, int]]:
    return list(scene.sandbox.facebook.calls)[count:]


@pytest.mark.parametrize("code", [12, 10, 100, 200, 283])
async def test_a_post_that_is_refused_is_passed_over_named_and_read_later(scene: Scene, code: int) -> None:
    scene.sandbox.faults.arm("facebook.webhook.drop", times=None)
    facebook = scene.sandbox.facebook
    refused, other = facebook.posts("main")[:2]
    hidden = facebook.comment("main", KARI, "Her ser dere ikke", post_id=refused.id)
    seen = facebook.comment("main", AHMED, QUESTION, post_id=other.id)
    message = facebook.message("main", KARI, "Hei")
    facebook.switches.unreadable_posts[refused.id] = code

    repaired = await scene.door.catch_up()

    assert repaired["main"] == 2
    assert scene.heard(Wrote, seen)
    assert scene.heard(Wrote, message)
    assert scene.door.caught_up
    (found,) = [one for one in (await scene.door.page.health()).troubles if one.name == "facebook_post_unread"]
    assert dict(found.values)["post"] == refused.id
    assert not found.manner.stops

    facebook.switches.unreadable_posts.clear()
    await scene.door.catch_up()

    assert scene.heard(Wrote, hidden)
    assert ("facebook_post_unread", "main") in (await scene.door.page.health()).fine


async def test_when_every_post_is_refused_the_page_counts_as_unread(scene: Scene) -> None:
    for post in scene.sandbox.facebook.posts("main"):
        scene.sandbox.facebook.switches.unreadable_posts[post.id] = 200

    assert "main" not in await scene.door.catch_up()


async def test_refused_conversations_keep_nobody_from_reading_the_rest_and_are_read_back_when_they_show(
    scene: Scene,
) -> None:
    scene.sandbox.faults.arm("facebook.webhook.drop", times=None)
    facebook = scene.sandbox.facebook
    asked = facebook.comment("main", KARI, QUESTION)
    message = facebook.message("main", AHMED, "Hei")
    facebook.switches.unreadable_posts[PAGES[0].id] = 200

    assert await scene.door.catch_up() == {"main": 1, "landbruk": 0}

    assert scene.heard(Wrote, asked)
    assert scene.door.caught_up
    assert "main" not in scene.notebook.marks
    (found,) = [one for one in (await scene.door.page.health()).troubles if one.name == "facebook_messages_unread"]
    assert found.manner.stops

    facebook.switches.unreadable_posts.clear()
    await scene.door.catch_up()

    assert scene.heard(Wrote, message)
    assert "main" in scene.notebook.marks
    assert ("facebook_messages_unread", "main") in (await scene.door.page.health()).fine


async def test_messages_are_read_also_when_every_post_is_refused(scene: Scene) -> None:
    scene.sandbox.faults.arm("facebook.webhook.drop", times=None)
    for post in scene.sandbox.facebook.posts("main"):
        scene.sandbox.facebook.switches.unreadable_posts[post.id] = 200
    message = scene.sandbox.facebook.message("main", AHMED, "Hei")

    await scene.door.catch_up()

    assert scene.heard(Wrote, message)


async def test_two_refused_posts_beside_unmoved_ones_are_no_refused_page(scene: Scene) -> None:
    moving = scene.sandbox.facebook.posts("main")[:2]
    scene.sandbox.facebook.visitor_post("main", KARI, "Et innlegg som ligger i ro")
    await scene.door.catch_up()
    for post in moving:
        scene.sandbox.facebook.comment("main", KARI, QUESTION, post_id=post.id)
        scene.sandbox.facebook.switches.unreadable_posts[post.id] = 200

    found = await scene.door._poller._sweep.over("main", full=False, repairs=False)

    assert found == 0
    (trouble,) = [one for one in (await scene.door.page.health()).troubles if one.name == "facebook_post_unread"]
    assert dict(trouble.values)["count"] == "2"


async def test_nothing_is_said_of_refused_posts_before_a_page_has_been_read(scene: Scene) -> None:
    assert ("facebook_post_unread", "main") not in (await scene.door.page.health()).fine


async def test_a_node_without_its_words_is_no_edit(scene: Scene) -> None:
    asked = scene.sandbox.facebook.comment("main", KARI, QUESTION)
    await scene.listen(Wrote, asked)
    scene.sandbox.facebook.switches.wordless.add(asked)

    await scene.door.catch_up()

    assert scene.heard(Rewrote, asked) == []


async def test_one_node_with_half_a_character_keeps_nobody_from_reading_the_rest(scene: Scene) -> None:
    scene.sandbox.faults.arm("facebook.webhook.drop", times=None)
    asked = scene.sandbox.facebook.comment("main", KARI, QUESTION)
    broken = scene.sandbox.facebook.comment("main", AHMED, "Hei \ud83d og \x00")

    await scene.door.catch_up()

    assert scene.heard(Wrote, asked)
    (heard,) = scene.heard(Wrote, broken)
    assert heard.text == "Hei \ufffd og \ufffd"


async def test_a_node_that_is_its_own_parent_ends_the_walk(scene: Scene) -> None:
    scene.sandbox.faults.arm("facebook.webhook.drop", times=None)
    asked = scene.sandbox.facebook.comment("main", KARI, QUESTION)
    scene.sandbox.facebook.switches.own_parents.add(asked)

    await asyncio.wait_for(scene.door.catch_up(), timeout=20)

    assert scene.heard(Wrote, asked)


async def test_what_facebook_takes_for_low_quality_is_read_all_the_same(scene: Scene) -> None:
    scene.sandbox.faults.arm("facebook.webhook.drop", times=None)
    asked = scene.sandbox.facebook.comment("main", KARI, QUESTION)
    scene.sandbox.facebook.switches.low_quality.add(asked)

    await scene.door.catch_up()

    assert scene.heard(Wrote, asked)
