"""What strangers do on the wire: trickle, flood, pack, nest. The server lets go of them and goes on serving the others."""

import asyncio
import contextlib
import gzip
from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from handlers.connections import Connection
from handlers.facebook.hear.deletion import LARGEST_REQUEST
from handlers.facebook.hear.deletion import PATH as DELETION_PATH
from handlers.facebook.hear.webhook import PATH, Webhook
from handlers.facebook.signature import sign
from handlers.limits import BodyLimit
from handlers.server import Server
from tests.handlers.facebook.stage import Ear, TestClock, settings
from tests.waiting import eventually

HOST = "127.0.0.1"
HEAD = f"POST {PATH} HTTP/1.1\r\nHost: svarvakt\r\n"


class Impatient(Connection):
    """For tests: the same, sooner."""

    head_seconds = 0.3
    most = 20


@pytest.fixture
async def ear() -> Ear:
    return Ear()


@pytest.fixture
async def port(ear: Ear) -> AsyncIterator[int]:
    """Where the webhook is served as in production, with less patience."""

    async def alive(_request: Request) -> Response:
        return PlainTextResponse("ok")

    routes = [Route("/healthz", alive), *Webhook(settings(), ear, TestClock()).routes()]
    limits = Middleware(BodyLimit, seconds=0.3, smaller={DELETION_PATH: LARGEST_REQUEST})
    web = Starlette(routes=routes, middleware=[limits])
    server = Server(web, HOST, 0, http=Impatient)
    task = asyncio.create_task(server.run_until_cancelled())
    await eventually(lambda: server.url)
    yield int(server.url.rpartition(":")[2])
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def test_a_head_that_trickles_in_for_ever_is_cut_off(port: int) -> None:
    assert await trickled(port, HEAD.encode(), b"X-Slow: a\r\n") == b""


async def test_a_connection_that_never_says_anything_is_let_go(port: int) -> None:
    reader, writer = await asyncio.open_connection(HOST, port)

    assert await ended(reader) == b""
    writer.close()


async def test_a_body_that_trickles_in_for_ever_is_refused_and_cut_off(port: int) -> None:
    answer = await trickled(port, f"{HEAD}Content-Length: 100000\r\nX-Hub-Signature-256: x\r\n\r\n".encode(), b"x")

    assert answer.startswith(b"HTTP/1.1 408")


async def test_a_second_request_whose_head_trickles_is_cut_off_too(port: int) -> None:
    answer = await trickled(port, b"GET /healthz HTTP/1.1\r\nHost: svarvakt\r\n\r\n", b"GET /h")

    assert answer.count(b"HTTP/1.1") <= 2
    assert answer.startswith(b"HTTP/1.1 200")


async def test_an_endless_body_is_refused_and_then_hung_up_on(port: int) -> None:
    chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"

    answer = await trickled(port, f"{HEAD}Transfer-Encoding: chunked\r\n\r\n".encode() + chunk * 20, chunk)

    assert answer.startswith(b"HTTP/1.1 413")


async def test_a_large_form_for_deletion_is_refused_unread(port: int) -> None:
    form = b"&".join(b"a%d=b" % number for number in range(100_000))
    head = f"POST /facebook/data-deletion HTTP/1.1\r\nHost: a\r\nContent-Length: {len(form)}\r\n\r\n"

    answers = await asyncio.gather(*(answered(port, head.encode() + form) for _ in range(8)))

    assert all(answer.startswith(b"HTTP/1.1 413") or answer == b"" for answer in answers)


async def test_unsigned_forms_that_do_not_say_their_size_are_cut_off_early_and_others_are_served_meanwhile(
    port: int,
) -> None:
    """None is taken in whole: each is answered at its limit, before its sender is done."""
    head = b"POST /facebook/data-deletion HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    part = b"5000\r\n" + b"a=b&" * 5120 + b"\r\n"
    senders = [await asyncio.open_connection(HOST, port) for _ in range(15)]
    for _, writer in senders:
        writer.write(head + part)

    alive = await answered(port, b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    answers = await asyncio.gather(*(reader.readline() for reader, _ in senders))

    assert b"200 OK" in alive
    assert {answer.split()[1] for answer in answers} == {b"413"}
    for _, writer in senders:
        writer.close()


async def test_a_form_of_many_fields_for_deletion_is_refused(port: int) -> None:
    form = b"&".join(b"a%d=b" % number for number in range(100))
    head = (
        f"POST /facebook/data-deletion HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {len(form)}\r\n\r\n"
    )

    assert (await answered(port, head.encode() + form)).startswith(b"HTTP/1.1 403")


async def test_huge_headers_are_refused(port: int) -> None:
    answer = await answered(port, f"{HEAD}X-Large: {'x' * 200_000}\r\n\r\n".encode())

    assert answer == b"" or answer.startswith(b"HTTP/1.1 4")


async def test_while_many_hold_connections_open_the_server_lets_go_of_the_surplus_and_recovers(port: int) -> None:
    held = [await asyncio.open_connection(HOST, port) for _ in range(60)]

    await asyncio.gather(*(ended(reader) for reader, _ in held))

    assert b"200 OK" in await answered(port, b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    for _, writer in held:
        writer.close()


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (gzip.compress(b'{"object":"page","entry":[]}', mtime=0), "Content-Encoding: gzip\r\n"),
        (b"[" * 100_000, ""),
        (b'{"object":"page","entry":' + b'[{"a":' * 50_000, ""),
        (b'{"object":"page","entry":[{"id":' + b"9" * 100_000 + b"}]}", ""),
        (b"object=page&entry=1", "Content-Type: application/x-www-form-urlencoded\r\n"),
        (b"--x\r\n", "Content-Type: multipart/form-data; boundary=x\r\n"),
    ],
    ids=["packed", "brackets", "nested", "a long number", "a form", "in parts"],
)
async def test_a_signed_body_of_the_wrong_sort_is_a_bad_request(port: int, ear: Ear, body: bytes, more: str) -> None:
    head = f"{HEAD}Content-Length: {len(body)}\r\nX-Hub-Signature-256: {sign(body, 'test-app-secret')}\r\n{more}"

    answer = await answered(port, f"{head}Connection: close\r\n\r\n".encode() + body)

    assert answer.startswith(b"HTTP/1.1 400")
    assert ear.events == []


async def trickled(port: int, beginning: bytes, drop: bytes) -> bytes:
    """Send a beginning, then drop after drop until the other side hangs up; what it said."""
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(beginning)
    said = b""
    for _ in range(200):
        try:
            writer.write(drop)
            await writer.drain()
            async with asyncio.timeout(0.05):
                more = await reader.read(1000)
        except TimeoutError:
            continue
        except ConnectionError:
            break
        if not more:
            break
        said += more
    else:
        raise AssertionError("nobody hung up")
    writer.close()
    return said


async def answered(port: int, request: bytes) -> bytes:
    """Send a request and read until the other side hangs up."""
    reader, writer = await asyncio.open_connection(HOST, port)
    with contextlib.suppress(ConnectionError):
        writer.write(request)
        await writer.drain()
    said = await ended(reader)
    writer.close()
    return said


async def ended(reader: asyncio.StreamReader) -> bytes:
    """What comes until the other side hangs up, which it must do soon."""
    try:
        async with asyncio.timeout(5):
            return await reader.read()
    except ConnectionError:
        return b""
