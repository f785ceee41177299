"""What all tests share."""

from collections.abc import AsyncIterator, Iterator

import pytest
from hypothesis import settings

from sandbox.server import Sandbox
from tests.chats import SLACK, TOLD
from tests.postgres import Postgres
from tests.running.lightly import compile_statements_once, keep_files_in_memory, loading
from tests.running.quick import Guard, is_quick
from tests.running.spreading import group, require_group, spread
from tests.waiting import PROGRESS

GUARD = pytest.StashKey[Guard]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Stories can be told in one chat alone."""
    parser.addoption("--chat", choices=("slack", "teams"), default="", help="tell every story in this chat alone")


def pytest_configure(config: pytest.Config) -> None:
    """The guard hears everything, but says something during quick tests alone."""
    keep_files_in_memory()
    compile_statements_once()
    settings.register_profile("house", deadline=None)  # how fast a machine is says nothing about the code
    settings.load_profile("house")
    config.stash[GUARD] = Guard()
    config.pluginmanager.register(Spreading())


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[object]:
    """Read the tests without searching them for garbage."""
    with loading():
        return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is quick, before `-m quick` chooses, and say which tests stay together on one processor."""
    for item in items:
        if is_quick(item):
            item.add_marker("quick")
    group(items)


class Spreading:
    """Says in which order the tests run, after pytest has said it."""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Spread what is left to be run."""
        spread(items)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Tell which chat the test is about, before any town opens. From here on a quick test starts no process and opens no port."""
    if getattr(item.config.option, "loadgroup", False):
        require_group(item)
    callspec = getattr(item, "callspec", None)
    TOLD.chat = callspec.params.get("chat", SLACK) if callspec else SLACK
    item.config.stash[GUARD].armed = item.get_closest_marker("quick") is not None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Whether it kept to that. What all tests share may end with the last of them, and is not the test's own doing."""
    guard = item.config.stash[GUARD]
    guard.armed = False
    yield
    guard.told()


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """The program runs on asyncio and nothing else."""
    return "asyncio"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL; each test asks it for a database of its own."""
    with Postgres() as server:
        yield server


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Facebook and Slack on localhost, in their plain form."""
    opened = PROGRESS.hear(Sandbox())
    await opened.start()
    yield opened
    await opened.stop()
