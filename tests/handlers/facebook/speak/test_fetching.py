"""Pictures are fetched from Facebook's own hosts alone, whatever an answer says, and never beyond a limit."""

import asyncio
from collections.abc import AsyncIterator, Callable

import httpx
import pytest

from bot.ports.failures import Reason, Refused, TryLater
from handlers.facebook.speak.fetching import Fetching

CDN = "https://scontent-arn2-1.xx.fbcdn.net/v/1.jpg?oh=secret"
GRAPH = "https://graph.facebook.com"


def fetching(answer: Callable[[httpx.Request], httpx.Response], *, seconds: float = 5) -> Fetching:
    return Fetching(GRAPH, transport=httpx.MockTransport(answer), seconds=seconds)


def always(status: int = 200, content: bytes = b"picture", **headers: str) -> Callable[[httpx.Request], httpx.Response]:
    return lambda _request: httpx.Response(status, content=in_pieces(content), headers=headers)


async def in_pieces(content: bytes) -> AsyncIterator[bytes]:
    yield content


def never(request: httpx.Request) -> httpx.Response:
    raise AssertionError(f"{request.url.host} was asked")


@pytest.mark.parametrize("address", [CDN, "https://lookaside.fbsbx.com/x", f"{GRAPH}/x", "https://a.fbcdn.net:443/x"])
async def test_facebooks_own_hosts_are_asked(address: str) -> None:
    assert await fetching(always()).fetch(address, 100) == b"picture"


@pytest.mark.parametrize(
    "address",
    [
        "http://scontent.fbcdn.net/1.jpg",
        "https://fbcdn.net.example.org/1.jpg",
        "https://notfbcdn.net/1.jpg",
        "https://scontent.fbcdn.net@example.org/1.jpg",
        "https://user:word@scontent.fbcdn.net/1.jpg",
        "https://scontent.fbcdn.net:8443/1.jpg",
        "https://127.0.0.1/1.jpg",
        "http://169.254.169.254/latest/meta-data",
        "http://graph.facebook.com/1.jpg",
        "file:///etc/passwd",
        "//scontent.fbcdn.net/1.jpg",
        "https://[::1/1.jpg",
        "https://scontent.fbcdn.net:port/1.jpg",
        "",
    ],
)
async def test_no_other_host_is_ever_asked(address: str) -> None:
    with pytest.raises(Refused) as refused:
        await fetching(never).fetch(address, 100)

    assert refused.value.reason is Reason.NOT_ALLOWED
    assert "secret" not in str(refused.value)


async def test_it_is_followed_within_facebook_and_not_out_of_it() -> None:
    def hops(request: httpx.Request) -> httpx.Response:
        if request.url.host == "lookaside.fbsbx.com":
            return httpx.Response(302, headers={"Location": CDN})
        return httpx.Response(302, headers={"Location": "https://example.org/1.jpg"})

    with pytest.raises(Refused) as refused:
        await fetching(hops).fetch("https://lookaside.fbsbx.com/x", 100)

    assert refused.value.reason is Reason.NOT_ALLOWED


async def test_an_endless_way_ends() -> None:
    with pytest.raises(Refused):
        await fetching(always(302, Location=CDN)).fetch(CDN, 100)


async def test_no_token_and_no_cookie_goes_along() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, content=in_pieces(b"picture"), headers={"Set-Cookie": "datr=1; Domain=.fbcdn.net"})

    one = fetching(answer)
    await one.fetch(CDN, 100)
    await one.fetch(CDN, 100)

    assert not [name for request in seen for name in request.headers if name in ("authorization", "cookie")]


async def test_what_is_too_large_is_not_read_to_its_end() -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1000
            yield bytes(1000)

    with pytest.raises(Refused) as refused:
        await fetching(lambda _: httpx.Response(200, content=endless())).fetch(CDN, 5000)

    assert refused.value.reason is Reason.TOO_LONG
    assert read <= 7000


async def test_who_answers_too_slowly_is_asked_again_later() -> None:
    async def slow() -> AsyncIterator[bytes]:
        yield b"first"
        await asyncio.Event().wait()

    with pytest.raises(TryLater):
        await fetching(lambda _: httpx.Response(200, content=slow()), seconds=0.05).fetch(CDN, 5000)


@pytest.mark.parametrize("status", [408, 429, 500, 503])
async def test_a_passing_trouble_is_no_end(status: int) -> None:
    with pytest.raises(TryLater):
        await fetching(always(status)).fetch(CDN, 100)


@pytest.mark.parametrize("status", [204, 206, 401, 403, 404, 410])
async def test_an_address_that_leads_nowhere_is_one(status: int) -> None:
    with pytest.raises(Refused) as refused:
        await fetching(always(status)).fetch(CDN, 100)

    assert refused.value.reason is Reason.GONE
