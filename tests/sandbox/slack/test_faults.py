import time
from typing import Any

import httpx
import pytest

from sandbox.server import Sandbox
from tests.sandbox.slack.api import CHANNEL, Api

POST: dict[str, Any] = {"channel": CHANNEL, "text": "x"}


async def post(api: Api) -> httpx.Response:
    return await api.http.post("chat.postMessage", json=POST)


async def test_a_post_may_be_stored_and_the_connection_cut(sandbox: Sandbox, api: Api) -> None:
    sandbox.faults.arm("slack.post_then_cut")

    with pytest.raises(httpx.TransportError):
        await post(api)

    assert len(sandbox.slack.messages(CHANNEL)) == 1


@pytest.mark.parametrize(
    ("fault", "error"), [("slack.post_then_fatal", "fatal_error"), ("slack.post_then_internal", "internal_error")]
)
async def test_a_post_may_be_stored_and_called_an_error(sandbox: Sandbox, api: Api, fault: str, error: str) -> None:
    sandbox.faults.arm(fault)

    answer = (await post(api)).json()

    assert (answer, len(sandbox.slack.messages(CHANNEL))) == ({"ok": False, "error": error}, 1)


async def test_a_post_may_be_stored_and_its_answer_be_unreadable(sandbox: Sandbox, api: Api) -> None:
    sandbox.faults.arm("slack.post_then_garbled")

    answer = await post(api)

    assert (answer.status_code, len(sandbox.slack.messages(CHANNEL))) == (200, 1)
    with pytest.raises(ValueError):
        answer.json()


@pytest.mark.parametrize(("fault", "stored"), [("slack.post_then_503", 1), ("slack.http_503", 0)])
async def test_a_page_with_503_may_come_before_or_after_the_post(
    sandbox: Sandbox, api: Api, fault: str, stored: int
) -> None:
    sandbox.faults.arm(fault)

    answer = await post(api)

    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (503, "text/html")
    assert len(sandbox.slack.messages(CHANNEL)) == stored


async def test_the_connection_may_be_cut_before_the_post(sandbox: Sandbox, api: Api) -> None:
    sandbox.faults.arm("slack.cut")

    with pytest.raises(httpx.TransportError):
        await post(api)

    assert sandbox.slack.messages(CHANNEL) == []


async def test_a_burst_of_429_is_counted(sandbox: Sandbox, api: Api) -> None:
    sandbox.faults.arm("slack.rate_limited", times=3)

    statuses = [(await post(api)).status_code for _ in range(4)]

    assert (statuses, sandbox.slack.rate_limited) == ([429, 429, 429, 200], 3)


async def test_an_internal_error_does_nothing(sandbox: Sandbox, api: Api) -> None:
    sandbox.faults.arm("slack.internal_error")

    assert ((await post(api)).json()["error"], sandbox.slack.messages(CHANNEL)) == ("internal_error", [])


async def test_an_answer_may_be_slow(sandbox: Sandbox, api: Api) -> None:
    sandbox.faults.arm("slack.slow")
    sandbox.slack.patience.slow_seconds = 0.2
    before = time.monotonic()

    await post(api)

    assert time.monotonic() - before >= 0.2


async def test_the_token_may_turn_invalid(sandbox: Sandbox, api: Api) -> None:
    sandbox.faults.arm("slack.auth_invalid")

    assert (await api("auth.test"))["error"] == "invalid_auth"


async def test_a_fault_may_be_meant_for_one_method_only(sandbox: Sandbox, api: Api) -> None:
    sandbox.faults.arm("slack.http_503", match="chat.update")

    assert (await post(api)).status_code == 200
