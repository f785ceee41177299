"""What is quick is told from what a test uses, and a quick test that is not is caught in the act."""

import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from sandbox.server import Sandbox
from tests.running.quick import Guard, reaches_outside
from tests.town import town


def _starts_at_once() -> None:
    Sandbox()


def _starts_in_a_friend() -> None:
    _starts_at_once()


def _starts_within() -> None:
    def inside() -> None:
        subprocess.run([])

    inside()


class _Starter:
    def begin(self) -> None:
        _starts_in_a_friend()


def _starts_by_a_class() -> None:
    _Starter().begin()


async def _lives_in_a_town() -> None:
    async with town():
        pass


def _only_thinks() -> None:
    assert sum([1, 2]) == 3


def _goes_round() -> None:
    _goes_round()


@pytest.mark.parametrize(
    "test", [_starts_at_once, _starts_in_a_friend, _starts_within, _starts_by_a_class, _lives_in_a_town]
)
def test_whoever_reaches_a_process_or_a_server_is_not_quick(test: object) -> None:
    assert reaches_outside(test)


@pytest.mark.parametrize("test", [_only_thinks, _goes_round])
def test_whoever_only_thinks_is_quick(test: object) -> None:
    assert not reaches_outside(test)


@pytest.fixture
def guard() -> Iterator[Guard]:
    armed = Guard()
    armed.armed = True
    yield armed
    armed.armed = False


def test_a_quick_test_that_starts_a_process_fails(guard: Guard) -> None:
    with pytest.raises(RuntimeError, match="subprocess"):
        subprocess.Popen([sys.executable, "-c", ""])

    with pytest.raises(pytest.fail.Exception, match=r"tests/running/quick\.py"):
        guard.told()


def test_a_quick_test_that_opens_a_port_fails(guard: Guard) -> None:
    with socket.socket() as opened, pytest.raises(RuntimeError, match="bind"):
        opened.bind(("127.0.0.1", 0))

    with pytest.raises(pytest.fail.Exception, match=r"tests/running/quick\.py"):
        guard.told()
