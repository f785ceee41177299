"""What a page token is worth: whether we may believe what it shows, and what an operator must mend.

An empty list is only empty when the token is the page's own: with a person's token Facebook answers 200 and shows nothing,
and without the right to moderate it leaves out the ids. So a look that finds nothing asks here first.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.ports import Refused, Trouble, TryLater
from handlers.facebook.client import APPLICATION, GraphClient, address
from handlers.facebook.ids import from_seconds, id_text, mapping
from handlers.facebook.nodes import TASK_FIELDS, Answer
from handlers.facebook.subscribe import needed_fields

log = structlog.get_logger(__name__)

BELIEVED_FOR = timedelta(minutes=10)
WARN_BEFORE = timedelta(days=14)
SCOPES = (
    "pages_show_list",
    "pages_read_engagement",
    "pages_read_user_content",
    "pages_manage_engagement",
    "pages_manage_metadata",
    "pages_messaging",
)
TASKS = ("MODERATE", "MESSAGING")
MISLEADING = {"facebook_token_dead", "facebook_token_type", "facebook_token_foreign", "facebook_moderate_missing"}
"""Troubles that make an empty answer worthless."""


def trouble(name: str, page: str, **values: str) -> Trouble:
    """A trouble of one page; the words for it stand in the text files under `trouble.<name>`."""
    return Trouble(name, f"trouble.{name}", (("page", page), *values.items()))


class Trust:
    """Examines tokens; a good result is believed for ten minutes."""

    def __init__(self, client: GraphClient) -> None:
        self._client = client
        self._good_until: dict[str, datetime] = {}

    def believes(self, page: str) -> bool:
        """Whether the token has been examined lately."""
        now = self._client.clock.now()
        return self._good_until.get(page, now) > now

    async def require(self, page: str, tasks: Answer = None) -> None:
        """Return when what the token shows can be believed. Raises `TryLater` otherwise, also when it cannot be examined.

        `tasks` is what a batch has told of the page's tasks, if it was asked.
        """
        now = self._client.clock.now()
        if self.believes(page):
            return
        try:
            missing = _missing_tasks(page, tasks) if isinstance(tasks, dict) else await self._tasks(page)
            found = [*await self._token(page), *missing]
        except Refused as refusal:
            raise TryLater(f"the token cannot be examined: {refusal.detail}") from refusal
        misleading = sorted(each.name for each in found if each.name in MISLEADING)
        if misleading:
            log.warning("facebook.not_trusted", page=page, troubles=misleading)
            raise TryLater(f"what the token shows cannot be believed: {', '.join(misleading)}")
        self._good_until[page] = now + BELIEVED_FOR

    async def troubles(self, page: str) -> list[Trouble]:
        """Everything that is wrong with one page, as far as Facebook answers."""
        if not self._client.settings.tokens.get(page):
            return [trouble("facebook_token_missing", page)]
        found: list[Trouble] = []
        try:
            for examine in (self._token, self._tasks, self._subscription):
                found += await examine(page)
                if any(each.name == "facebook_token_dead" for each in found):
                    break
        except (Refused, TryLater) as failure:
            # What was found before usually explains it; only an unexplained failure is news.
            return found or [trouble("facebook_unreachable", page, detail=failure.detail)]
        return found

    async def _token(self, page: str) -> list[Trouble]:
        settings = self._client.settings
        answer = await self._client.get(APPLICATION, "debug_token", input_token=settings.tokens.get(page, ""))
        token = mapping(answer.get("data"))
        if token.get("is_valid") is not True:
            subcode = id_text(mapping(token.get("error")).get("subcode"))
            return [trouble("facebook_token_dead", page, subcode=subcode or "-")]
        return [*self._identity(page, token), *_scopes(page, token), *self._expiry(page, token)]

    def _identity(self, page: str, token: Mapping[str, Any]) -> Iterator[Trouble]:
        kind, settings = id_text(token.get("type")), self._client.settings
        if kind != "PAGE":
            yield trouble("facebook_token_type", page, type=kind or "-")
        elif id_text(token.get("profile_id")) not in ("", settings.pages[page]):
            yield trouble("facebook_token_foreign", page, belongs_to=id_text(token.get("profile_id")))
        if id_text(token.get("app_id")) not in ("", settings.app_id):
            yield trouble("facebook_token_foreign", page, belongs_to=id_text(token.get("app_id")))

    def _expiry(self, page: str, token: Mapping[str, Any]) -> Iterator[Trouble]:
        """Two clocks run; the earlier decides, and 0 means that it stands still."""
        names = ("expires_at", "data_access_expires_at")
        ends = [moment for name in names if token.get(name) and (moment := from_seconds(token.get(name)))]
        if ends and min(ends) - self._client.clock.now() < WARN_BEFORE:
            yield trouble("facebook_token_expires", page, at=min(ends).isoformat())

    async def _tasks(self, page: str) -> list[Trouble]:
        """Which tasks the person behind the token has; where Facebook does not tell, withheld ids will (see `nodes.lists`)."""
        try:
            answer = await self._client.get(page, address(self._client.page_id(page)), fields=TASK_FIELDS)
        except Refused:
            return []
        return _missing_tasks(page, answer)

    async def _subscription(self, page: str) -> list[Trouble]:
        settings = self._client.settings
        if settings.intake == "poll":
            return []
        answer = await self._client.get(page, address(self._client.page_id(page), "subscribed_apps"))
        data = answer.get("data")
        apps = [app for app in data if isinstance(app, dict)] if isinstance(data, list) else []
        ours = next((app for app in apps if id_text(app.get("id")) == settings.app_id), {})
        missing = needed_fields() - set(map(id_text, ours.get("subscribed_fields") or []))
        return [trouble("facebook_not_subscribed", page, fields=", ".join(sorted(missing)))] if missing else []


def _missing_tasks(page: str, answer: Mapping[str, Any]) -> list[Trouble]:
    tasks = answer.get("tasks")
    missing = [task for task in TASKS if task not in tasks] if isinstance(tasks, list) else []
    return [trouble(f"facebook_{task.lower()}_missing", page, task=task) for task in missing]


def _scopes(page: str, token: Mapping[str, Any]) -> Iterator[Trouble]:
    granted = token.get("scopes")
    missing = [scope for scope in SCOPES if scope not in granted] if isinstance(granted, list) else []
    if missing:
        yield trouble("facebook_scope_missing", page, scopes=", ".join(missing))
