"""A clock that ran a day ahead for a moment leaves nothing behind that everything would wait for."""

from datetime import UTC, datetime, timedelta

from sqlmodel import select

from storage import cursors, groups, troubles
from storage.database import Database
from storage.queues import inbox, moments
from storage.queues.claiming import claims, gates
from storage.queues.claiming.gates import Pace
from storage.queues.tables import Destination, Inbox, KnownTrouble, PageCursor
from tests.storage.queues.test_deliveries import order

NOW = datetime(2026, 2, 9, 11, 0, tzinfo=UTC)
AHEAD = NOW + timedelta(days=1)
PACE = Pace(timedelta(seconds=1))


async def healed(database: Database) -> int:
    async with database.write() as session:
        return await moments.heal(session, NOW)


async def test_a_channels_gate_that_was_shut_by_a_clock_ahead_opens_again(database: Database) -> None:
    await order(database, "a", due_at=NOW, ordered_at=NOW)
    async with database.write() as session:
        await gates.pause(session, "chat", AHEAD + timedelta(minutes=1), AHEAD)
        assert not await claims.claim(session, "me", NOW, lambda _row: PACE)

    assert await healed(database) == 1

    async with database.write() as session:
        assert len(await claims.claim(session, "me", NOW, lambda _row: PACE)) == 1


async def test_a_pause_that_was_asked_for_by_a_right_clock_stays(database: Database) -> None:
    async with database.write() as session:
        await gates.pause(session, "chat", NOW + timedelta(hours=3), NOW)

    assert await healed(database) == 0

    async with database.read() as session:
        gate = await session.get_one(Destination, "chat")
        assert gate.free_at == NOW + timedelta(hours=3)


async def test_an_effect_and_an_event_of_tomorrow_are_due_now(database: Database) -> None:
    await order(database, "a", due_at=AHEAD, ordered_at=AHEAD)
    async with database.write() as session:
        await inbox.is_first(session, "facebook", "b", AHEAD)
        row = (await session.exec(select(Inbox))).one()
        row.state = "waiting"
        session.add(row)

    assert await healed(database) == 2

    async with database.write() as session:
        assert len(await claims.claim(session, "me", NOW, lambda _row: None)) == 1
        assert await inbox.next_waiting(session, NOW) is not None


async def test_a_page_that_was_read_tomorrow_is_read_again_from_yesterday(database: Database) -> None:
    async with database.write() as session:
        await cursors.pass_complete(session, "main", AHEAD, 0, timedelta(days=3), full=True)

    assert await healed(database) == 2

    async with database.read() as session:
        cursor = await session.get_one(PageCursor, "main")
        assert cursor.watermark == cursor.full_at == NOW - moments.READ_AGAIN


async def test_a_claim_that_somebody_works_on_is_left_alone(database: Database) -> None:
    """Leases go by the database's own clock, whatever the bot's clock shows."""
    await order(database, "a", due_at=NOW, ordered_at=NOW)
    async with database.write() as session:
        (claimed,) = await claims.claim(session, "me", NOW, lambda _row: None)

    assert await healed(database) == 0

    async with database.write() as session:
        assert await claims.record(session, claimed, {"state": "done"})


async def test_what_a_page_sent_tomorrow_was_sent_now_and_its_citizens_are_ours_to_answer(database: Database) -> None:
    async with database.write() as session:
        await cursors.event_seen(session, "main", AHEAD, timedelta(0))

    assert await healed(database) == 2

    async with database.read() as session:
        cursor = await session.get_one(PageCursor, "main")
        assert (cursor.last_event_at, cursor.horizon) == (NOW, NOW - moments.READ_AGAIN)


async def test_a_trouble_of_tomorrow_began_was_said_and_ended_now(database: Database) -> None:
    async with database.write() as session:
        trouble = await troubles.known(session, "machine", "disk", AHEAD)
        trouble.said_at = trouble.over_at = AHEAD
        session.add(trouble)

    assert await healed(database) == 3

    async with database.read() as session:
        (healthy,) = (await session.exec(select(KnownTrouble))).all()
        assert (healthy.since, healthy.said_at, healthy.over_at) == (NOW, NOW, NOW)


async def test_a_group_that_was_seen_tomorrow_was_seen_now(database: Database) -> None:
    async with database.write() as session:
        await groups.seen(session, {"S1": {"U1"}}, AHEAD)

    assert await healed(database) == 1

    async with database.read() as session:
        assert await groups.known(session) == {"S1": (frozenset({"U1"}), NOW)}
