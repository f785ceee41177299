"""A store filled with years of settled questions and a few hundred open ones, by the database itself: minutes for a million."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text

from bot.finding.meanings import meanings
from storage.database import Database
from storage.engine import schema
from storage.engine.core import run

OPEN = 300
LONG_AGO = timedelta(days=400)
SPAN_SECONDS = 300 * 86_400  # what is settled lies between four hundred and a hundred days back

_NUMBERS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows)",
    "postgresql": "WITH n(i) AS (SELECT generate_series(1, :rows))",
}
_AT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S.000000', :began, '+' || (i * :step) || ' seconds')",
    "postgresql": "(CAST(:began AS timestamptz) + i * :step * interval '1 second')",
}
_TABLES = {
    "question": {
        "id": "i", "page": "'main'", "kind": "'comment'", "external_id": "'100_' || i", "last_id": "CAST(i AS TEXT)",
        "thread_id": "CAST(i AS TEXT)", "root_id": "'100_' || i", "post_id": "'100_' || (i / 50)",
        "post_last": "CAST(i / 50 AS TEXT)", "author_id": "'9'", "author_name": "'Kari'", "state": "'published'",
        "channel": "'C0SPORSMAL'", "card_id": "'1.' || i", "asked_at": "AT", "heard_at": "AT", "due_at": "AT",
        "reaction_due_at": "AT", "ended_at": "AT",
    },
    "remark": {
        "id": "i", "question_id": "i", "door": "'page'", "place": "'main'", "external_id": "'100_' || i",
        "last_id": "CAST(i AS TEXT)", "author": "'citizen'", "text": "'Når åpner svømmehallen etter jul?'",
        "post_id": "'100_' || (i / 50)", "thread_id": "CAST(i AS TEXT)", "written_at": "AT",
    },
    "answer": {
        "id": "i", "question_id": "i", "version": "1", "text": "'Hei! Mandag klokka ti.'", "words_hash": "'x'",
        "state": "'published'", "published_id": "'8' || i", "made_at": "AT", "published_at": "AT",
    },
    "earlier_meaning": {"meaning": str(next(iter(meanings("svømmehall")))), "question_id": "i", "weight": "1.0"},
    "promise": {
        "id": "i", "question_id": "i", "sequence": "1", "until": "AT", "answer_id": "i", "made_at": "AT",
    },
    "history": {
        "id": "i", "question_id": "i", "at": "AT", "what": "'publish'", "from_state": "'approved'",
        "to_state": "'published'",
    },
    "delivery": {
        "id": "i", "key": "'card:' || i", "kind": "'card'", "question_id": "i", "lane": "'chat:' || i",
        "scope": "'chat'", "state": "'done'", "body": "'{}'", "due_at": "AT", "ordered_at": "AT", "finished_at": "AT",
    },
    "inbox": {
        "id": "i", "door": "'facebook'", "key": "'comment:' || i", "body": "'{}'", "received_at": "AT", "due_at": "AT",
        "state": "'done'",
    },
}  # fmt: skip


async def fill(database: Database, rows: int, now: datetime) -> None:
    """Make so many settled questions with all that belongs to them; the last `OPEN` of them are open and asked today."""
    schema.upgrade(database.address)
    kind = "sqlite" if database.is_sqlite else "postgresql"
    values = {"rows": rows, "began": _moment(now - LONG_AGO, kind), "step": max(1, SPAN_SECONDS // rows)}
    async with database.write() as session:
        for table, columns in _TABLES.items():
            await run(session, text(_insert(kind, table, columns)), values)
        today = {"now": _moment(now, kind), "first": rows - OPEN}
        await run(session, text(_OPENED), today)
    if not database.is_sqlite:
        async with database.engine.connect() as connection:
            await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(text("ANALYZE"))


_OPENED = (
    "UPDATE question SET state = 'new', ended_at = NULL, asked_at = :now, heard_at = :now, due_at = :now "
    "WHERE id > :first"
)


def _insert(kind: str, table: str, columns: dict[str, str]) -> str:
    """Columns without a value here get the value that the program itself begins with."""
    from sqlmodel import SQLModel

    given = {**_beginnings(SQLModel.metadata.tables[table]), **columns}
    shown = ", ".join(
        expression.replace("AT", _AT[kind]) if expression == "AT" else expression for expression in given.values()
    )
    numbers = _NUMBERS[kind]
    if kind == "sqlite":
        return f"INSERT INTO {table} ({', '.join(given)}) {numbers} SELECT {shown} FROM n"  # noqa: S608 - our own words
    return f"{numbers} INSERT INTO {table} ({', '.join(given)}) SELECT {shown} FROM n"  # noqa: S608 - our own words


def _beginnings(table: Any) -> dict[str, str]:
    found = {}
    for column in table.columns:
        if column.nullable or column.primary_key:
            continue
        kind = str(column.type)
        zero = "'[]'" if kind == "JSON" else "0" if kind == "INTEGER" else "FALSE" if kind == "BOOLEAN" else "''"
        default = column.default.arg if column.default is not None and column.default.is_scalar else None
        if isinstance(default, bool):
            zero = "TRUE" if default else "FALSE"
        elif isinstance(default, int):
            zero = str(default)
        elif isinstance(default, str):
            zero = f"'{default}'"
        found[column.name] = zero
    return found


def _moment(moment: datetime, kind: str) -> Any:
    whole = moment.astimezone(UTC)
    return whole.strftime("%Y-%m-%d %H:%M:%S.%f") if kind == "sqlite" else whole
