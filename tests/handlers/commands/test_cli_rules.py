"""`svarvakt when`, `scan` and `suggest`: the rules, tried from the command line."""

import json
from pathlib import Path

import pytest

from bot.municipality import file as municipality_file
from tests.handlers.commands.command_line import ROOT, SOLVIK, svarvakt


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No .env and no municipality.toml: the example municipality serves."""
    monkeypatch.chdir(tmp_path)


# asked (local, or with its offset) → deadline, aim, first reaction
TABLE = [
    ("2026-02-09T10:00", "2026-02-11T15:30:00+01:00", "2026-02-11T15:30:00+01:00", "2026-02-09T12:00:00+01:00"),
    # Friday → Monday, the aim is Friday
    ("2026-02-13 10:00", "2026-02-16T15:30:00+01:00", "2026-02-13T15:30:00+01:00", "2026-02-13T12:00:00+01:00"),
    # 23:30 in UTC is already Monday in Oslo; the first reaction is due two hours after opening
    ("2026-02-15T23:30Z", "2026-02-18T15:30:00+01:00", "2026-02-18T15:30:00+01:00", "2026-02-16T10:00:00+01:00"),
    # summer time begins in between: the offset changes
    ("2026-03-27T10:00", "2026-03-30T15:30:00+02:00", "2026-03-27T15:30:00+01:00", "2026-03-27T12:00:00+01:00"),
    # Tuesday before Easter: seven days
    ("2026-03-31T09:00", "2026-04-07T15:30:00+02:00", "2026-04-01T12:00:00+02:00", "2026-03-31T11:00:00+02:00"),
    # 14 May is a holiday, 15 May has summer hours
    ("2026-05-12T10:00", "2026-05-15T15:00:00+02:00", "2026-05-13T15:30:00+02:00", "2026-05-12T12:00:00+02:00"),
]


@pytest.mark.parametrize(("asked", "deadline", "aim_at", "first_reaction"), TABLE)
def test_when_tells_deadline_aim_and_first_reaction(
    asked: str, deadline: str, aim_at: str, first_reaction: str
) -> None:
    told = json.loads(svarvakt("when", asked, "--json").stdout)

    assert (told["deadline"], told["aim_at"], told["first_reaction"]) == (deadline, aim_at, first_reaction)


def test_when_explains_each_closed_day() -> None:
    told = json.loads(svarvakt("when", "2026-03-31T09:00", "--json").stdout)

    assert "fredag 3. april: Langfredag." in told["why"]


def test_when_reads_one_time_a_line_and_prints_one_object_a_line() -> None:
    result = svarvakt("when", "-", "--json", typed="".join(f"{row[0]}\n" for row in TABLE))

    assert [json.loads(line)["deadline"] for line in result.stdout.splitlines()] == [row[1] for row in TABLE]
    assert result.exit_code == 0


def test_a_wrong_line_is_named_after_all_lines_were_tried() -> None:
    result = svarvakt("when", "-", "--json", typed="2026-02-09T10:00\ni morgen\n2026-02-10T10:00\n")

    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert "Linje 2: «i morgen»" in result.stderr


@pytest.mark.parametrize("time", ["i morgen", "2026-13-01", "9999-12-31T23:59"])
def test_what_is_no_time_ends_with_one_sentence(time: str) -> None:
    result = svarvakt("when", time)

    assert (result.exit_code, result.stdout) == (1, "")
    assert time in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_when_goes_by_the_hours_of_the_page() -> None:
    told = json.loads(svarvakt("when", "2026-02-12T10:00", "--page", "bibliotek", "--json").stdout)

    assert told["deadline"] == "2026-02-14T14:00:00+01:00"  # Saturday: the library is open


def test_an_unknown_page_is_answered_with_the_known_ones() -> None:
    result = svarvakt("when", "2026-02-12T10:00", "--page", "biblioteket")

    assert result.exit_code == 1
    assert "main, landbruk, kulturskole, bibliotek, kino" in result.stderr


def test_when_speaks_to_people_in_their_own_words() -> None:
    result = svarvakt("when", "2026-02-09T10:00")

    assert "onsdag 11. februar 15:30" in result.stdout


def test_the_municipalitys_own_file_decides() -> None:
    own = SOLVIK.read_text(encoding="utf-8").replace('rule = "calendar_roll"', 'rule = "opening_days"')
    Path("municipality.toml").write_text(own, encoding="utf-8")

    told = json.loads(svarvakt("when", "2026-02-13T10:00", "--json").stdout)

    assert told["deadline"] == "2026-02-17T15:30:00+01:00"


def test_a_file_that_is_named_and_missing_is_an_error() -> None:
    result = svarvakt("when", "2026-02-13T10:00", MUNICIPALITY_FILE="elsewhere.toml")

    assert result.exit_code == 1
    assert "MUNICIPALITY_FILE" in result.stderr


def test_without_a_file_the_rules_are_those_of_the_example() -> None:
    """Solvik stands in because it is installed with the program; its hours and promises must be the example's."""
    example = municipality_file.read(ROOT / "municipality.example.toml").municipality
    solvik = municipality_file.read(SOLVIK).municipality
    assert example is not None
    assert solvik is not None

    assert solvik.hours == example.hours
    assert solvik.promise == example.promise
    assert all(solvik.page_hours(page) == example.page_hours(page) for page in example.pages)


