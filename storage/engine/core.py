"""Statements about rows and not about entities, which SQLAlchemy's Core runs in half the time."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import CursorResult, Executable
from sqlmodel.ext.asyncio.session import AsyncSession


async def run(
    session: AsyncSession, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
) -> CursorResult[*tuple[Any, ...]]:
    """Run one statement in the session's transaction. What the session itself has not written yet, it does not see."""
    return await session.run_sync(lambda inner: inner.connection().execute(statement, values))
