"""What the documents name is there: tests as proof, settings, commands, rights."""

import json
import re
import tomllib
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
import typer.main
from sqlalchemy import Boolean, Integer
from sqlmodel import SQLModel

import storage.queues.tables
import storage.tables  # noqa: F401 - so that all tables are known
from bot.municipality.settings import PAGE_TOKEN, Settings
from bot.municipality.shape import Retention
from handlers.cli import application
from handlers.facebook.look.access.trust import SCOPES
from handlers.teams.manifest import RIGHTS
from storage.engine.types import UtcDateTime

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SETTINGS = {field.upper() for field in Settings.model_fields}
REVIEW = (ROOT / "docs" / "facebook-review.md").read_text(encoding="utf-8")
PRESSED = ("Spør", "Publiser", "Angre", "Skjul", "Skriv")  # how the buttons begin that the screencast presses
OURS = r"(?:TEAMS|SLACK|FACEBOOK|DATABASE|MUNICIPALITY)_[A-Z_]+[A-Z]"


def test_every_test_that_a_guarantee_names_exists() -> None:
    written = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    named = set(re.findall(r"`(test_\w+)`", PAGE))

    assert named
    assert {name for name in named if f"def {name}(" not in written} == set()


def test_every_file_that_a_guarantee_names_exists() -> None:
    named = set(re.findall(r"`(tests/[\w/]+(?:\.py)?)`", PAGE))

    assert named
    assert {name for name in named if not (ROOT / name).exists()} == set()


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_setting_that_a_guide_names_exists(guide: Path) -> None:
    named = set(re.findall(rf"`({OURS})", guide.read_text(encoding="utf-8")))

    assert {name for name in named if name not in SETTINGS and not name.startswith(PAGE_TOKEN.rstrip("_"))} == set()


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_command_that_a_guide_names_exists(guide: Path) -> None:
    commands = typer.main.get_command(application()).commands  # type: ignore[attr-defined]
    named = set(re.findall(r"(?<![/\w])svarvakt ([a-z][a-z-]*)(?= |`|$|»)", guide.read_text(encoding="utf-8")))

    assert named - set(commands) == set()


@pytest.mark.parametrize("guide", [*GUIDES, ROOT / "CONTRIBUTING.md"], ids=lambda path: path.name)
def test_every_option_that_a_guide_names_is_one_of_its_command(guide: Path) -> None:
    shown = set(re.findall(r"svarvakt ([a-z-]+)(?: ([a-z]+))?[^`\n»]*? (--[a-z-]+)", guide.read_text(encoding="utf-8")))

    assert {(name, option) for name, sub, option in shown if option not in options_of(name, sub)} == set()


def options_of(name: str, sub: str) -> set[str]:
    """What may stand behind a command, or behind one of its group."""
    command = typer.main.get_command(application()).commands[name]  # type: ignore[attr-defined]
    command = getattr(command, "commands", {}).get(sub, command)
    return {option for one in command.params for option in one.opts} | {"--help"}


@pytest.mark.parametrize("guide", [*GUIDES, ROOT / "CONTRIBUTING.md"], ids=lambda path: path.name)
def test_what_a_developer_is_told_to_run_is_there(guide: Path) -> None:
    text, makefile = guide.read_text(encoding="utf-8"), (ROOT / "Makefile").read_text(encoding="utf-8")

    assert [name for name in re.findall(r"`make ([a-z-]+)", text) if f"\n{name}:" not in makefile] == []
    assert [name for name in re.findall(r"python -m ((?:tests|bot)[\w.]*)", text) if find_spec(name) is None] == []
    for module, name in re.findall(r"from ([\w.]+) import (\w+) as", text):
        assert hasattr(import_module(module), name) or find_spec(f"{module}.{name}"), (module, name)


@pytest.mark.parametrize("chat", ["slack", "teams"])
def test_the_guide_to_a_chat_explains_every_setting_of_it(chat: str) -> None:
    guide = (ROOT / "docs" / f"install-{chat}.md").read_text(encoding="utf-8")
    own = {name for name in SETTINGS if name.startswith(f"{chat.upper()}_")} - {"SLACK_API_URL"}

    assert own
    assert {name for name in own if f"`{name}`" not in guide} == set()


def test_the_guide_to_teams_explains_every_right_of_the_app() -> None:
    guide = (ROOT / "docs" / "install-teams.md").read_text(encoding="utf-8")

    assert {right for right in RIGHTS if f"| `{right}` |" not in guide} == set()


def test_the_page_on_personal_data_tells_of_every_table_and_of_every_time_that_is_kept() -> None:
    page = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    stored = re.findall(r"^\| `(\w+)`(?:, `(\w+)`)?(?:, `(\w+)`)? \| [^|]+ \| [^|]+ \|$", page, re.MULTILINE)
    tables = {name for row in stored for name in row if name}

    assert set(SQLModel.metadata.tables) - tables == set(), "a table that the page does not name"
    assert {name for name in Retention.model_fields if f"`{name}`" not in page} == set()


