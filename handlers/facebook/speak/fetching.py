"""Fetching a picture's bytes from where Facebook says they lie: at Facebook's own hosts alone, bounded, and without our token.

An address comes from an answer of Facebook's, but what stands there somebody else has sent: it is fetched from no other
host, followed to no other host, and never read beyond the largest picture that is shown.
"""

import asyncio
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx

from bot.ports.failures import Reason, Refused, TryLater
from handlers.machine import trusted

HOSTS = (".fbcdn.net", ".fbsbx.com")
"""Where Facebook keeps pictures: how the names of its hosts end. Besides them, the very host of `FACEBOOK_GRAPH_URL`."""

MOST_HOPS = 3  # from an address to the next within Facebook
SECONDS = 20.0  # for one picture, all hops together
BUSY = frozenset({408, 425, 429})


class Fetching:
    """One client for pictures. It carries no token, keeps no cookie, and unpacks nothing."""

    def __init__(
        self, graph_url: str, *, transport: httpx.AsyncBaseTransport | None = None, seconds: float = SECONDS
    ) -> None:
        self._graph = urlsplit(graph_url)
        self._seconds = seconds
        self._http = httpx.AsyncClient(
            timeout=seconds,
            transport=transport,
            verify=trusted(),
            headers={"Accept-Encoding": "identity"},
            follow_redirects=False,
        )

    async def fetch(self, address: str, most_bytes: int) -> bytes:
        """The bytes at an address. Raises `Refused` or `TryLater`; no address stands in what is raised, since it is signed."""
        try:
            async with asyncio.timeout(self._seconds):
                return await self._followed(address, most_bytes)
        except TimeoutError as error:
            raise TryLater("a picture took too long") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise TryLater(f"no picture: {type(error).__name__}") from error
        finally:
            self._http.cookies.clear()

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def _followed(self, address: str, most_bytes: int) -> bytes:
        for _ in range(MOST_HOPS):
            if not self._is_facebooks(address):
                raise Refused(Reason.NOT_ALLOWED, "a picture lies at a foreign host")
            async with self._http.stream("GET", address) as answer:
                if not answer.is_redirect:
                    return await _read(answer, most_bytes)
                address = urljoin(address, answer.headers.get("location", ""))
        raise Refused(Reason.INVALID, "a picture leads on and on")

    def _is_facebooks(self, address: str) -> bool:
        try:
            asked = urlsplit(address)
            is_graph = _origin(asked) == _origin(self._graph)
            is_plain = asked.scheme == "https" and asked.port in (None, 443)
        except ValueError:
            return False
        if asked.username is not None or asked.password is not None:
            return False
        return is_graph or (is_plain and (asked.hostname or "").endswith(HOSTS))


def _origin(address: SplitResult) -> tuple[str, str | None, int | None]:
    return address.scheme, address.hostname, address.port


async def _read(answer: httpx.Response, most_bytes: int) -> bytes:
    status = answer.status_code
    if status in BUSY or status >= 500:
        raise TryLater(f"a picture answers {status}")
    if status != 200:
        raise Refused(Reason.GONE, f"a picture answers {status}")
    read = bytearray()
    async for piece in answer.aiter_raw():
        read += piece
        if len(read) > most_bytes:
            raise Refused(Reason.TOO_LONG, "a picture is too large")
    return bytes(read)
