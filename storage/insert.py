"""Inserting rows unless their unique key is there already: the one statement that both databases spell alike."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import inspect
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession


async def insert_once(
    session: AsyncSession, table: type[SQLModel], values: Mapping[str, Any], *, unique: Sequence[str]
) -> bool:
    """Insert one row; False, and nothing changes, if a row with the same `unique` columns exists.

    Defaults of the table apply. On PostgreSQL a concurrent insert of the same key is waited for.
    """
    insert = _insert(table, session.get_bind().dialect.name)
    statement = insert.values(**_row(table, values)).on_conflict_do_nothing(index_elements=list(unique))
    inserted = await session.exec(statement.returning(*inspect(table).primary_key))
    return inserted.first() is not None


async def insert_new(
    session: AsyncSession, table: type[SQLModel], rows: Sequence[Mapping[str, Any]], *, unique: Sequence[str]
) -> None:
    """Insert those of the rows whose `unique` columns are not there yet, all with one statement."""
    insert = _insert(inspect(table).local_table, session.get_bind().dialect.name)
    statement = insert.on_conflict_do_nothing(index_elements=list(unique))
    await (await session.connection()).execute(statement, [_row(table, row) for row in rows])


def _row(table: type[SQLModel], values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in table(**values).model_dump().items() if name != "id" or value is not None}


def _insert(table: Any, dialect: str) -> Any:
    """Each database has a word of its own for it; the other's package, some megabytes, is not loaded."""
    if dialect == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)
