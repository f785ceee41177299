"""How a column or an index of our tables is spelt, the same for both databases."""

from typing import Any

from sqlalchemy import JSON, Column, Index, text
from sqlmodel import Field, SQLModel

from storage.engine.types import UtcDateTime


class Row(SQLModel):
    """What every table begins with. Rows are never validated, so pydantic need not build what validates them at every start."""

    model_config = SQLModel.model_config | {"defer_build": True}


def index_of_some(name: str, *columns: str, where: str) -> Index:
    """An index of some rows alone, so that it stays small however many there are in all.

    Which rows is told to a database by `tell_indexes_their_rows`: named here for both, SQLAlchemy would load both dialects.
    """
    return Index(name, *columns, info={"where": where})


def tell_indexes_their_rows(dialect: str) -> None:
    """Before tables are made or compared on a database of this dialect: which rows each index is of."""
    for index in (index for table in SQLModel.metadata.tables.values() for index in table.indexes):
        if where := index.info.get("where"):
            index.dialect_options[dialect]["where"] = text(where)


def moment(*, index: bool = False, nullable: bool = False) -> Any:
    """A moment, aware and in UTC."""
    return Field(default=None, sa_column=Column(UtcDateTime, index=index, nullable=nullable))


def added_list() -> Any:
    """A list of values that a program of the step before, which knows nothing of it, leaves empty."""
    return Field(default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]"))


def added_number() -> Any:
    """A number that a program of the step before, which knows nothing of it, leaves at zero."""
    return Field(default=0, sa_column_kwargs={"server_default": "0"})


def added_text() -> Any:
    """A text that a program of the step before, which knows nothing of it, leaves empty."""
    return Field(default="", sa_column_kwargs={"server_default": ""})
