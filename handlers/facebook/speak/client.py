"""Calls to the Graph API: one request, one answer, every failure in the three words of `bot.ports`.

Knows no pages' contents and repeats nothing by itself. Tokens travel in a header, because addresses end up in logs.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

import httpx

from bot.log import Log
from bot.ports.clock import Clock
from bot.ports.failures import Reason, Refused, TryLater, Unknown
from bot.ports.picture import Picture
from handlers.facebook.settings import FacebookSettings
from handlers.facebook.signature import appsecret_proof
from handlers.facebook.speak.answers import confirm, json_of, object_of, of_batch
from handlers.facebook.speak.errors import GraphError, NotFacebook, Outcome, graph_error
from handlers.facebook.speak.fetching import Fetching
from handlers.facebook.speak.usage import Usage
from handlers.machine import trusted

log = Log(__name__)

TIMEOUTS = httpx.Timeout(20, connect=5, pool=5)
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
LARGEST_BATCH = 50
APPLICATION = "application"
"""Stands for the application itself where a page key is asked for."""


def address(*segments: str) -> str:
    """A path made of ids from outside, safe to put in an address."""
    if any(segment in ("", ".", "..") for segment in segments):
        raise Refused(Reason.INVALID, "an id is missing")
    return "/".join(quote(segment, safe="") for segment in segments)


@dataclass(frozen=True)
class GraphCall:
    """One call as a page. `repeatable` writes may be made twice, so a doubtful outcome only means "try again"."""

    page: str
    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = None
    picture: Picture | None = None
    content: Mapping[str, Any] | None = None
    repeatable: bool = True
    messages: bool = False


class GraphClient:
    """The Graph API for all pages. `served_version` is what Facebook last said it answered with, "" before the first answer.

    `refused` are the pages whose token was refused when it was last used. `clock_off` is how far this machine's clock is
    ahead of Facebook's by the last answer; None before the first one. `pictures` fetches what Facebook keeps beside the Graph.
    """

    def __init__(
        self, settings: FacebookSettings, clock: Clock, *, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.usage = Usage(settings.pages)
        self.served_version = ""
        self.clock_off: timedelta | None = None
        self.refused: set[str] = set()
        self.pictures = Fetching(settings.graph_url, transport=transport)
        self._http = httpx.AsyncClient(timeout=TIMEOUTS, transport=transport, verify=trusted())
        # At INFO httpx logs whole addresses, and debug_token carries a token in its own.
        logging.getLogger("httpx").setLevel(logging.WARNING)

    def page_id(self, page: str) -> str:
        """Facebook's id of a page of ours."""
        if page not in self.settings.pages:
            raise Refused(Reason.INVALID, f"no page {page}")
        return self.settings.pages[page]

    async def get(self, page: str, path: str, **query: str) -> dict[str, Any]:
        """Read; may raise `TryLater` or `Refused`."""
        return object_of(await self.send(GraphCall(page, "GET", path, query)))

    async def create(
        self, page: str, path: str, form: Mapping[str, str], picture: Picture | None = None
    ) -> dict[str, Any]:
        """Write something that must not be written twice, with its picture in the same call; may raise `Unknown` too."""
        return object_of(await self.send(GraphCall(page, "POST", path, form=form, picture=picture, repeatable=False)))

    async def send_message(self, page: str, path: str, content: Mapping[str, Any]) -> dict[str, Any]:
        """Send a message as JSON; it must not be sent twice, so this may raise `Unknown` too."""
        call = GraphCall(page, "POST", path, content=content, repeatable=False, messages=True)
        return object_of(await self.send(call))

    async def change(self, page: str, path: str, form: Mapping[str, str]) -> None:
        """Write something that may be repeated. Raises `TryLater` when Facebook does not confirm it."""
        confirm(await self.send(GraphCall(page, "POST", path, form=form)))

    async def delete(self, page: str, path: str) -> None:
        """Delete. Raises `TryLater` when Facebook does not confirm it."""
        confirm(await self.send(GraphCall(page, "DELETE", path)))

    async def read_many(self, page: str, paths: Sequence[str]) -> list[dict[str, Any] | GraphError | None]:
        """Read nodes or lists, fifty in one request, in order; None for those that Facebook did not get round to."""
        return [
            answer
            for start in range(0, len(paths), LARGEST_BATCH)
            for answer in await self._batch(page, paths[start : start + LARGEST_BATCH])
        ]

    async def _batch(self, page: str, paths: Sequence[str]) -> list[dict[str, Any] | GraphError | None]:
        wanted = json.dumps([{"method": "GET", "relative_url": path} for path in paths])
        answers = await self.send(GraphCall(page, "POST", "", form={"batch": wanted, "include_headers": "false"}))
        if not isinstance(answers, list) or len(answers) != len(paths):
            raise TryLater("a batch came back with another length")
        return [of_batch(answer) for answer in answers]

    async def send(self, call: GraphCall) -> Any:
        """Make one call and return the JSON of its answer."""
        self._may_call(call)
        try:
            response = await self._http.send(self._request(call))
        except NEVER_SENT as error:
            raise TryLater(f"no connection: {type(error).__name__}") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _doubt(call, f"no answer: {type(error).__name__}") from error
        self._note(call, response)
        return self._answer(call, response)

    async def close(self) -> None:
        """Close the connections."""
        await self.pictures.close()
        await self._http.aclose()

    def _may_call(self, call: GraphCall) -> None:
        now = self.clock.now()
        rest = self.usage.wait(call.page, now, messages=call.messages)
        if rest:
            raise TryLater("the page rests after throttling", after=rest, whole_scope=True)
        if not call.repeatable and self.usage.is_silenced(call.page, now):
            raise Refused(Reason.BLOCKED, "the page publishes nothing until it has cooled down")

    def _request(self, call: GraphCall) -> httpx.Request:
        token = self._token(call.page)
        query = {**call.query, "appsecret_proof": appsecret_proof(token, self.settings.app_secret)}
        return self._http.build_request(
            call.method,
            f"{self.settings.graph_url.rstrip('/')}/{self.settings.version}/{call.path}",
            params=query,
            data=call.form,
            files=_source(call.picture),
            json=call.content,
            headers={"Authorization": f"Bearer {token}"},
        )

    def _token(self, page: str) -> str:
        token = self.settings.app_token if page == APPLICATION else self.settings.tokens.get(page, "")
        if not token:
            raise Refused(Reason.NOT_ALLOWED, f"no token for page {page}")
        return token

    def _note(self, call: GraphCall, response: httpx.Response) -> None:
        self.usage.note(call.page, response.headers, self.clock.now())
        self.clock_off = ahead_of(response.headers.get("date", ""), datetime.now(UTC))
        version = response.headers.get("facebook-api-version", "")
        if version and version != self.served_version:
            self.served_version = version
            if version != self.settings.version:
                log.warning("facebook.version_differs", wanted=self.settings.version, served=version[:20])

    def _answer(self, call: GraphCall, response: httpx.Response) -> Any:
        body = json_of(response.content)
        error = graph_error(response.status_code, body)
        if error:
            raise self._failure(call, error)
        if body is None or not response.is_success:
            raise _without_graph(call, response.status_code)
        self.usage.worked(call.page)
        self.refused.discard(call.page)
        return body

    def _failure(self, call: GraphCall, error: GraphError) -> Exception:
        log.info("facebook.call_failed", page=call.page, method=call.method, code=error.code, subcode=error.subcode)
        now, pause = self.clock.now(), None
        if error.meaning is Outcome.THROTTLED:
            pause = self.usage.throttled(call.page, error, now)
        if error.meaning is Outcome.TOKEN and call.page in self.settings.pages:
            self.refused.add(call.page)
        if error.meaning is Reason.BLOCKED:
            self.usage.silence(call.page, error, now)
        return error.failure(write=not call.repeatable, pause=pause)


def ahead_of(date: str, machine: datetime) -> timedelta | None:
    """How far the machine is ahead of a header `Date`; None for one that cannot be read. The bot's own clock may be a borrowed one."""
    try:
        return machine - parsedate_to_datetime(date)
    except (ValueError, TypeError):
        return None


def _source(picture: Picture | None) -> dict[str, tuple[str, bytes, str]] | None:
    """The picture as a part of the form, under a name that tells nothing."""
    return {"source": (f"bilde{picture.suffix}", picture.content, picture.media_type)} if picture else None


def _doubt(call: GraphCall, detail: str) -> TryLater | Unknown:
    return TryLater(detail) if call.repeatable else Unknown(detail)


def _without_graph(call: GraphCall, status: int) -> TryLater | Unknown:
    """What is no answer of the Graph API's: from a server in difficulties, or from a stranger."""
    is_strange = call.repeatable and status < 500
    return NotFacebook(f"http {status}") if is_strange else _doubt(call, f"http {status}")
