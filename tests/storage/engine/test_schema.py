"""Migrations: from nothing to the newest step, again without harm, and never against a newer program's tables."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, NullPool, create_engine, text
from sqlmodel import SQLModel

from storage import tables
from storage.database import async_url
from storage.engine import schema


def sync_engine(address: str) -> Engine:
    url = async_url(address)
    return create_engine(url.set(drivername=url.drivername.replace("+aiosqlite", "")), poolclass=NullPool)


def test_a_new_database_is_brought_to_the_newest_step(address: str) -> None:
    assert schema.status(address).found == ""

    schema.upgrade(address)

    assert schema.status(address).is_current


def test_upgrading_again_changes_nothing(address: str) -> None:
    schema.upgrade(address)

    assert schema.upgrade(address).is_current


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index")
def test_the_steps_lead_to_exactly_the_tables_a_new_database_gets(address: str) -> None:
    schema.run_steps(address)
    engine = sync_engine(address)

    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
    engine.dispose()

    assert differences == []
    assert tables.Question.__tablename__ == "question"
    assert schema.status(address).is_current


def test_steps_find_nothing_to_do_on_a_new_database(address: str) -> None:
    schema.upgrade(address)

    schema.run_steps(address)

    assert schema.status(address).is_current


def test_a_newer_schema_is_a_clear_error(address: str) -> None:
    schema.upgrade(address)
    engine = sync_engine(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    with pytest.raises(schema.NewerSchema, match="9999"):
        schema.upgrade(address)


def test_the_program_knows_its_own_newest_step() -> None:
    script = ScriptDirectory("storage/migrations")

    assert script.get_current_head() == schema.HEAD


def test_a_new_database_file_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "svarvakt.db"

    schema.upgrade(f"sqlite:///{file}")

    assert file.stat().st_mode & 0o077 == 0


def test_an_old_file_that_all_may_read_becomes_its_owners(tmp_path: Path) -> None:
    file = tmp_path / "svarvakt.db"
    file.touch(mode=0o644)

    schema.upgrade(f"sqlite:///{file}")

    assert file.stat().st_mode & 0o077 == 0


def test_a_new_step_begins_with_imports_that_are_there() -> None:
    template = (Path(schema.__file__).parents[1] / "migrations" / "script.py.mako").read_text(encoding="utf-8")
    named = re.findall(r"^import ([\w.]+)", template, re.MULTILINE)

    assert "storage.engine.types" in named
    assert [name for name in named if find_spec(name) is None] == []
