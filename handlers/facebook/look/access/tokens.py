"""What a token opens that somebody was given at Meta, and the lasting tokens of pages in exchange for it.

A person's token of an hour becomes one of sixty days, and a page's token made from that never expires by itself
(https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived). A system user's gives the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.ports.cleaning import clean_text
from bot.ports.clock import Clock
from bot.ports.failures import TryLater
from handlers.facebook.ids import id_text, mapping
from handlers.facebook.look.access.trust import NEEDED_TASKS, SCOPES
from handlers.facebook.settings import FacebookSettings
from handlers.facebook.speak.client import APPLICATION, GraphClient

_GIVEN = "given"
_MOST_LISTS = 20


@dataclass(frozen=True)
class OwnPage:
    """A page with its own token, and which of the tasks that we need are missing."""

    id: str
    name: str
    token: str = field(repr=False)
    missing_tasks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opened:
    """What came of a token. `kind` is Facebook's word: PAGE, USER, SYSTEM_USER; empty for one that is dead (`subcode`).

    `missing_scopes` are permissions it lacks. `lasts` is False for a page's token that runs out.
    """

    kind: str
    pages: Sequence[OwnPage] = ()
    missing_scopes: tuple[str, ...] = ()
    lasts: bool = True
    subcode: str = ""
    of_app: str = ""


class Tokens:
    """Asks about tokens for one application. All may raise `Refused` and `TryLater`."""

    def __init__(self, settings: FacebookSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock

    async def app(self) -> None:
        """Return when Facebook takes the application's id and secret together."""
        await self._read("", "debug_token", input_token=self._settings.app_token)

    async def opened(self, token: str) -> Opened:
        """Look at a token, exchange it if it is a person's, and list its pages."""
        answer = await self._read("", "debug_token", input_token=token)
        about = mapping(answer.get("data"))
        if about.get("is_valid") is not True:
            return Opened("", subcode=id_text(mapping(about.get("error")).get("subcode")))
        found = Opened(id_text(about.get("type")), missing_scopes=_missing(about), of_app=self._foreign(about))
        if found.of_app:
            return found
        if found.kind == "PAGE":
            lasts = not about.get("expires_at")
            return replace(found, pages=[await self._itself(token)], lasts=lasts)
        lasting = await self._exchanged(token) if found.kind == "USER" else token
        return replace(found, pages=await self._pages(lasting))

    def _foreign(self, about: Mapping[str, Any]) -> str:
        own = id_text(about.get("app_id"))
        return own if own not in ("", self._settings.app_id) else ""

    async def _itself(self, token: str) -> OwnPage:
        return _page(await self._read(token, "me", fields="id,name,tasks"), token)

    async def _exchanged(self, token: str) -> str:
        answer = await self._read(
            "",
            "oauth/access_token",
            grant_type="fb_exchange_token",
            client_id=self._settings.app_id,
            client_secret=self._settings.app_secret,
            fb_exchange_token=token,
        )
        if not (lasting := id_text(answer.get("access_token"))):
            raise TryLater("no token in the answer")
        return lasting

    async def _pages(self, token: str) -> list[OwnPage]:
        found: list[OwnPage] = []
        after = ""
        for _ in range(_MOST_LISTS):
            more = {"after": after} if after else {}
            answer = await self._read(token, "me/accounts", fields="id,name,access_token,tasks", limit="100", **more)
            data = answer.get("data")
            nodes = [node for node in data if isinstance(node, dict)] if isinstance(data, list) else []
            found += [_page(node, id_text(node.get("access_token"))) for node in nodes]
            paging = mapping(answer.get("paging"))
            after = id_text(mapping(paging.get("cursors")).get("after")) if paging.get("next") else ""
            if not after:
                break
        return [page for page in found if page.id and page.token]

    async def _read(self, token: str, path: str, **query: str) -> dict[str, Any]:
        """One call with the token, or as the application when there is none."""
        given = replace(self._settings, pages={_GIVEN: _GIVEN}, tokens={_GIVEN: token} if token else {})
        client = GraphClient(given, self._clock)
        try:
            return await client.get(_GIVEN if token else APPLICATION, path, **query)
        finally:
            await client.close()


def _missing(about: Mapping[str, Any]) -> tuple[str, ...]:
    granted = about.get("scopes")
    return tuple(scope for scope in SCOPES if scope not in granted) if isinstance(granted, list) else ()


def _page(node: Mapping[str, Any], token: str) -> OwnPage:
    tasks = node.get("tasks")
    missing = tuple(task for task in NEEDED_TASKS if task not in tasks) if isinstance(tasks, list) else ()
    return OwnPage(id_text(node.get("id")), clean_text(str(node.get("name") or "")), token, missing)
