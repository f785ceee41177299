import pytest

from tests.handlers.facebook.stage import Ear, TestClock


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def clock() -> TestClock:
    return TestClock()
