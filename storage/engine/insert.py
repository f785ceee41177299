"""Inserting rows unless their unique key is there already: the one statement that both databases spell alike."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import inspect
from sqlalchemy.orm import make_transient_to_detached
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.engine.core import run
from storage.engine.types import table_of

Row = TypeVar("Row", bound=SQLModel)


async def insert_once(
    session: AsyncSession, table: type[SQLModel], values: Mapping[str, Any], *, unique: Sequence[str]
) -> bool:
    """Insert one row; False, and nothing changes, if a row with the same `unique` columns exists.

    Defaults of the table apply. On PostgreSQL a concurrent insert of the same key is waited for.
    """
    return await _inserted(session, table, _row(table, values), unique) is not None


async def added_once(
    session: AsyncSession, table: type[Row], values: Mapping[str, Any], *, unique: Sequence[str]
) -> Row | None:
    """Insert one row, as `insert_once` does, and have it in the session without reading it back; None if one exists."""
    row = _row(table, values)
    key = await _inserted(session, table, row, unique)
    if key is None:
        return None
    added = table(**row | key)
    make_transient_to_detached(added)
    session.add(added)
    return added


async def insert_new(
    session: AsyncSession, table: type[SQLModel], rows: Sequence[Mapping[str, Any]], *, unique: Sequence[str]
) -> None:
    """Insert those of the rows whose `unique` columns are not there yet, all with one statement."""
    statement = _statement(table, session.get_bind().dialect.name, tuple(unique))
    await run(session, statement, [_row(table, row) for row in rows])


async def _inserted(
    session: AsyncSession, table: type[SQLModel], row: Mapping[str, Any], unique: Sequence[str]
) -> dict[str, Any] | None:
    """The key of the new row; None if there is no new one."""
    statement = _statement(table, session.get_bind().dialect.name, tuple(unique))
    inserted = await run(session, _returning_key(statement, table), row)
    key = inserted.mappings().first()
    return dict(key) if key is not None else None


def _row(table: type[SQLModel], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with the table's defaults; the database numbers rows by itself."""
    fields = {name: field for name, field in table.model_fields.items() if name != "id"}
    defaults = {
        name: field.get_default(call_default_factory=True) for name, field in fields.items() if name not in values
    }
    return defaults | dict(values)


@cache
def _statement(table: type[SQLModel], dialect: str, unique: tuple[str, ...]) -> Any:
    """Made once for each table: with thirty columns that takes longer than running it."""
    return _insert(table_of(table), dialect).on_conflict_do_nothing(index_elements=list(unique))


@cache
def _returning_key(statement: Any, table: type[SQLModel]) -> Any:
    return statement.returning(*inspect(table).primary_key)


def _insert(table: Any, dialect: str) -> Any:
    """Each database has a word of its own for it; the other's package, some megabytes, is not loaded."""
    if dialect == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)
