"""The page that `svarvakt report --html` prints, opened as a manager does: on a telephone and on a screen, in light and in dark."""

from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from storage.tables import History
from tests.handlers.commands.command_line import NOW, database, in_solvik, question, stored, svarvakt
from tests.ui.browser import window
from tests.ui.test_accessible import faults

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a week in which something was answered and something waits; to be asked for before any browser is open."""
    folder = tmp_path_factory.mktemp("report")
    with pytest.MonkeyPatch.context() as here:
        in_solvik(folder, here)
        return written(folder)


def written(folder: Path) -> Path:
    """Let it be written in the folder where we are."""
    asked = NOW - timedelta(days=1, hours=2)
    line = History(question_id=1, at=asked + timedelta(hours=1), what="publish", from_state="new", to_state="published")
    answered = question(1, state="published", asked_at=asked, reacted_at=line.at, due_at=NOW + timedelta(days=1))
    stored(database(folder), answered, line, question(2, asked_at=asked, due_at=NOW - timedelta(hours=1), page="kino"))
    file = folder / "rapport.html"
    file.write_text(svarvakt("report", "--html").stdout, encoding="utf-8")
    return file


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_report_is_read_at_any_width_and_by_everybody(
    report: Path, chrome: Browser, width: int, scheme: Literal["light", "dark"]
) -> None:
    with window(chrome, report.as_uri(), width=width) as page:
        page.emulate_media(color_scheme=scheme)

        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("svg[role=img]").first.get_attribute("aria-label")
        letters = page.locator("svg text").first.evaluate("text => text.getBoundingClientRect().height")
        assert letters >= 10  # pixels: a chart that is only shrunk to a telephone cannot be read
