"""What is remembered of the chat's user groups."""

from datetime import UTC, datetime, timedelta

from storage import groups
from storage.database import Database

NOON = datetime(2026, 2, 9, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(minutes=10)


async def test_the_last_sure_look_at_each_group_is_remembered(database: Database) -> None:
    async with database.write() as session:
        await groups.seen(session, {"S1": {"U2", "U1"}, "S2": {"U3"}}, NOON)
    async with database.write() as session:
        await groups.seen(session, {"S1": {"U1"}}, LATER)

    async with database.read() as session:
        assert await groups.known(session) == {"S1": (frozenset({"U1"}), LATER), "S2": (frozenset({"U3"}), NOON)}


async def test_a_group_that_nobody_names_any_more_is_forgotten(database: Database) -> None:
    async with database.write() as session:
        await groups.seen(session, {"S1": {"U1"}, "S2": {"U3"}}, NOON)

        await groups.keep_only(session, ["S2"])

    async with database.read() as session:
        assert set(await groups.known(session)) == {"S2"}
