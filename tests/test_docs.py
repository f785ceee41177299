"""What the documents name is there: tests as proof, settings, commands, rights."""

import re
import tomllib
from pathlib import Path

import pytest
import typer.main
from sqlmodel import SQLModel

import storage.queues.tables
import storage.tables  # noqa: F401 - so that all tables are known
from bot.municipality.settings import PAGE_TOKEN, Settings
from bot.municipality.shape import Retention
from handlers.cli import application
from handlers.facebook.look.access.trust import SCOPES
from handlers.teams.manifest import RIGHTS

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
