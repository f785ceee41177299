"""What the tests of the bot's own parts share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.desk.office import Office
from bot.rules.rights import rights_of
from bot.texts.wording import Wording
from bot.work import House
from handlers.clocks import WallClock
from storage.database import Database
from storage.engine import schema
from tests.bot.solvik import solvik


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """An office in Solvik with a database of its own; no door and no worker."""
    address = f"sqlite:///{tmp_path / 'svarvakt.db'}"
    schema.upgrade(address)
    town = solvik()
    opened = Office(Database(address), House(town, Wording({}), rights_of(town, {})), WallClock())
    yield opened
    await opened.database.close()
