"""Every row of a SQLite database into an empty PostgreSQL database, in one transaction: all of it, or nothing."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing

from sqlalchemy import Connection, Integer, Table, func, insert, select, text

from storage.engine import schema

AT_ONCE = 1000
Told = Callable[[str, int], None]


class NotEmpty(RuntimeError):
    """The target holds rows already; `rows` is table → how many."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        super().__init__(", ".join(rows))
        self.rows = rows


class NotWhole(RuntimeError):
    """The target would not hold what the source holds; nothing was moved. `tables` are those that differ."""

    def __init__(self, tables: Sequence[str]) -> None:
        super().__init__(", ".join(tables))
        self.tables = tables


def rows_of(address: str) -> dict[str, int]:
    """Table → how many rows, in the order in which they are moved. A database without tables has none of any."""
    with closing(schema.connect(address)) as connection:
        return _counted(connection) if schema.status_of(connection).found else {}


def move(source: str, target: str, told: Told) -> dict[str, int]:
    """Copy everything and return table → rows; `told` hears how many rows of a table have gone over so far.

    1. Make today's tables in the target; a target that has rows in any of them is refused (`NotEmpty`).
    2. Copy table by table, each after those that it points to, and let the counters of ids go on behind the last one.
    3. Count both sides. Only if they agree is anything kept (`NotWhole`).

    The source must be up to date and at rest: whoever calls holds its lock.
    """
    schema.upgrade(target)
    with closing(schema.connect(source)) as old, closing(schema.connect(target)) as new:
        if there := {name: count for name, count in _counted(new).items() if count}:
            raise NotEmpty(there)
        for table in _tables(new):
            _copy(table, old, new, told)
            _go_on_counting(table, new)
        before, after = _counted(old), _counted(new)
        if differing := [name for name in before if before[name] != after[name]]:
            raise NotWhole(differing)
        new.commit()
    return after


def _tables(connection: Connection) -> Sequence[Table]:
    return schema.all_tables(connection.dialect.name).sorted_tables


def _counted(connection: Connection) -> dict[str, int]:
    tables = _tables(connection)
    return {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables}


def _copy(table: Table, old: Connection, new: Connection, told: Told) -> None:
    moved = 0
    found = old.execution_options(yield_per=AT_ONCE).execute(select(table).order_by(*table.primary_key.columns))
    for rows in found.mappings().partitions():
        new.execute(insert(table), [dict(row) for row in rows])
        moved += len(rows)
        told(table.name, moved)


def _go_on_counting(table: Table, new: Connection) -> None:
    """PostgreSQL counts ids by itself, and does not notice those that are given."""
    keys = list(table.primary_key.columns)
    if len(keys) != 1 or not isinstance(keys[0].type, Integer):
        return
    counter = new.execute(text("SELECT pg_get_serial_sequence(:name, :key)"), {"name": table.name, "key": keys[0].name})
    if (name := counter.scalar()) and (last := new.execute(select(func.max(keys[0]))).scalar()):
        new.execute(text("SELECT setval(:name, :last)"), {"name": name, "last": last})
