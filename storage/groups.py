"""Who belonged to the chat's user groups when they could be looked up last, so that a restart in an outage changes nothing."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.engine.insert import insert_once
from storage.engine.types import UtcDateTime, table_of
from storage.queues.tables import KnownGroup

_SEEN = (
    update(table_of(KnownGroup))
    .where(col(KnownGroup.group_id) == bindparam("its_id"))
    .values(
        members=bindparam("members", type_=table_of(KnownGroup).c.members.type),
        seen_at=bindparam("at", type_=UtcDateTime()),
    )
)


async def seen(session: AsyncSession, members: Mapping[str, Collection[str]], now: datetime) -> None:
    """Note a sure look at these groups: person ids by group id. In one order for everybody, so that replicas take turns."""
    for group, people in sorted(members.items()):
        row = {"group_id": group, "members": sorted(people), "seen_at": now}
        if not await insert_once(session, KnownGroup, row, unique=("group_id",)):
            await session.exec(_SEEN, params={"its_id": group, "members": row["members"], "at": now})


async def keep_only(session: AsyncSession, groups: Collection[str]) -> None:
    """Forget the groups that are not among these."""
    await session.exec(delete(table_of(KnownGroup)).where(col(KnownGroup.group_id).not_in(groups)))


async def known(session: AsyncSession) -> Mapping[str, tuple[frozenset[str], datetime]]:
    """What is known of each group: its members, and the moment of the last sure look."""
    rows = (await session.exec(select(KnownGroup))).all()
    return {row.group_id: (frozenset(row.members), row.seen_at) for row in rows}
