"""`svarvakt db`: the tables made, looked at and copied; databases that cannot be used are told in words."""

import json
import sqlite3
from pathlib import Path

import pytest

from storage.engine.backup import DOUBT
from storage.engine.schema import HEAD
from storage.queues.claiming.claimant import take_place
from storage.queues.tables import Delivery
from storage.tables import Question
from tests.handlers.commands.command_line import NOW, ROOT, database, event, in_solvik, question, row, stored, svarvakt

PASSWORD = "a-very-secret-password"


@pytest.fixture(autouse=True)
def _solvik(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_solvik(tmp_path, monkeypatch)


def test_upgrade_makes_a_new_database() -> None:
    assert svarvakt("db", "upgrade").exit_code == 0

    assert json.loads(svarvakt("db", "status", "--json").stdout)["current"] is True


def test_who_stands_in_another_folder_is_told_where_the_database_was_looked_for_and_made(tmp_path: Path) -> None:
    place = str(tmp_path / "svarvakt.db")

    for words in (("db", "status"), ("db", "backup", "copy.db"), ("list",), ("report",)):
        assert place in svarvakt(*words).stderr, words
    assert place in svarvakt("db", "upgrade").stdout


def test_upgrade_leaves_a_current_database_alone() -> None:
    svarvakt("db", "upgrade")

    assert f"oppdatert (trinn {HEAD})" in svarvakt("db", "upgrade").stdout


def test_upgrade_stays_away_from_a_running_bot_and_names_its_lock_file(tmp_path: Path) -> None:
    place = take_place(f"sqlite:///{tmp_path / 'svarvakt.db'}")

    result = svarvakt("db", "upgrade")

    place.release()
    assert result.exit_code == 1
    assert "svarvakt.db.lock" in result.stderr


def test_status_of_no_database_says_so_and_makes_none(tmp_path: Path) -> None:
    result = svarvakt("db", "status")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "svarvakt db upgrade" in result.stderr
    assert not (tmp_path / "svarvakt.db").exists()


def test_status_counts_rows_by_table_and_state(tmp_path: Path) -> None:
    stored(database(tmp_path), question(1), question(2, state="taken"), event(1, "parked"))

    rows = json.loads(svarvakt("db", "status", "--json").stdout)["rows"]

    assert rows == {"inbox": {"parked": 1}, "question": {"new": 1, "taken": 1}}


@pytest.mark.parametrize("words", [("db", "status"), ("db", "upgrade"), ("list",), ("inbox",)])
def test_a_newer_database_is_refused_in_words(tmp_path: Path, words: tuple[str, ...]) -> None:
    database(tmp_path)
    with sqlite3.connect(tmp_path / "svarvakt.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()

    result = svarvakt(*words)

    assert result.exit_code == 1
    assert "nyere Svarvakt (trinn 9999)" in result.stderr


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (f"mysql://svarvakt:{PASSWORD}@localhost/svarvakt", "DATABASE_URL kan ikke brukes"),
        ("garbage", "DATABASE_URL kan ikke brukes"),
        ("sqlite://", "DATABASE_URL kan ikke brukes"),
        (f"postgresql://svarvakt:{PASSWORD}@127.0.0.1:9/svarvakt", "Databasen svarer ikke"),
        ("sqlite:///municipality.toml", "file is not a database"),
    ],
)
@pytest.mark.parametrize("words", [("db", "status"), ("db", "upgrade"), ("list",), ("deliveries",)])
def test_an_address_that_does_not_work_is_told_without_its_password(
    address: str, said: str, words: tuple[str, ...]
) -> None:
    result = svarvakt(*words, DATABASE_URL=address)

    assert result.exit_code == 1
    assert said in result.stderr
    assert PASSWORD not in result.stderr


def test_a_folder_that_cannot_be_made_is_named() -> None:
    result = svarvakt("db", "upgrade", DATABASE_URL="sqlite:///municipality.toml/svarvakt.db")

    assert result.exit_code == 1
    assert "municipality.toml" in result.stderr


def test_a_backup_holds_what_was_stored_a_moment_ago(tmp_path: Path) -> None:
    stored(database(tmp_path), question(7))

    result = svarvakt("db", "backup", "copy.db")

    assert result.exit_code == 0
    assert row(f"sqlite:///{tmp_path / 'copy.db'}", Question, 7)
    assert not list(tmp_path.glob("*.part*"))


def test_a_backup_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    database(tmp_path)

    svarvakt("db", "backup", "copy.db")

    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600


def test_a_backup_overwrites_nothing(tmp_path: Path) -> None:
    database(tmp_path)
    (tmp_path / "copy.db").write_text("mine")

    result = svarvakt("db", "backup", "copy.db")

    assert result.exit_code == 1
    assert (tmp_path / "copy.db").read_text() == "mine"


def test_a_backup_into_a_folder_that_is_not_there_fails_in_words(tmp_path: Path) -> None:
    database(tmp_path)

    result = svarvakt("db", "backup", "nowhere/copy.db")

    assert result.exit_code == 1
    assert result.stderr.startswith("Mappen nowhere finnes ikke.")


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("mysql://a", "--to kan ikke brukes"),
        ("garbage", "--to kan ikke brukes"),
        (f"postgresql://svarvakt:{PASSWORD}@127.0.0.1:9/svarvakt", "Databasen i --to svarer ikke"),
    ],
)
@pytest.mark.parametrize("how", [(), ("--dry-run",)])
def test_an_address_to_move_to_that_does_not_work_is_not_blamed_on_the_other(
    tmp_path: Path, to: str, said: str, how: tuple[str, ...]
) -> None:
    database(tmp_path)

    result = svarvakt("db", "move", "--to", to, *how)

    assert result.exit_code == 1
    assert said in result.stderr
    assert "DATABASE_URL" not in result.stderr
    assert PASSWORD not in result.stderr


def test_postgresql_is_backed_up_with_its_own_tool_and_the_command_is_told_without_the_password() -> None:
    result = svarvakt("db", "backup", "my copy", DATABASE_URL=f"postgresql://svarvakt:{PASSWORD}@127.0.0.1:9/bot")

    told = "pg_dump --format=custom '--file=my copy' --host=127.0.0.1 --port=9 --username=svarvakt bot"
    assert result.exit_code == 1
    assert told in result.stderr
    assert PASSWORD not in result.stderr


def test_what_waited_in_the_queue_is_looked_for_after_a_restore(tmp_path: Path) -> None:
    address = database(tmp_path)
    made = {"key": "a", "kind": "card", "lane": "a", "scope": "a", "due_at": NOW, "ordered_at": NOW}
    states = ("waiting", "claimed", "unknown", "done", "refused", "parked")
    stored(address, *[Delivery(**{**made, "key": state}, state=state) for state in states])

    svarvakt("db", "backup", "copy.db")

    kept = [row(f"sqlite:///{tmp_path / 'copy.db'}", Delivery, number) for number in range(1, 7)]
    assert [each.state for each in kept] == ["unknown", "unknown", "unknown", "done", "refused", "parked"]
    assert kept[0].begun_at == NOW
    assert row(address, Delivery, 1).state == "waiting"


def test_the_operators_are_told_the_same_statement_for_a_restore_on_postgresql() -> None:
    told = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")

    assert DOUBT in told
