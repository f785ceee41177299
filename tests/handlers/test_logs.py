"""What stands in the log: an event a line, and nothing that anybody wrote."""

import json
import logging
from collections.abc import Iterator

import pytest

from bot.log import Log
from handlers import logs

LOG = Log("bot.somewhere")


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root, names = logging.getLogger(), (*logs.OURS, *logs.CHATTY)
    handlers, levels = root.handlers[:], {name: logging.getLogger(name).level for name in names}
    yield
    root.handlers[:] = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def failing_library(words: str) -> None:
    try:
        raise ValueError(words)
    except ValueError:
        logging.getLogger("asyncio").exception("never retrieved\nfuture: %s", words)


def test_people_read_moment_level_event_and_fields(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("console")

    LOG.info("page read", page="main", repaired=0)

    moment, _, rest = capsys.readouterr().err.partition(" ")
    assert moment.endswith("Z")
    assert rest == "[info     ] page read                      page=main repaired=0\n"


def test_programs_read_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("json")

    LOG.warning("page unread", page="main", pages=("a", "b"), error=None)

    told = json.loads(capsys.readouterr().err)
    assert told.pop("timestamp").endswith("Z")
    assert told == {"event": "page unread", "level": "warning", "page": "main", "pages": ["a", "b"], "error": None}


@pytest.mark.parametrize("form", ["console", "json"])
def test_a_field_with_a_line_break_stays_on_its_line(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(form)

    LOG.error("odd id", id="1\n2026-01-01 [info] forged=1")

    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("form", ["console", "json"])
def test_a_library_is_heard_without_the_words_of_its_error(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(form)

    failing_library("Kari Nordmann, Storgata 1")

    told = capsys.readouterr().err
    assert "never retrieved" in told
    assert "ValueError" in told
    assert "test_logs.py" in told
    assert "Kari" not in told
    assert told.count("\n") == 1


def test_a_command_is_silent_below_the_level_it_asks_for(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("console", level=logging.WARNING)

    LOG.info("page read")
    LOG.warning("page unread")

    assert "page read" not in (told := capsys.readouterr().err)
    assert "page unread" in told
