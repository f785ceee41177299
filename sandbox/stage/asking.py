"""What the demo page asks for: a small JSON object by POST. Wrong and late wishes get a code, never a sentence."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

Json = dict[str, Any]
GONE, NOT_POSSIBLE = "gone", "not_possible"


@dataclass(frozen=True)
class Asked:
    """One wish. What is missing or has the wrong shape raises ValueError."""

    body: Json

    def needed(self, name: str) -> str:
        """A text that must be there and say something."""
        if not (found := self.text(name)).strip():
            raise ValueError(f"{name} is missing")
        return found

    def text(self, name: str) -> str:
        """A text, or empty."""
        found = self.body.get(name) or ""
        if not isinstance(found, str):
            raise ValueError(f"{name} must be a text")
        return found

    def number(self, name: str) -> int:
        """A whole number from 0 that must be there."""
        found = self.body.get(name)
        if not isinstance(found, int) or isinstance(found, bool) or found < 0:
            raise ValueError(f"{name} must be a number")
        return found

    def flag(self, name: str) -> bool:
        """Whether something is asked for."""
        return self.body.get(name) is True

    def filled(self, name: str) -> Mapping[str, str | list[str]]:
        """Fields of a form by key: texts, or lists of texts."""
        found = self.body.get(name) or {}
        if not isinstance(found, dict) or not all(isinstance(value, str | list) for value in found.values()):
            raise ValueError(f"{name} must be texts by key")
        return found


Deed = Callable[[Asked], Awaitable[Json]]


def gesture(path: str, deed: Deed) -> web.AbstractRouteDef:
    """Do `deed` for each POST to `path`: 404 for what is not there any more, 400 for what nobody could do."""

    async def take(request: web.Request) -> web.Response:
        try:
            return web.json_response(await deed(await _asked(request)))
        except KeyError:
            return web.json_response({"error": GONE}, status=404)
        except ValueError:
            return web.json_response({"error": NOT_POSSIBLE}, status=400)

    return web.post(path, take)


async def _asked(request: web.Request) -> Asked:
    """Only JSON is taken: no other web page can send that here without the browser asking us first."""
    if request.content_type != "application/json":
        raise ValueError("only JSON is taken")
    body = await request.json()
    if not isinstance(body, dict):
        raise ValueError("a JSON object is needed")
    return Asked(body)
