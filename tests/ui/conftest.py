"""One browser and one demo for many tests, and which chat's page is opened.

Slack's is opened in every build, Teams' with `--chat teams` (`make test-teams`), as with the stories.
"""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page

from tests.chats import SLACK, TEAMS
from tests.ui.browser import BeginAnew, Fresh, browser, demo_again_and_again, window


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """A browser. It is closed with its module: while it is open, nothing else can run a loop of asyncio."""
    with browser() as opened:
        yield opened


@pytest.fixture(scope="package")
def begin_anew() -> Iterator[BeginAnew]:
    """One demo for all: to start the program costs more than most of what is looked at in it."""
    with demo_again_and_again() as begin:
        yield begin


@pytest.fixture
def fresh(chrome: Browser, begin_anew: BeginAnew) -> Iterator[Fresh]:
    """Opens the page of a demo in which nothing has happened yet, in a window that is closed with the test."""
    with ExitStack() as windows:

        def opened(chat: str = "slack", *, width: int = 1440, height: int = 900) -> Page:
            return windows.enter_context(window(chrome, begin_anew(chat), width=width, height=height))

        yield opened


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, and count as left out, what is about the other chat's page."""
    wanted = config.getoption("chat") or SLACK
    others = [item for item in items if _chat(item) not in ("", wanted)]
    if others:
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]


def _chat(item: pytest.Item) -> str:
    """The chat a browser test is about; empty for what is no browser test."""
    if "tests/ui/" not in item.nodeid:
        return ""
    if "test_teams_page" in item.nodeid:
        return TEAMS
    callspec = getattr(item, "callspec", None)
    return str(callspec.params.get("chat", SLACK)) if callspec else SLACK
