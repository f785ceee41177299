"""Heard means stored: together where it comes together, each by itself where one would spoil it for the others."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.hearing import Hearing
from bot.ports.calls import Event


class Store:
    """Notes what was committed together. The first commit waits for `open`; an event whose key is "bad" is refused."""

    def __init__(self) -> None:
        self.commits: list[list[str]] = []
        self.open = asyncio.Event()

    async def commit(self, events: Sequence[Event]) -> None:
        await self.open.wait()
        keys = [event.key for event in events]
        if "bad" in keys:
            raise ValueError("bad")
        self.commits.append(keys)


def event(key: str) -> Event:
    return Event("facebook", key, {})


async def heard_side_by_side(hearing: Hearing, store: Store, *keys: str) -> list[BaseException | None]:
    callers = [asyncio.create_task(hearing.store([event(key)])) for key in keys]
    await asyncio.sleep(0)  # each caller has come to the store
    store.open.set()
    return await asyncio.gather(*callers, return_exceptions=True)


async def test_what_comes_while_one_is_committed_is_committed_together() -> None:
    store = Store()

    await heard_side_by_side(Hearing(store.commit), store, "first", "second", "third")

    assert store.commits in ([["first", "second", "third"]], [["first"], ["second", "third"]])


async def test_one_that_cannot_be_stored_does_not_take_the_others_along() -> None:
    store = Store()

    outcomes = await heard_side_by_side(Hearing(store.commit), store, "good", "bad", "fine")

    assert sorted(key for commit in store.commits for key in commit) == ["fine", "good"]
    assert [type(outcome) for outcome in outcomes] == [type(None), ValueError, type(None)]


async def test_nobody_is_answered_before_the_commit() -> None:
    store = Store()
    caller = asyncio.create_task(Hearing(store.commit).store([event("one")]))

    done, _ = await asyncio.wait({caller}, timeout=0.05)

    assert not done
    store.open.set()
    await caller


async def test_a_failing_store_is_told_to_the_caller_and_the_next_is_heard() -> None:
    store = Store()
    store.open.set()
    hearing = Hearing(store.commit)
    with pytest.raises(ValueError, match="bad"):
        await hearing.store([event("bad")])

    await hearing.store([event("good")])

    assert store.commits == [["good"]]


async def test_a_rush_is_waited_for_but_not_for_ever() -> None:
    store = Store()
    hearing = Hearing(store.commit)
    await heard_side_by_side(hearing, store, "a", "b", "c")
    loop = asyncio.get_running_loop()
    began = loop.time()

    await hearing.calm()

    assert 0 < loop.time() - began < 2


async def test_a_rush_goes_on_for_as_long_as_the_disk_keeps_several_waiting() -> None:
    store = Store()
    hearing = Hearing(store.commit)
    callers = [asyncio.create_task(hearing.store([event(key)])) for key in "abc"]
    await asyncio.sleep(0)  # each caller has come to the store
    calm = asyncio.create_task(hearing.calm())

    done, _ = await asyncio.wait({calm}, timeout=0.3)  # longer than a rush lasts after its last commit

    assert not done
    store.open.set()
    await asyncio.gather(*callers, calm)
