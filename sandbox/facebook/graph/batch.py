"""Batch calls: up to fifty calls in one POST, each answered, counted and refused on its own."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from sandbox.facebook.graph.call import Answer, GraphCall, text, unpacked
from sandbox.facebook.graph.errors import bad_parameter
from sandbox.facebook.wire import dump

HIGHEST_COUNT = 50


async def answer_batch(call: GraphCall, answer: Callable[[GraphCall], Awaitable[Answer]]) -> list[dict[str, Any]]:
    """The answers in the order of the calls; one that fails does not fail the others."""
    items = unpacked(call.params.get("batch"))
    if not isinstance(items, list) or not items:
        raise bad_parameter("Param batch must be an array")
    if len(items) > HIGHEST_COUNT:
        raise bad_parameter(f"Too many requests in batch message. Maximum batch size is {HIGHEST_COUNT}")
    return [_told(await answer(_call(call, item)), headers=_wants_headers(call)) for item in items]


def split_path(path: str) -> tuple[str, tuple[str, ...]]:
    """The version in front (empty if none) and the other segments."""
    segments = tuple(segment for segment in path.split("/") if segment)
    if segments and segments[0].startswith("v") and segments[0][1:].replace(".", "").isdigit():
        return segments[0], segments[1:]
    return "", segments


def _call(outer: GraphCall, item: Mapping[str, Any]) -> GraphCall:
    address = urlsplit(str(item.get("relative_url", "")))
    params: dict[str, Any] = {"access_token": outer.token, "appsecret_proof": text(outer.params, "appsecret_proof")}
    own = dict(parse_qsl(address.query)) | dict(parse_qsl(str(item.get("body") or "")))
    if "access_token" in own:
        del params["appsecret_proof"]
    method = str(item.get("method", "GET")).upper()
    return GraphCall(method, split_path(address.path)[1], params | own, outer.base_url)


def _told(answer: Answer, *, headers: bool) -> dict[str, Any]:
    told: dict[str, Any] = {"code": answer.status, "body": dump(answer.body).decode()}
    if headers:
        own = {"Content-Type": "text/javascript; charset=UTF-8", **answer.headers}
        told["headers"] = [{"name": name, "value": value} for name, value in own.items()]
    return told


def _wants_headers(call: GraphCall) -> bool:
    return text(call.params, "include_headers").lower() != "false"
