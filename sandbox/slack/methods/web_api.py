"""The Web API's front: tokens, rate limits, misfortunes, and the table of methods."""

import asyncio
from collections.abc import Callable

from aiohttp import web

from sandbox.people import APP
from sandbox.slack.methods import chat_methods, conversation_methods, file_methods, people_methods, view_methods
from sandbox.slack.methods.arguments import Arguments, read_arguments
from sandbox.slack.methods.backstage import Backstage
from sandbox.slack.methods.pace import Pace
from sandbox.slack.state.admin import NEEDED
from sandbox.slack.state.values import Call, Json, SlackError

Method = Callable[[Backstage, Arguments], Json]

METHODS: dict[str, Method] = {
    "auth.test": people_methods.auth_test,
    "blocks.validate": chat_methods.validate_blocks,
    "chat.delete": chat_methods.delete,
    "chat.getPermalink": chat_methods.get_permalink,
    "chat.postEphemeral": chat_methods.post_ephemeral,
    "chat.postMessage": chat_methods.post_message,
    "chat.update": chat_methods.update,
    "conversations.history": conversation_methods.history,
    "conversations.info": conversation_methods.info,
    "conversations.invite": conversation_methods.invite,
    "conversations.join": conversation_methods.join,
    "conversations.list": conversation_methods.list_channels,
    "conversations.members": conversation_methods.members,
    "conversations.open": conversation_methods.open_direct,
    "conversations.replies": conversation_methods.replies,
    "files.completeUploadExternal": file_methods.complete_upload,
    "files.delete": file_methods.delete_file,
    "files.getUploadURLExternal": file_methods.upload_url,
    "files.info": file_methods.file_info,
    "reactions.add": chat_methods.add_reaction,
    "reactions.remove": chat_methods.remove_reaction,
    "usergroups.list": people_methods.list_groups,
    "usergroups.users.list": people_methods.list_group_users,
    "users.info": people_methods.user_info,
    "users.list": people_methods.list_users,
    "views.open": view_methods.open_view,
    "views.publish": view_methods.publish_view,
    "views.push": view_methods.push_view,
    "views.update": view_methods.update_view,
}
UNAVAILABLE = "<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>"
_POSTS = ("chat.postMessage", "files.completeUploadExternal")
GARBLED = '{"ok": true, "channel": "C0'
_DENIALS = {"slack.post_then_fatal": "fatal_error", "slack.post_then_internal": "internal_error"}
_AFTERWARDS = (*_DENIALS, "slack.post_then_cut", "slack.post_then_503", "slack.post_then_garbled")


class Cut(Exception):
    """The connection breaks here."""


class WebApi:
    """Answers `/slack/api/<method>`. `calls` lists what was asked; `rate_limited` counts the answers with HTTP 429."""

    def __init__(self, stage: Backstage, pace: Pace, open_connection: Method) -> None:
        self._stage = stage
        self._pace = pace
        self._methods = METHODS | {"apps.connections.open": open_connection}
        self.calls: list[Call] = []
        self.rate_limited = 0
        self.slow_seconds = 1.0
        self.busy_seconds = 1

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call, or cut its connection."""
        method = request.match_info["method"]
        args = await read_arguments(request)
        try:
            response, error = await self._answer(method, args)
        except Cut:
            self.calls.append(Call(method, args.values, 0))
            if request.transport:
                request.transport.abort()
            return web.Response()
        self.calls.append(Call(method, args.values, response.status, error))
        return response

    async def _answer(self, method: str, args: Arguments) -> tuple[web.Response, str]:
        place = f"{method} {args.text('channel') or args.text('channel_id')}".strip()
        if self._strikes("slack.slow", place):
            await asyncio.sleep(self.slow_seconds)
        if self._strikes("slack.cut", place):
            raise Cut
        if self._strikes("slack.http_503", place):
            return _unavailable(), ""
        wait = (
            self.busy_seconds
            if self._strikes("slack.rate_limited", place)
            else self._pace.wait_seconds(method, args.text("channel"))
        )
        if wait:
            self.rate_limited += 1
            return self._told({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(wait)}), "ratelimited"
        answer = self._carried_out(method, args, place)
        if method in _POSTS and not answer[1] and self._strikes("slack.post_then_slow", place):
            await asyncio.sleep(self.slow_seconds)
        return answer

    def _carried_out(self, method: str, args: Arguments, place: str) -> tuple[web.Response, str]:
        try:
            if self._strikes("slack.internal_error", place):
                raise SlackError("internal_error")
            if method == "chat.postMessage" and self._strikes("slack.post_down", place):
                raise SlackError("service_unavailable")
            self._check_token(method, args.token)
            self._stage.workspace.admin.require(method)
            if code := self._stage.workspace.method_failures.get(method):
                raise self._failed(method, code)
            answer = {"ok": True} | self._methods[method](self._stage, args)
        except SlackError as error:
            return self._told({"ok": False, "error": error.code} | error.more), error.code
        if method in _POSTS:
            return self._spoilt(place) or (self._told(answer), "")
        return self._told(answer), ""

    def _check_token(self, method: str, token: str) -> None:
        if method not in self._methods:
            raise SlackError("unknown_method", req_method=method)
        if not token:
            raise SlackError("not_authed")
        if token not in (APP.slack_bot_token, APP.slack_app_token):
            raise SlackError("invalid_auth")
        wants_app = method == "apps.connections.open"
        if method != "auth.test" and wants_app != (token == APP.slack_app_token):
            raise SlackError("not_allowed_token_type")

    def _failed(self, method: str, code: str) -> SlackError:
        """A method that was told to fail; a missing scope is named, as Slack does."""
        if code != "missing_scope":
            return SlackError(code)
        return SlackError(code, needed=NEEDED.get(method, ""), provided=self._stage.workspace.admin.told())

    def _told(self, answer: Json, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
        scopes = {"X-OAuth-Scopes": self._stage.workspace.admin.told()}
        return web.json_response(answer, status=status, headers=scopes | (headers or {}))

    def _spoilt(self, place: str) -> tuple[web.Response, str] | None:
        """A misfortune on the way back, after something was posted."""
        struck = next((name for name in _AFTERWARDS if self._strikes(name, place)), "")
        if struck == "slack.post_then_cut":
            raise Cut
        if struck == "slack.post_then_garbled":
            return web.Response(text=GARBLED, content_type="application/json"), ""
        if denial := _DENIALS.get(struck):
            return self._told({"ok": False, "error": denial}), denial
        return (_unavailable(), "") if struck else None

    def _strikes(self, name: str, place: str) -> bool:
        return self._stage.faults.strikes(name, place)


def _unavailable() -> web.Response:
    return web.Response(status=503, text=UNAVAILABLE, content_type="text/html")
