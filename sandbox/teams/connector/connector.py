"""The Bot Connector: what a bot may call to post, change and delete, and to learn who is there."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from sandbox.faults import Faults
from sandbox.teams.connector.checks import checked
from sandbox.teams.state.names import (
    BOT,
    HANDLE_OF_CHANNEL,
    HANDLE_OF_PERSON,
    TENANT,
    THREAD,
    account,
    person_guid,
)
from sandbox.teams.state.tenant import Tenant
from sandbox.teams.state.values import ConnectorError, Json, SimMessage
from sandbox.teams.wires.signing import Notary

PREFIX = "/teams/connector/v3"
PERSONAL = "a:"
LIMIT = 60  # calls that write to one channel with all its threads, within thirty seconds
WITHIN_SECONDS = 30

Answer = tuple[int, Any]
Handler = Callable[[web.Request, Any], Awaitable[Answer]]


@dataclass(frozen=True)
class Spot:
    """Where a conversation's id leads: a channel by the sandbox's name, or a personal chat (`person`), and the thread's root."""

    channel: str
    thread: str = ""
    person: str = ""


def spot(conversation: str, tenant: Tenant) -> Spot:
    """The place with this id. Raises `ConnectorError`."""
    if conversation.startswith(PERSONAL):
        person = conversation.removeprefix(PERSONAL)
        if person in tenant.people:
            return Spot(conversation, person=person)
    bare, _, root = conversation.partition(THREAD)
    channel = HANDLE_OF_CHANNEL.get(bare, "")
    if channel not in tenant.channels or (root and tenant.message(channel, root) is None):
        raise ConnectorError(404, "ConversationNotFound", "Conversation not found.")
    return Spot(channel, root)


