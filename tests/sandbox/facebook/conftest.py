"""A running sandbox, a caller with the main page's token, and a bot that only listens."""

from collections.abc import AsyncIterator

import pytest

from sandbox.facebook.sim import FacebookSim
from sandbox.server import Sandbox
from tests.sandbox.facebook.outsiders import Caller, Listener


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(seed=7)
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
def facebook(sandbox: Sandbox) -> FacebookSim:
    return sandbox.facebook


@pytest.fixture
async def graph(sandbox: Sandbox) -> AsyncIterator[Caller]:
    caller = Caller(f"{sandbox.graph_url}/v26.0", "PAGE-TOKEN-main")
    yield caller
    await caller.close()


@pytest.fixture
async def listener(sandbox: Sandbox) -> AsyncIterator[Listener]:
    listener = Listener()
    await listener.open()
    sandbox.connect_bot(listener.url)
    yield listener
    await listener.close()
