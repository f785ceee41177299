"""The town that most stories share, and the chats in which they are told.

Each story tells its own question in the town and leaves the town as it found it. Every story is told in Slack; the chapters
in `IN_BOTH` in Teams too, and with `--chat teams` (`make test-teams`) all of them in Teams, but for those marked `only_in_slack`.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.chats import SLACK, TEAMS
from tests.town import Town, held_back, town

IN_BOTH = frozenset(
    {
        "test_afterwards",
        "test_alarm_over_restarts",
        "test_answer",
        "test_approve",
        "test_bound_forms",
        "test_desk",
        "test_earlier_answers",
        "test_expert_asks_back",
        "test_leaving",
        "test_lists",
        "test_not_theirs",
        "test_proposal",
        "test_settled_notes",
    }
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tell each story in its chats, one chat after the other."""
    metafunc.parametrize("chat", _chats(metafunc), indirect=True, scope="session")


def _chats(metafunc: pytest.Metafunc) -> list[str]:
    wanted = metafunc.config.getoption("chat")
    chapter = metafunc.module.__name__.rpartition(".")[2]
    marks = {mark.name for mark in metafunc.definition.iter_markers()}
    for chat in (SLACK, TEAMS):
        if f"only_in_{chat}" in marks:
            return [chat] if wanted in (chat, "") else []
    if wanted:
        return [wanted]
    return [SLACK, TEAMS] if chapter in IN_BOTH else [SLACK]


@pytest.fixture(scope="session", autouse=True)
def chat(request: pytest.FixtureRequest) -> str:
    """The chat in which the story is told."""
    told: str = request.param
    return told


@pytest.fixture(scope="session")
async def monday(chat: str) -> AsyncIterator[Town]:
    """Solvik on a Monday morning, for all stories that need no other day and no other weather."""
    async with town() as solvik:
        yield solvik


@pytest.fixture
async def solvik(monday: Town) -> AsyncIterator[Town]:
    """The shared town for one story, tidied up behind it."""
    story = Town(monday.sandbox, monday.app, monday.clock.now())
    yield story
    await story.tidy_up()


@pytest.fixture(scope="module")
async def opened(chat: str) -> AsyncIterator[Town]:
    """A town of its own for the stories of one subject, in which hours pass."""
    async with town() as solvik:
        yield solvik


@pytest.fixture
async def long_day(opened: Town) -> AsyncIterator[Town]:
    """That town for one story."""
    story = Town(opened.sandbox, opened.app, opened.clock.now())
    yield story
    await story.tidy_up()


@pytest.fixture
async def slow(tmp_path: Path) -> AsyncIterator[Town]:
    """A town of its own for one story, where a text is held back for five minutes: no slow machine ends the pause first."""
    async with town(rate=5, environment=held_back(tmp_path)) as solvik:
        yield solvik
