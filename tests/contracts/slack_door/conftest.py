"""A Slack door beside the simulated Slack, in Socket Mode and over HTTP alike."""

from collections.abc import AsyncIterator

import pytest

from tests.handlers.slack.stage import Stage, staged


@pytest.fixture(params=["socket", "http"])
async def stage(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    async with staged(request.param) as scene:
        yield scene


@pytest.fixture
async def http() -> AsyncIterator[Stage]:
    """Where the way in makes no difference."""
    async with staged("http") as scene:
        yield scene