def test_scan_tells_type_place_and_reason() -> None:
    found = json.loads(svarvakt("scan", "Ring meg på 912 34 567!", "--json").stdout)

    assert found == [
        {"type": "phone", "start": 12, "end": 22, "reason": "åtte siffer skrevet som et telefonnummer"},
    ]


def test_scan_prints_one_object_for_each_line() -> None:
    result = svarvakt("scan", "-", "--json", typed="Ring 912 34 567\n\nHei på dere\r\nskriv til kari@solvik.example")

    types = [[find["type"] for find in json.loads(line)["finds"]] for line in result.stdout.splitlines()]
    assert types == [["phone"], [], [], ["email"]]


def test_language_prints_one_object_for_each_line_blank_ones_too() -> None:
    result = svarvakt("language", "-", "--json", typed="Kva tid opnar de?\n\nWhen do you open?\n")

    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert told == [
        {"language": "nn", "reply": "nn"},
        {"language": "und", "reply": "nb"},
        {"language": "en", "reply": "en"},
    ]


def test_language_says_what_the_answer_would_be_in() -> None:
    assert svarvakt("language", "Kva tid opnar de?").stdout == "nynorsk, svar på nynorsk\n"


def test_language_knows_only_the_municipalitys_pages() -> None:
    result = svarvakt("language", "Hei", "--page", "hage")

    assert result.exit_code == 1
    assert "hage" in result.stderr


def test_scan_says_when_it_finds_nothing() -> None:
    assert svarvakt("scan", "Når åpner dere?").stdout == "Fant ingen personopplysninger.\n"


def test_the_municipalitys_own_numbers_are_nobodys_personal_data() -> None:
    Path("municipality.toml").write_text(SOLVIK.read_text(encoding="utf-8"), encoding="utf-8")

    assert json.loads(svarvakt("scan", "Ring 61 01 20 00", "--json").stdout) == []


def test_the_examples_numbers_are_not_taken_for_the_municipalitys_own() -> None:
    assert len(json.loads(svarvakt("scan", "Ring 61 01 20 00", "--json").stdout)) == 1


def test_what_is_found_cannot_steer_the_terminal() -> None:
    result = svarvakt("scan", "mail \u202ekari@solvik.example\x1b[2J")

    assert "kari@solvik.example" in result.stdout
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


def test_suggest_tells_handling_department_and_reason() -> None:
    told = json.loads(svarvakt("suggest", "Når åpner svømmehallen igjen?", "--json").stdout)

    assert (told["expected"], told["department"]) == ("answer", "kultur")
    assert told["reason"].endswith(".")


def test_suggest_takes_the_page_into_account() -> None:
    told = json.loads(svarvakt("suggest", "Når åpner dere igjen?", "--page", "kino", "--json").stdout)

    assert told["department"] == "kino"


def test_suggest_reads_one_text_a_line() -> None:
    result = svarvakt("suggest", "-", "--json", typed="Det brenner i huset!\nTusen takk!\n")

    assert [json.loads(line)["expected"] for line in result.stdout.splitlines()] == ["emergency", "no_answer_needed"]


def test_suggest_names_the_department_for_people() -> None:
    assert "Kultur og idrett" in svarvakt("suggest", "Når åpner svømmehallen igjen?").stdout


@pytest.mark.parametrize("words", [("when",), ("scan",), ("when", "a", "b"), ("scan", "x", "--page", "main")])
def test_wrong_usage_ends_with_two(words: tuple[str, ...]) -> None:
    assert svarvakt(*words).exit_code == 2