class Connector:
    """Answers the bot's calls. `calls` are method, place and status of each, oldest first; `limited` how many were 429."""

    def __init__(self, tenant: Tenant, notary: Notary, faults: Faults) -> None:
        self._tenant = tenant
        self._notary = notary
        self._faults = faults
        self._writes: dict[str, list[float]] = {}
        self.slow_seconds = 1.0
        self.busy_seconds = 1
        self.calls: list[tuple[str, str, int]] = []
        self.limited = 0

    def routes(self) -> list[web.AbstractRouteDef]:
        """The addresses."""
        there = f"{PREFIX}/conversations/{{id}}"
        ways: list[tuple[str, str, str, Handler]] = [
            ("POST", f"{PREFIX}/conversations", "begin", self._begin),
            ("POST", f"{there}/activities", "post", self._post),
            ("PUT", f"{there}/activities/{{activity}}", "update", self._update),
            ("DELETE", f"{there}/activities/{{activity}}", "delete", self._delete),
            ("GET", f"{there}/pagedmembers", "members", self._members),
            ("GET", f"{there}/members/{{member}}", "member", self._member),
        ]
        return [web.route(method, path, self._guarded(name, handler)) for method, path, name, handler in ways]

    def _guarded(self, name: str, handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def answered(request: web.Request) -> web.StreamResponse:
            asked = await request.json() if request.can_read_body else {}
            place = f"{name} {_place(request, asked)}".strip()
            try:
                self._admit(request.headers.get("Authorization", ""))
                status, body = await self._answer(place, partial(handler, request, asked))
            except ConnectorError as error:
                status, body = error.status, {"error": {"code": error.code, "message": error.message}}
                if error.retry_after is not None:
                    self.calls.append((name, place, status))
                    return web.json_response(body, status=status, headers={"Retry-After": str(error.retry_after)})
            self.calls.append((name, place, status))
            if status == 0:
                return _broken_off(request)
            return web.json_response(body, status=status) if body is not None else web.Response(status=status)

        return answered

    def _admit(self, authorization: str) -> None:
        if not self._notary.is_good(authorization):
            raise ConnectorError(401, "Unauthorized", "Authorization has been denied for this request.")

    async def _answer(self, place: str, done: Callable[[], Awaitable[Answer]]) -> Answer:
        self._befall_before(place)
        if self._faults.strikes("teams.cut", place):
            return 0, None
        answer = await done()
        if place.startswith(("begin", "post")):
            return await self._befall_after(place, answer)
        return answer

    def _befall_before(self, place: str) -> None:
        """Nothing is done, and Teams says so."""
        for name, status, code in (
            ("teams.precondition_failed", 412, "PreconditionFailed"),
            ("teams.bad_gateway", 502, "BadGateway"),
            ("teams.unavailable", 503, "ServiceUnavailable"),
            ("teams.server_error", 500, "ServiceError"),
        ):
            if self._faults.strikes(name, place):
                raise ConnectorError(status, code)
        if self._faults.strikes("teams.throttled", place):
            self.limited += 1
            raise ConnectorError(429, "Throttled", retry_after=self.busy_seconds)

    async def _befall_after(self, place: str, answer: Answer) -> Answer:
        """It is done, and the answer goes astray."""
        if self._faults.strikes("teams.post_then_cut", place):
            return 0, None
        if self._faults.strikes("teams.post_then_502", place):
            raise ConnectorError(502, "BadGateway")
        if self._faults.strikes("teams.post_then_slow", place):
            await asyncio.sleep(self.slow_seconds)
        return answer

    async def _begin(self, request: web.Request, body: Any) -> Answer:  # noqa: ARG002 - the shape of a handler
        """A thread in a channel, or a chat with one person."""
        if body.get("tenantId") != TENANT:
            raise ConnectorError(400, "BadSyntax", "tenantId")
        if not body.get("isGroup"):
            handles = [HANDLE_OF_PERSON.get(str(one.get("id"))) for one in body.get("members") or ()]
            if len(handles) != 1 or handles[0] not in self._tenant.members:
                raise ConnectorError(403, "BotNotInConversationRoster")
            return 201, {"id": f"{PERSONAL}{handles[0]}"}
        if not isinstance(body.get("activity"), dict):
            raise ConnectorError(400, "BadSyntax", "activity")
        wanted = _wanted(body)
        there = spot(wanted, self._tenant)
        posted = self._put(there, body["activity"])
        return 201, {"id": f"{wanted}{THREAD}{posted.ts}", "activityId": posted.ts}

    async def _post(self, request: web.Request, body: Any) -> Answer:
        return 201, {"id": self._put(self._spot(request), body).ts}

    async def _update(self, request: web.Request, body: Any) -> Answer:
        checked(body)
        message = self._own(request)
        self._paced(message.channel)
        first = message.first_content or message.content
        self._tenant.put(replace(message, **_shown(body), first_content=first))
        return 200, {"id": message.ts}

    async def _delete(self, request: web.Request, body: Any) -> Answer:  # noqa: ARG002 - the shape of a handler
        self._tenant.take_away(self._own(request))
        return 200, None

    async def _members(self, request: web.Request, body: Any) -> Answer:  # noqa: ARG002 - the shape of a handler
        self._spot(request)
        first, size = int(request.query.get("continuationToken", "0")), int(request.query.get("pageSize", "50"))
        handles = sorted(self._tenant.members)
        size = min(max(size, 50), 500)
        page = {"members": [self._account(one) for one in handles[first : first + size]]}
        more = {"continuationToken": str(first + size)} if first + size < len(handles) else {}
        return 200, page | more

    async def _member(self, request: web.Request, body: Any) -> Answer:  # noqa: ARG002 - the shape of a handler
        self._spot(request)
        handle = HANDLE_OF_PERSON.get(request.match_info["member"], "")
        if handle not in self._tenant.members:
            raise ConnectorError(404, "MemberNotFoundInConversation")
        return 200, self._account(handle)

    def _account(self, handle: str) -> Json:
        name = self._tenant.name(handle)
        return {
            "id": account(handle),
            "objectId": person_guid(handle),
            "name": name,
            "userPrincipalName": f"{name.lower().replace(' ', '.')}@solvik.example",
            "tenantId": TENANT,
            "userRole": "user",
        }

    def _put(self, there: Spot, activity: Any) -> SimMessage:
        checked(activity)
        self._paced(there.channel)
        number, at = self._tenant.next_id()
        message = SimMessage(there.channel, number, BOT, at, thread_ts=there.thread, by_bot=True, **_shown(activity))
        if there.person:
            self._tenant.tell(there.person, message.text)
        return self._tenant.put(message)

    def _paced(self, channel: str) -> None:
        """Teams counts a channel with all its threads as one."""
        now = self._tenant.clock.now().timestamp()
        recent = [moment for moment in self._writes.get(channel, ()) if moment > now - WITHIN_SECONDS]
        if len(recent) >= LIMIT:
            self.limited += 1
            raise ConnectorError(429, "Throttled", retry_after=2)
        self._writes[channel] = [*recent, now]

    def _spot(self, request: web.Request) -> Spot:
        return spot(unquote(request.match_info["id"]), self._tenant)

    def _own(self, request: web.Request) -> SimMessage:
        message = self._tenant.message(self._spot(request).channel, request.match_info["activity"])
        if message is None:
            raise ConnectorError(404, "ActivityNotFoundInConversation")
        if not message.by_bot:
            raise ConnectorError(403, "Forbidden")
        return message


def _shown(activity: Any) -> dict[str, Any]:
    content = next((one.get("content") for one in activity.get("attachments") or ()), None)
    return {"text": str(activity.get("text") or activity.get("summary") or ""), "content": content}


def _place(request: web.Request, asked: Any) -> str:
    bare = unquote(request.match_info.get("id") or _wanted(asked)).partition(THREAD)[0]
    return HANDLE_OF_CHANNEL.get(bare, bare)


def _wanted(body: Any) -> str:
    """The channel in which a thread is to begin."""
    return str(((body.get("channelData") or {}).get("channel") or {}).get("id") or "")


def _broken_off(request: web.Request) -> web.StreamResponse:
    if request.transport:
        request.transport.abort()
    return web.Response()
