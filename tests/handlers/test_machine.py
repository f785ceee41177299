"""What the machine is asked for, and how often."""

import sys
from collections.abc import Iterator

import httpx
import pytest

from handlers.machine import trusted
from sandbox.server import Sandbox


class Searches:
    """Hears which packages Python searches the folders for."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def find_spec(self, name: str, *_: object) -> None:
        """Note the name, and leave the search to those behind us."""
        self.names.append(name)


@pytest.fixture
def searches() -> Iterator[Searches]:
    hearing = Searches()
    sys.meta_path.insert(0, hearing)  # type: ignore[arg-type] # it finds nothing
    yield hearing
    sys.meta_path.remove(hearing)  # type: ignore[arg-type]


async def test_a_call_on_the_web_searches_no_folder_for_a_package(sandbox: Sandbox, searches: Searches) -> None:
    async with httpx.AsyncClient(verify=trusted(), trust_env=False) as client:
        await client.get(sandbox.url)
        searches.names.clear()

        await client.get(sandbox.url)

    assert searches.names == []
