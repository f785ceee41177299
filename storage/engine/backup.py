"""A copy of a SQLite database that is in use, fit to be put in its place later.

Between the copy and that day the world goes on: what waited in the queue has been sent long since. So in the copy every
pending effect is *unknown* since it was ordered, and after a restore each is looked for before it is made.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

DOUBT = (
    "UPDATE delivery SET state = 'unknown', looks = 0, claimed_by = '', begun_at = COALESCE(begun_at, ordered_at) "
    "WHERE state IN ('waiting', 'claimed')"
)


def copy(source: Path, target: Path) -> None:
    """Copy in one go into an empty file; others go on writing meanwhile, and the copy is the state at one moment.

    Raises `sqlite3.Error`, also when the copy does not stand the database's own check.
    """
    target.touch(mode=0o600)
    target.chmod(0o600)
    with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(target)) as made:
        original.backup(made)
        with made:
            made.execute(DOUBT)
        if made.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("integrity_check")
        made.execute("PRAGMA journal_mode=DELETE")


def pg_dump(address: str, file: Path) -> list[str]:
    """The words of the command that copies a PostgreSQL database; the password is left to `PGPASSWORD` or `~/.pgpass`."""
    url = make_url(address)
    host = url.host or str(url.query.get("host", ""))
    found = {"host": host, "port": str(url.port or url.query.get("port", "")), "username": url.username or ""}
    options = [f"--{name}={value}" for name, value in found.items() if value]
    return ["pg_dump", "--format=custom", f"--file={file}", *options, url.database or ""]
