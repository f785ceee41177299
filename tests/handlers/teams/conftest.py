"""The door on its stage."""

from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette

from handlers.teams.door import TeamsDoor
from tests.handlers.recording import Recording
from tests.handlers.teams.stage import SETTINGS, Clock, Teams


@pytest.fixture
def teams() -> Teams:
    return Teams()


@pytest.fixture
def calls() -> Recording:
    return Recording()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def door(teams: Teams, calls: Recording, clock: Clock) -> AsyncIterator[TeamsDoor]:
    door = TeamsDoor(SETTINGS, calls, clock, transport=teams.transport)
    yield door
    await door.close()


@pytest.fixture
def app(door: TeamsDoor) -> Starlette:
    return Starlette(routes=list(door.routes))
