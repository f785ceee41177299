"""The append-only record of who did what."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import History


async def append(
    session: AsyncSession,
    question_id: int,
    at: datetime,
    what: str,
    *,
    who: tuple[str, str] = ("", ""),
    states: tuple[str, str] = ("", ""),
    detail: str = "",
) -> None:
    """Write one line. `who` is (id, name), `states` is (from, to); `detail` holds codes and ids, never words of a message."""
    session.add(
        History(
            question_id=question_id,
            at=at,
            what=what,
            who_id=who[0],
            who_name=who[1],
            from_state=states[0],
            to_state=states[1],
            detail=detail,
        )
    )
