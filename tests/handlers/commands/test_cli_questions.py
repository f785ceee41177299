"""`svarvakt list` and `svarvakt show`: the questions as an operator sees them."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.tables import Answer, History, Promise, Remark
from tests.handlers.commands.command_line import MONDAY, NOW, database, in_solvik, question, stored, svarvakt


@pytest.fixture(autouse=True)
def _solvik(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_solvik(tmp_path, monkeypatch)


def remark(question_id: int, text: str, id: str = "", **changes: Any) -> Remark:
    """What Kari wrote to open a question, or something with these changes."""
    last_id = id or str(question_id)
    usual: dict[str, Any] = {
        "question_id": question_id, "door": "page", "place": "main", "external_id": f"1_{last_id}", "last_id": last_id,
        "author": "citizen", "author_name": "Kari Nordmann", "text": text, "written_at": MONDAY,
    }  # fmt: skip
    return Remark(**{**usual, **changes})


def test_list_puts_the_question_that_is_due_first_at_the_top(tmp_path: Path) -> None:
    later = question(1, due_at=NOW + timedelta(days=2))
    stored(database(tmp_path), later, question(2, due_at=NOW + timedelta(days=1)))

    listed = json.loads(svarvakt("list", "--json").stdout)

    assert [(one["id"], one["overdue"]) for one in listed] == [(2, False), (1, False)]


def test_list_leaves_out_what_has_ended(tmp_path: Path) -> None:
    stored(
        database(tmp_path),
        question(1, state="published", ended_at=MONDAY),
        question(2, state="closed", ended_at=MONDAY),
    )

    assert svarvakt("list").stdout == "Ingen åpne spørsmål.\n"


def test_list_shows_page_state_and_words(tmp_path: Path) -> None:
    stored(database(tmp_path), question(1, state="taken", owner_name="Anne Berg"), remark(1, "Når [brøytes] veien?"))

    shown = svarvakt("list").stdout

    assert all(words in shown for words in ("Solvik kommune", "Forfalt", "Anne Berg", "Når [brøytes] veien?"))


def test_list_gives_moments_with_the_offset_of_oslo(tmp_path: Path) -> None:
    stored(database(tmp_path), question(1))

    assert json.loads(svarvakt("list", "--json").stdout)[0]["due_at"] == "2026-02-09T10:00:00+01:00"


@pytest.mark.parametrize("words", [("list",), ("list", "--json"), ("show", "1"), ("show", "1", "--json")])
def test_personal_numbers_are_blotted_out(tmp_path: Path, words: tuple[str, ...]) -> None:
    stored(database(tmp_path), question(1), remark(1, "Ring meg på 912 34 567"))

    shown = svarvakt(*words).stdout

    assert "Ring meg på" in shown
    assert "912 34 567" not in shown


def test_a_question_of_a_page_that_is_gone_from_the_file_is_still_shown(tmp_path: Path) -> None:
    stored(database(tmp_path), question(1, page="svommehall"))

    assert "svommehall" in svarvakt("list").stdout


def test_a_database_that_is_not_there_yet_is_no_stack_trace() -> None:
    result = svarvakt("list")

    assert result.exit_code == 1
    assert "svarvakt db upgrade" in result.stderr


def test_faults_in_the_municipalitys_file_are_told(tmp_path: Path) -> None:
    database(tmp_path)
    (tmp_path / "municipality.toml").write_text("[municipality]\nnam = 'Solvik'\n")

    result = svarvakt("list")

    assert result.exit_code == 1
    assert "municipality.name" in result.stderr


@pytest.fixture
def whole_story(tmp_path: Path) -> str:
    """A question that was answered: everything there can be about it."""
    address = database(tmp_path)
    said: dict[str, Any] = {
        "question_id": 1,
        "author_name": "Ola Nordby",
        "approver_name": "Anne Berg",
        "words_hash": "-",
    }
    stored(
        address,
        question(1, state="published", post_text="Vi brøyter fra klokka fire."),
        remark(1, "Når brøytes \x1b[2J veien?"),
        remark(1, "Borte vekk", "2", gone_at=MONDAY),
        remark(1, "I kveld", "3", door="chat", author="expert", author_name="Ola Nordby"),
        Answer(
            **said, version=1, kind="holding", text="Vi sjekker.", state="published", made_at=MONDAY, link="https://f/1"
        ),
        Answer(**said, version=2, text="I kveld!", state="published", made_at=MONDAY, published_at=MONDAY),
        Promise(question_id=1, sequence=1, until=MONDAY, answer_id=1, made_by_name="Anne Berg", made_at=MONDAY),
        History(question_id=1, at=MONDAY, who_name="Anne Berg", what="take", from_state="new", to_state="taken"),
    )
    return address


@pytest.mark.usefixtures("whole_story")
@pytest.mark.parametrize(
    "words",
    [
        "Spørsmål 1 · Solvik kommune", "Status: Publisert", "Vi brøyter fra klokka fire.", "Når brøytes", "I kveld",
        "Ola Nordby", "Vi sjekker.", "I kveld!", "lovet 2026-02-09 10:00 av Anne Berg", "Tok spørsmålet (Ny → Tatt)",
    ],
)  # fmt: skip
def test_show_tells_the_whole_story(words: str) -> None:
    assert words in svarvakt("show", "1").stdout


@pytest.mark.usefixtures("whole_story")
def test_show_does_not_show_deleted_words_again() -> None:
    assert "Borte vekk" not in svarvakt("show", "1").stdout + svarvakt("show", "1", "--json").stdout


@pytest.mark.usefixtures("whole_story")
def test_citizens_words_cannot_steer_the_terminal() -> None:
    assert "\x1b[2J" not in svarvakt("show", "1").stdout


@pytest.mark.usefixtures("whole_story")
def test_show_gives_scripts_everything() -> None:
    told = json.loads(svarvakt("show", "1", "--json").stdout)

    lengths = {name: len(told[name]) for name in ("remarks", "answers", "promises", "history")}
    assert lengths == {"remarks": 3, "answers": 2, "promises": 1, "history": 1}


def test_show_of_an_unknown_question_says_so(tmp_path: Path) -> None:
    database(tmp_path)

    result = svarvakt("show", "99")

    assert (result.exit_code, result.stderr) == (1, "Det er ikke noe spørsmål 99.\n")


def test_what_was_erased_is_told_by_day_as_in_the_chat(tmp_path: Path) -> None:
    lines = [History(question_id=one, at=datetime.now(UTC), what="erase", detail="words") for one in (1, 2)]
    stored(database(tmp_path), question(1), question(2), *lines)

    told, plain = svarvakt("retention", "--log", "3"), svarvakt("retention", "--log", "3", "--json")

    assert told.stdout.endswith(": alle ord i 2 spørsmål (nr. 1, 2)\n")
    assert json.loads(plain.stdout) == [told.stdout.strip()]


def test_without_a_log_asked_for_what_is_due_is_counted(tmp_path: Path) -> None:
    stored(database(tmp_path), question(1, state="closed", ended_at=MONDAY))

    assert "Alle ord fjernes i" in svarvakt("retention", "--dry-run").stdout


def test_nothing_is_said_to_be_erased_where_nothing_is_old_enough(tmp_path: Path) -> None:
    database(tmp_path)

    told = svarvakt("retention").stdout

    assert "Ingenting er gammelt nok" in told
    assert "Slettet." not in told
