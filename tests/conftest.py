"""What all tests share."""

import pytest


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """The program runs on asyncio and nothing else."""
    return "asyncio"
