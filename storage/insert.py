"""Inserting a row unless its unique key is there already: the one statement that both databases spell alike."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession


async def insert_once(
    session: AsyncSession, table: type[SQLModel], values: Mapping[str, Any], *, unique: Sequence[str]
) -> bool:
    """Insert one row; False, and nothing changes, if a row with the same `unique` columns exists.

    Defaults of the table apply. On PostgreSQL a concurrent insert of the same key is waited for.
    """
    row = {name: value for name, value in table(**values).model_dump().items() if name != "id" or value is not None}
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(table).values(**row).on_conflict_do_nothing(index_elements=list(unique))
    inserted = await session.exec(statement.returning(*inspect(table).primary_key))
    return inserted.first() is not None
