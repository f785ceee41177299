"""Slack's signature: exactly these bytes, within five minutes, and never without a secret."""

import hashlib
import hmac
import time

import pytest

from handlers.slack.hear.signature import is_signed

SECRET, BODY = "a-secret", b'{"type":"event_callback"}'


def signed(stamp: str, body: bytes = BODY, secret: str = SECRET) -> str:
    return "v0=" + hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()


@pytest.mark.parametrize("age", [-290, 0, 290])
def test_what_was_signed_within_five_minutes_is_believed(age: int) -> None:
    stamp = str(int(time.time()) - age)

    assert is_signed(BODY, stamp, signed(stamp), SECRET)


@pytest.mark.parametrize("age", [-310, 310, 86_400])
def test_a_recording_that_is_played_again_is_not_believed(age: int) -> None:
    stamp = str(int(time.time()) - age)

    assert not is_signed(BODY, stamp, signed(stamp), SECRET)


@pytest.mark.parametrize("stamp", ["", "x", "²", "1e9", "-5", " 1", "9" * 400])
def test_a_moment_that_is_none_is_not_believed(stamp: str) -> None:
    assert not is_signed(BODY, stamp, signed(stamp), SECRET)


def test_other_bytes_are_not_believed() -> None:
    stamp = str(int(time.time()))

    assert not is_signed(BODY + b" ", stamp, signed(stamp), SECRET)


@pytest.mark.parametrize("signature", ["", "v0=", "v0=æøå", "\ud800"])
def test_a_signature_that_is_none_is_not_believed(signature: str) -> None:
    assert not is_signed(BODY, str(int(time.time())), signature, SECRET)


def test_without_a_secret_nothing_is_believed() -> None:
    stamp = str(int(time.time()))

    assert not is_signed(BODY, stamp, signed(stamp, secret=""), "")
