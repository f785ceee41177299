"""What was missed is repaired, and nothing is believed gone that is only out of sight."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from datetime import timedelta

import pytest

from bot.happenings import Withdrew, Wrote
from sandbox.people import PAGES
from tests.contracts.facebook_scene import KARI, QUESTION, Scene, opened
from tests.waiting import eventually


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


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


def later_calls(scene: Scene, count: int) -> Sequence[tuple[str, str, int]]:
    return list(scene.sandbox.facebook.calls)[count:]
