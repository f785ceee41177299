"""The queue keeps its order, shares its work, and never records an attempt that has been overtaken."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from storage.database import Database
from storage.queues import deliveries
from storage.queues.claiming import claims, gates
from storage.queues.claiming.claims import Claim, Found
from storage.queues.claiming.gates import Pace
from storage.queues.tables import Delivery

NOON = datetime(2026, 2, 9, 11, 0, tzinfo=UTC)
NO_PACE = lambda _row: None  # noqa: E731 - an argument, not a function of its own


async def order(database: Database, key: str, **values: Any) -> bool:
    row = {"key": key, "kind": "card", "lane": key, "scope": "chat", "due_at": NOON, "ordered_at": NOON, **values}
    async with database.write() as session:
        return await deliveries.order(session, row)


async def claim(database: Database, who: str = "me", now: datetime = NOON, pace: Any = NO_PACE) -> list[Claim]:
    async with database.write() as session:
        return await claims.claim(session, who, now, pace)


async def record(database: Database, claimed: Claim, **values: Any) -> bool:
    async with database.write() as session:
        return await claims.record(session, claimed, values)


async def state(database: Database, key: str) -> str:
    async with database.read() as session:
        return (await session.exec(select(Delivery.state).where(Delivery.key == key))).one()


async def test_ordering_the_same_effect_twice_is_ordering_it_once(database: Database) -> None:
    assert await order(database, "a")
    assert not await order(database, "a")


async def test_what_is_claimed_cannot_be_claimed_again(database: Database) -> None:
    await order(database, "a")

    assert len(await claim(database, "one")) == 1
    assert await claim(database, "two") == []


async def test_what_is_not_due_waits(database: Database) -> None:
    await order(database, "a", due_at=NOON + timedelta(seconds=1))

    assert await claim(database) == []
    assert len(await claim(database, now=NOON + timedelta(seconds=1))) == 1


async def test_one_lane_goes_in_order_and_another_lane_does_not_wait_for_it(database: Database) -> None:
    await order(database, "first", lane="card 1")
    await order(database, "second", lane="card 1")
    await order(database, "other", lane="card 2")

    assert [c.row.key for c in await claim(database)] == ["first", "other"]
    assert await claim(database) == []


async def test_an_unknown_outcome_keeps_its_lane_closed(database: Database) -> None:
    await order(database, "first", lane="card 1")
    await order(database, "second", lane="card 1")
    (first,) = await claim(database)

    await record(database, first, state="unknown", due_at=NOON + timedelta(seconds=5))

    assert await claim(database) == []
    (again,) = await claim(database, now=NOON + timedelta(seconds=5))
    assert again.row.key == "first"
    assert again.uncertain


async def test_an_overtaken_attempt_records_nothing(database: Database) -> None:
    await order(database, "a")
    (slow,) = await claim(database, "slow")
    async with database.write() as session:
        await claims.take_back(session, NOON, timedelta(0), former_ids=["slow"], alone=False)
    (fast,) = await claim(database, "fast")

    assert not await record(database, slow, state="done")
    assert await record(database, fast, state="done")
    assert await state(database, "a") == "done"


async def test_claims_of_a_dead_predecessor_are_taken_back_at_once_and_are_uncertain(database: Database) -> None:
    await order(database, "a")
    await claim(database, "dead")

    async with database.write() as session:
        assert await claims.take_back(session, NOON, timedelta(0), former_ids=["dead"], alone=False) == 1

    (again,) = await claim(database, "alive")
    assert again.uncertain


async def test_claims_of_a_living_replica_are_left_alone(database: Database) -> None:
    await order(database, "a")
    await claim(database, "living")

    async with database.write() as session:
        assert await claims.take_back(session, NOON, timedelta(0), former_ids=["dead"], alone=False) == 0


async def test_a_pace_lets_a_burst_through_and_then_one_each_interval(database: Database) -> None:
    for number in range(5):
        await order(database, f"m{number}", lane=f"l{number}")
    pace = Pace(timedelta(seconds=1), burst=3)

    assert len(await claim(database, pace=lambda _row: pace)) == 3
    assert await claim(database, pace=lambda _row: pace) == []
    assert len(await claim(database, now=NOON + timedelta(seconds=1), pace=lambda _row: pace)) == 1
    assert len(await claim(database, now=NOON + timedelta(seconds=2), pace=lambda _row: pace)) == 1


async def test_a_pause_closes_one_scope_and_no_other(database: Database) -> None:
    await order(database, "a", scope="chat:one")
    await order(database, "b", scope="chat:two")
    async with database.write() as session:
        await gates.pause(session, "chat:one", NOON + timedelta(minutes=5), NOON)

    assert [c.row.key for c in await claim(database)] == ["b"]
    assert [c.row.key for c in await claim(database, now=NOON + timedelta(minutes=5))] == ["a"]


async def test_the_next_due_moment_knows_of_pauses(database: Database) -> None:
    await order(database, "a")
    async with database.write() as session:
        await gates.pause(session, "chat", NOON + timedelta(minutes=5), NOON)

    async with database.read() as session:
        assert await claims.next_due(session) == NOON + timedelta(minutes=5)


async def test_two_who_claim_for_the_same_scopes_never_wait_for_each_other_for_ever(database: Database) -> None:
    for number in range(60):
        await order(
            database, f"m{number}", lane=f"l{number}", scope=("chat:one", "chat:two")[(number // 10 + number) % 2]
        )
    pace = Pace(timedelta(microseconds=1), burst=100)

    async def work(who: str) -> list[str]:
        mine = []
        while claims := await claim(database, who, pace=lambda _row: pace):
            mine += [claimed.row.key for claimed in claims]
        return mine

    shares = await asyncio.gather(work("one"), work("two"))

    assert sorted(key for share in shares for key in share) == sorted(f"m{number}" for number in range(60))


async def claim_first(database: Database, *lanes: str, now: datetime = NOON, pace: Any = NO_PACE) -> Found:
    async with database.write() as session:
        return await claims.claim_first(session, set(lanes), "me", now, pace, limit=8)


def keys(found: Found) -> list[str]:
    return [one.row.key for one in found.claims]


async def test_an_order_that_nothing_stands_before_is_claimed_where_it_is_ordered(database: Database) -> None:
    await order(database, "before", lane="other")
    async with database.write() as session:
        row = {"key": "a", "kind": "card", "lane": "a", "scope": "alone", "due_at": NOON, "ordered_at": NOON}
        await deliveries.order(session, row)
        found = await claims.claim_first(session, {"a"}, "me", NOON, NO_PACE, limit=8)

    assert (keys(found), found.leaves_some) == (["a"], False)
    assert [one.row.key for one in await claim(database)] == ["before"]


async def test_what_follows_in_its_lane_is_claimed_with_the_outcome_of_what_stood_before_it(database: Database) -> None:
    await order(database, "first", lane="card")
    await order(database, "second", lane="card")
    (first,) = (await claim_first(database, "card")).claims
    assert keys(await claim_first(database, "card")) == []

    async with database.write() as session:
        await claims.record(session, first, {"state": "done"})
        found = await claims.claim_first(session, {"card"}, "me", NOON, NO_PACE, limit=8)

    assert (keys(found), found.leaves_some) == (["second"], False)


async def test_somebody_has_to_come_back_for_what_is_not_due(database: Database) -> None:
    await order(database, "a", due_at=NOON + timedelta(seconds=1))

    found = await claim_first(database, "a")

    assert (keys(found), found.leaves_some) == ([], True)


async def test_somebody_has_to_come_back_for_what_is_paused(database: Database) -> None:
    await order(database, "a")
    async with database.write() as session:
        await gates.pause(session, "chat", NOON + timedelta(minutes=5), NOON)

    found = await claim_first(database, "a")

    assert (keys(found), found.leaves_some) == ([], True)


async def test_a_new_order_does_not_take_the_turn_of_those_that_wait_in_its_scope(database: Database) -> None:
    pace = Pace(timedelta(seconds=1))
    await order(database, "first", lane="first")
    assert len(await claim(database, pace=lambda _row: pace)) == 1
    await order(database, "waits", lane="waits")
    later = NOON + timedelta(seconds=1)
    await order(database, "new", lane="new", due_at=later)

    found = await claim_first(database, "new", now=later, pace=lambda _row: pace)

    assert (keys(found), found.leaves_some) == ([], True)
    assert [one.row.key for one in await claim(database, now=later, pace=lambda _row: pace)] == ["waits"]


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
async def test_who_orders_does_not_wait_for_a_gate_that_another_holds(database: Database) -> None:
    pace = Pace(timedelta(seconds=1), burst=5)
    await order(database, "held")
    await order(database, "new")
    async with database.write() as other:
        assert len(await claims.claim(other, "other", NOON, lambda _row: pace, 1)) == 1

        found = await asyncio.wait_for(claim_first(database, "new", pace=lambda _row: pace), timeout=10)

    assert (keys(found), found.leaves_some) == ([], True)


async def test_the_next_due_moment_is_that_of_the_first_in_its_lane(database: Database) -> None:
    await order(database, "first", lane="card", due_at=NOON + timedelta(seconds=9))
    await order(database, "second", lane="card")

    async with database.read() as session:
        assert await claims.next_due(session) == NOON + timedelta(seconds=9)