_CODES = """
kind variant state sources page reader door place author parent_last notes pictures gone_by last_id external_id post_id post_last link
language
department suggestion asked_department notice channel card_id proposal_id reminder_id archive_flag archive_reason
published_id message_id lane scope claimed_by error what from_state to_state step name group_id
"""
CODES = frozenset(_CODES.split())
"""Columns of text that hold codes, or ids and addresses of pages, posts, comments, channels and messages."""


def _by_column() -> list[tuple[str, str, str]]:
    """The rows of the page's table of columns: the table, its columns, and what takes them away."""
    page = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    part = page.partition("Column by column")[2].partition("All other columns")[0]
    return re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", part, re.MULTILINE)


def test_the_page_on_personal_data_accounts_for_every_column_that_may_hold_words_or_people() -> None:
    told = {(table, column) for table, columns, _ in _by_column() for column in re.findall(r"`(\w+)`", columns)}
    stored = {
        (name, column.name)
        for name, table in SQLModel.metadata.tables.items()
        for column in table.columns
        if not isinstance(column.type, Integer | Boolean | UtcDateTime)
    }
    no_words = {("remark", "thread_id"), ("answer", "sources"), ("earlier_meaning", "weight")}

    assert {one for one in stored if one[1] not in CODES} - no_words - told == set(), "columns that nobody told of"
    assert told - stored == set(), "columns that are not there any more"


def test_what_the_page_says_goes_with_time_goes_by_a_setting_or_says_that_it_stays() -> None:
    ends = [end for _, _, end in _by_column()]

    assert len(ends) > 10
    for end in ends:
        settings = re.findall(r"`(\w+)`", end)
        assert settings or end.startswith(("stays", "the next look")), end
        assert set(settings) <= set(Retention.model_fields), end


def test_each_permission_has_its_text_and_is_seen_in_the_screencast() -> None:
    guide = (ROOT / "docs" / "facebook.md").read_text(encoding="utf-8")
    texts = set(re.findall(r"^### `(\w+)`$", REVIEW, re.MULTILINE))
    rows = {
        name for row in re.findall(r"^\| \d .*$", REVIEW, re.MULTILINE) for name in re.findall(r"`(pages_\w+)`", row)
    }
    asked = set(re.findall(r"^\| `(\w+)` \|", guide.partition("## 2.")[2].partition("## 3.")[0], re.MULTILINE))

    assert texts == set(SCOPES)
    assert rows == set(SCOPES)
    assert asked == set(SCOPES)


def test_the_screencast_is_played_with_the_words_of_the_demo() -> None:
    tour = tomllib.loads((ROOT / "sandbox" / "tour.toml").read_text(encoding="utf-8"))
    texts = tomllib.loads((ROOT / "bot" / "texts" / "nb.toml").read_text(encoding="utf-8"))
    said = {tour["question"]["asks"], tour["reply"]["says"], tour["message"]["asks"]}
    buttons = set(texts["ui"]["button"].values())
    script = REVIEW.partition("## The screencast")[2]
    pressed = {name for name in re.findall(r"\*\*([A-ZÆØÅ][^*]+)\*\*", script) if name.split()[0] in PRESSED}

    assert set(re.findall(r"«([^»]+)»", script)) == said
    assert pressed <= buttons, pressed - buttons
    assert len(pressed) == 5


@pytest.mark.parametrize("guide", ["brukerveiledning", "brukarrettleiing"])
def test_each_picture_is_in_both_guides_and_has_words_for_those_who_do_not_see_it(guide: str) -> None:
    text = (ROOT / "docs" / f"{guide}.md").read_text(encoding="utf-8")
    shown = dict(reversed(found) for found in re.findall(r"!\[([^\]]*)\]\(pictures/([\w-]+\.png)\)", text))
    taken = {file.name for file in (ROOT / "docs" / "pictures").glob("*.png")}

    assert (
        set(shown)
        == taken
        == set(json.loads((ROOT / "docs" / "pictures" / "buttons.json").read_text(encoding="utf-8")))
    )
    assert [name for name, words in shown.items() if len(words) < 20] == []


@pytest.mark.parametrize(("guide", "form"), [("brukerveiledning", "nb"), ("brukarrettleiing", "nn")])
def test_a_guide_names_only_buttons_and_words_that_there_are(guide: str, form: str) -> None:
    text = (ROOT / "docs" / f"{guide}.md").read_text(encoding="utf-8")
    ui = tomllib.loads((ROOT / "bot" / "texts" / f"{form}.toml").read_text(encoding="utf-8"))["ui"]
    heard = {word.split()[0] for words in ui["list"]["words"].values() for word in words.split("|")}
    buttons = {re.sub(r"\{\w+\}", "…", label) for label in ui["button"].values()}
    cells = re.findall(r"^\| (\*\*[^|]+) \|", text, re.MULTILINE)
    named = {name for cell in cells for name in re.findall(r"\*\*([^*]+)\*\*", cell) if name[0] not in "/@"}
    written = set(re.findall(r"\*\*/svarvakt ([^\W\d]+)", text))

    assert len(named) > 20
    assert named - buttons == set()
    assert len(written) > 5
    assert written - heard == set()
