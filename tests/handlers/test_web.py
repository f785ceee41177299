"""What the program's addresses answer, whoever calls: health, metrics, and bad input that is never stored and never a 5xx."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from sandbox.people import APP
from storage.queues.tables import Inbox
from tests.town import Town, town
from tests.waiting import eventually


@pytest.fixture(scope="module")
async def solvik() -> AsyncIterator[Town]:
    async with town(transport="http") as opened:
        yield opened


@pytest.fixture(scope="module")
async def web(solvik: Town) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=solvik.app.url, trust_env=False) as client:
        yield client


def slack_headers(body: bytes, content_type: str = "application/json", age: int = 0) -> dict[str, str]:
    stamp = str(int(time.time()) - age)
    digest = hmac.new(APP.slack_signing_secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}", "Content-Type": content_type}


def gesture(kind: str, name: str) -> bytes:
    """A payload that looks like a gesture and lacks nearly everything."""
    return (
        b"payload=" + quote(json.dumps({"type": kind, "user": {"id": name}, "callback_id": "use_as_answer"})).encode()
    )


async def stored(solvik: Town) -> int:
    async with solvik.app.database.read() as session:
        return len((await session.exec(select(Inbox.id))).all())


async def test_the_process_tells_that_it_lives(web: httpx.AsyncClient) -> None:
    assert (await web.get("/healthz")).status_code == 200


async def test_it_is_ready_once_every_page_has_been_read(web: httpx.AsyncClient) -> None:
    async def ready() -> bool:
        return (await web.get("/readyz")).status_code == 200

    assert await eventually(ready)


async def test_metrics_count_rows_by_state(web: httpx.AsyncClient) -> None:
    answer = await web.get("/metrics")

    assert answer.status_code == 200
    for name in ("rows", "open_overdue", "oldest_open_seconds", "inbox_lag_seconds", "delivery_lag_seconds"):
        assert f"# TYPE svarvakt_{name} gauge" in answer.text


@pytest.mark.parametrize("path", ["/facebook/webhook", "/slack/events"])
async def test_a_body_over_one_mebibyte_is_refused(web: httpx.AsyncClient, path: str) -> None:
    assert (await web.post(path, content=b"x" * (1024 * 1024 + 1))).status_code == 413


@pytest.mark.parametrize("path", ["/facebook/webhook", "/slack/events"])
async def test_an_endless_body_is_refused_without_being_read_to_its_end(web: httpx.AsyncClient, path: str) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 65536

    assert (await web.post(path, content=endless())).status_code == 413


async def test_an_unsigned_slack_event_is_refused_and_not_stored(solvik: Town, web: httpx.AsyncClient) -> None:
    before = await stored(solvik)

    answer = await web.post("/slack/events", content=b'{"type":"event_callback"}')

    assert answer.status_code == 401
    assert await stored(solvik) == before


async def test_an_old_signature_of_slacks_is_refused_and_nothing_is_stored(
    solvik: Town, web: httpx.AsyncClient
) -> None:
    body, before = b'{"type":"event_callback"}', await stored(solvik)

    answer = await web.post("/slack/events", content=body, headers=slack_headers(body, age=301))

    assert answer.status_code == 401
    assert await stored(solvik) == before


async def test_a_body_that_trips_slacks_own_library_is_refused_before_it_is_read(web: httpx.AsyncClient) -> None:
    body = b'{"type":"event_callback","event":{},"authorizations":[[]]}'

    assert (await web.post("/slack/events", content=body)).status_code == 401
    assert (await web.post("/slack/events", content=body, headers=slack_headers(body))).status_code == 400


async def test_an_event_with_an_impossible_moment_is_kept_for_the_operator(
    solvik: Town, web: httpx.AsyncClient
) -> None:
    said = {"type": "message", "user": "U1", "channel": "C1", "text": "Hei", "ts": "inf", "thread_ts": "1.2"}
    body = json.dumps({"type": "event_callback", "event_id": "Ev-inf", "event": said}).encode()
    before = await stored(solvik)

    answer = await web.post("/slack/events", content=body, headers=slack_headers(body))

    assert answer.status_code == 200
    assert await stored(solvik) == before + 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.one_of(
        st.binary(max_size=300),
        st.sampled_from(
            [b"", b"null", b"[]", b"{}", b'"x"', b"payload=", b"payload=%7B", b"payload=null", b"[" * 5000]
        ),
        st.recursive(
            st.none() | st.text(max_size=8), lambda x: st.dictionaries(st.text(max_size=8), x, max_size=3)
        ).map(lambda value: json.dumps(value).encode()),
    ),
    form=st.booleans(),
)
async def test_signed_junk_to_slack_is_never_a_5xx(web: httpx.AsyncClient, body: bytes, form: bool) -> None:
    kind = "application/x-www-form-urlencoded" if form else "application/json"

    answer = await web.post("/slack/events", content=body, headers=slack_headers(body, kind))

    assert answer.status_code < 500


async def test_while_strangers_send_large_forms_side_by_side_health_is_told_before_they_are_done(
    solvik: Town, web: httpx.AsyncClient
) -> None:
    gate = asyncio.Event()

    async def form() -> AsyncIterator[bytes]:
        """A megabyte without a size told beforehand; its second half waits until somebody has asked how we are."""
        for part in range(32):
            if part == 16:
                await gate.wait()
            yield b"a=b&" * 8192

    async def sent() -> int:
        try:
            return (await web.post("/facebook/data-deletion", content=form())).status_code
        except httpx.TransportError:  # hung up on while it was still sending
            return 413

    sending = [asyncio.create_task(sent()) for _ in range(24)]
    assert (await web.get("/healthz")).status_code == 200
    gate.set()

    assert set(await asyncio.gather(*sending)) == {413}
