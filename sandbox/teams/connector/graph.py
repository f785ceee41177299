"""Graph, as far as a bot with `ChannelMessage.Read.Group` may use it: a channel's messages, a thread's replies, a tag's members."""

import json
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from sandbox.faults import Faults
from sandbox.teams.state.names import APP_ID, GROUP, HANDLE_OF_CHANNEL, MEMBERS_OF_TAG, person_guid
from sandbox.teams.state.tenant import Tenant
from sandbox.teams.state.values import ADAPTIVE, Json, SimMessage
from sandbox.teams.wires.signing import Notary

PREFIX = "/teams/graph/v1.0"
_PAGE = 50


class Graph:
    """Answers reads. `group_failures` are codes that are answered instead of a tag's members, by the tag."""

    def __init__(self, tenant: Tenant, notary: Notary, faults: Faults) -> None:
        self._tenant = tenant
        self._notary = notary
        self._faults = faults
        self.group_failures: dict[str, str] = {}

    def routes(self) -> list[web.AbstractRouteDef]:
        """The addresses."""
        channel = f"{PREFIX}/teams/{{group}}/channels/{{channel}}/messages"
        return [
            web.get(channel, self._messages),
            web.get(f"{channel}/{{root}}/replies", self._messages),
            web.get(f"{PREFIX}/teams/{{group}}/tags/{{tag}}/members", self._tag),
        ]

    async def _messages(self, request: web.Request) -> web.Response:
        if refused := self._refused(request, "messages"):
            return refused
        if not self._tenant.reads_threads:
            return _error(403, "Forbidden")
        channel = HANDLE_OF_CHANNEL.get(unquote(request.match_info["channel"]), "")
        root = request.match_info.get("root", "")
        if channel not in self._tenant.channels or (root and self._tenant.message(channel, root) is None):
            return _error(404, "NotFound")
        there = [one for one in self._tenant.messages(channel) if one.thread_ts == root]
        newest = [self._told(one) for one in reversed(there)]
        return _paged(request, newest)

    async def _tag(self, request: web.Request) -> web.Response:
        if refused := self._refused(request, "tag"):
            return refused
        tag = request.match_info["tag"]
        if code := self.group_failures.get(tag):
            return _error(404 if code == "NotFound" else 403, code)
        if tag not in MEMBERS_OF_TAG:
            return _error(404, "NotFound")
        there = [one for one in MEMBERS_OF_TAG[tag] if one in self._tenant.members]
        return web.json_response({"value": [{"userId": person_guid(one)} for one in there]})

    def _refused(self, request: web.Request, what: str) -> web.Response | None:
        if not self._notary.is_good(request.headers.get("Authorization", "")):
            return _error(401, "InvalidAuthenticationToken")
        if self._faults.strikes("teams.graph_down", what):
            return _error(503, "ServiceUnavailable")
        return None if request.match_info["group"] == GROUP else _error(404, "NotFound")

    def _told(self, message: SimMessage) -> Json:
        attached = (
            [{"id": "1", "contentType": ADAPTIVE, "content": json.dumps(message.content)}] if message.content else []
        )
        changed = message.edited_at or message.at
        return {
            "id": message.ts,
            "replyToId": message.thread_ts or None,
            "messageType": "message",
            "createdDateTime": message.at.isoformat(),
            "lastModifiedDateTime": changed.isoformat(),
            "lastEditedDateTime": message.edited_at.isoformat() if message.edited_at else None,
            "deletedDateTime": None,
            "from": self._author(message),
            "body": {"contentType": "html", "content": message.html or message.text},
            "attachments": [*attached, *message.attachments],
            "mentions": [_mention(number, one) for number, one in enumerate(message.mentions)],
        }

    def _author(self, message: SimMessage) -> Json:
        if message.by_bot:
            return {"user": None, "application": {"id": APP_ID, "displayName": "Svarvakt"}}
        return {
            "application": None,
            "user": {"id": person_guid(message.user), "displayName": self._tenant.name(message.user)},
        }


def _mention(number: int, told: Json) -> Json:
    if told.get("bot"):
        return {"id": number, "mentioned": {"application": {"id": APP_ID}}}
    return {"id": number, "mentioned": {"user": {"id": told["aadObjectId"]}}}


def _paged(request: web.Request, listed: list[Any]) -> web.Response:
    first = int(request.query.get("skip", "0"))
    body: Json = {"value": listed[first : first + _PAGE]}
    if first + _PAGE < len(listed):
        body["@odata.nextLink"] = str(request.url.update_query(skip=str(first + _PAGE)))
    return web.json_response(body)


def _error(status: int, code: str) -> web.Response:
    return web.json_response({"error": {"code": code, "message": ""}}, status=status)
