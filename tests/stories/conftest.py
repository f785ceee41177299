"""The town that most stories share: each tells its own question there and leaves the town as it found it."""

from collections.abc import AsyncIterator

import pytest

from tests.town import Town, town


@pytest.fixture(scope="session")
async def monday() -> AsyncIterator[Town]:
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
async def opened() -> AsyncIterator[Town]:
    """A town of its own for the stories of one subject, in which hours pass."""
    async with town() as solvik:
        yield solvik


@pytest.fixture
async def long_day(opened: Town) -> AsyncIterator[Town]:
    """That town for one story."""
    story = Town(opened.sandbox, opened.app, opened.clock.now())
    yield story
    await story.tidy_up()
