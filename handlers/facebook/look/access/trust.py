"""What a page token is worth: whether we may believe what it shows, and what an operator must mend.

An empty list is only empty when the token is the page's own: with a person's token Facebook answers 200 and shows nothing,
and without the right to moderate it leaves out the ids. So a look that finds nothing asks here first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.log import Log
from bot.ports.failures import Refused, TryLater
from bot.ports.health import Health, Trouble, health_of, together
from handlers.facebook.ids import from_seconds, id_text, mapping
from handlers.facebook.look.nodes import TASK_FIELDS, Answer
from handlers.facebook.speak.client import APPLICATION, GraphClient, address
from handlers.facebook.speak.errors import DeadToken, NotFacebook
from handlers.facebook.speak.subscribe import needed_fields
from handlers.facebook.troubles import OF_PAGE, SUBSCRIPTION, TASKS, TOKEN, WRONG_ADDRESS, marks, trouble

log = Log(__name__)

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
NEEDED_TASKS = ("MODERATE", "MESSAGING")
MISLEADING = {
    "facebook_app_refused",
    "facebook_token_dead",
    "facebook_token_type",
    "facebook_token_foreign",
    "facebook_token_of_app",
    "facebook_moderate_missing",
}
"""Troubles that make an empty answer worthless."""
NO_MORE = {"facebook_app_refused", "facebook_token_dead"}  # with these nothing else can be found out


class Trust:
    """Examines tokens; a good result is believed for ten minutes. `ends` is when each runs out that does, by page."""

    def __init__(self, client: GraphClient) -> None:
        self._client = client
        self._good_until: dict[str, datetime] = {}
        self.ends: dict[str, datetime] = {}

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
            told = _tasks_told(page, tasks) if isinstance(tasks, dict) else await self._tasks(page)
            found = together([await self._token(page), told]).troubles
        except Refused as refusal:
            raise TryLater(f"the token cannot be examined: {refusal.detail}") from refusal
        misleading = sorted(each.name for each in found if each.name in MISLEADING)
        if misleading:
            log.warning("facebook.not_trusted", page=page, troubles=misleading)
            raise TryLater(f"what the token shows cannot be believed: {', '.join(misleading)}")
        self._good_until[page] = now + BELIEVED_FOR

    async def health(self, page: str) -> Health:
        """Everything that is wrong with one page's token, rights and subscription, as far as Facebook answers."""
        if not self._client.settings.tokens.get(page):
            return Health((trouble("facebook_token_missing", page),))
        parts: list[Health] = []
        try:
            for examine in (self._token, self._tasks, self._subscription):
                parts += [await examine(page), health_of((), marks(["unreachable"], page))]
                if any(each.name in NO_MORE for each in parts[0].troubles):
                    break
        except DeadToken as dead:
            parts.append(Health((trouble("facebook_token_dead", page, subcode=dead.code),)))
        except (Refused, TryLater) as failure:
            parts.append(Health(tuple(_unexplained(page, failure, together(parts)))))
        return together(parts)

    async def _token(self, page: str) -> Health:
        settings = self._client.settings
        try:
            answer = await self._client.get(APPLICATION, "debug_token", input_token=settings.tokens.get(page, ""))
        except (DeadToken, Refused) as refusal:  # it is our own id and secret that were not taken
            return health_of([trouble("facebook_app_refused", "", detail=refusal.detail)], [])
        token = mapping(answer.get("data"))
        if token.get("is_valid") is not True:
            subcode = id_text(mapping(token.get("error")).get("subcode"))
            # Nothing more can be known of a dead token, also not that the rest of it is well.
            return health_of([trouble("facebook_token_dead", page, subcode=subcode or "-")], marks(TOKEN[:1], page))
        found = [*self._identity(page, token), *_scopes(page, token), *self._expiry(page, token)]
        return health_of(found, [*marks(TOKEN, page), *marks(["app_refused"], "")])

    def _identity(self, page: str, token: Mapping[str, Any]) -> Iterator[Trouble]:
        kind, settings = id_text(token.get("type")), self._client.settings
        if kind != "PAGE":
            yield trouble("facebook_token_type", page, type=kind or "-")
        elif id_text(token.get("profile_id")) not in ("", settings.pages[page]):
            yield trouble(
                "facebook_token_foreign",
                page,
                belongs_to=id_text(token.get("profile_id")),
                expected=settings.pages[page],
            )
        if id_text(token.get("app_id")) not in ("", settings.app_id):
            yield trouble(
                "facebook_token_of_app", page, belongs_to=id_text(token.get("app_id")), expected=settings.app_id
            )

    def _expiry(self, page: str, token: Mapping[str, Any]) -> Iterator[Trouble]:
        """Two clocks run; the earlier decides, and 0 means that it stands still."""
        names = ("expires_at", "data_access_expires_at")
        ends = [moment for name in names if token.get(name) and (moment := from_seconds(token.get(name)))]
        self.ends.pop(page, None)
        if ends:
            self.ends[page] = min(ends)
        if ends and min(ends) - self._client.clock.now() < WARN_BEFORE:
            yield trouble("facebook_token_expires", page, at=min(ends).isoformat())

    async def _tasks(self, page: str) -> Health:
        """Which tasks the person behind the token has; where Facebook does not tell, withheld ids will (see `nodes.lists`)."""
        try:
            answer = await self._client.get(page, address(self._client.page_id(page)), fields=TASK_FIELDS)
        except Refused:
            return Health()
        return together([_tasks_told(page, answer), self._page_told(page, answer)])

    def _page_told(self, page: str, answer: Mapping[str, Any]) -> Health:
        """Whether it is the page we take it for, and whether citizens can see it."""
        ours, theirs = self._client.settings.names.get(page, ""), str(answer.get("name") or "")
        found = []
        if ours and theirs and plainly(ours) != plainly(theirs):
            found.append(trouble("facebook_page_name", page, ours=ours, found=theirs))
        if answer.get("is_published") is False:
            found.append(trouble("facebook_unpublished", page))
        return health_of(found, marks(OF_PAGE, page))

    async def _subscription(self, page: str) -> Health:
        settings, settled = self._client.settings, marks(SUBSCRIPTION, page)
        if settings.intake == "poll":
            return health_of((), settled)
        answer = await self._client.get(page, address(self._client.page_id(page), "subscribed_apps"))
        data = answer.get("data")
        apps = [app for app in data if isinstance(app, dict)] if isinstance(data, list) else []
        ours = next((app for app in apps if id_text(app.get("id")) == settings.app_id), {})
        missing = needed_fields() - set(map(id_text, ours.get("subscribed_fields") or []))
        told = ", ".join(sorted(missing))
        return health_of([trouble("facebook_not_subscribed", page, fields=told)] if missing else [], settled)


def plainly(name: str) -> str:
    """A name without what people do not see when they compare: case, and blanks before, behind and in a row."""
    return " ".join(name.casefold().split())


def _tasks_told(page: str, answer: Mapping[str, Any]) -> Health:
    tasks = answer.get("tasks")
    if not isinstance(tasks, list):
        return Health()
    missing = [task for task in NEEDED_TASKS if task not in tasks]
    found = [trouble(f"facebook_{task.lower()}_missing", page, task=task) for task in missing]
    return health_of(found, marks(TASKS, page))


def _scopes(page: str, token: Mapping[str, Any]) -> Iterator[Trouble]:
    granted = token.get("scopes")
    missing = [scope for scope in SCOPES if scope not in granted] if isinstance(granted, list) else []
    if missing:
        yield trouble("facebook_scope_missing", page, scopes=", ".join(missing))


def _unexplained(page: str, failure: Refused | TryLater, before: Health) -> Iterator[Trouble]:
    """What was found before usually explains a failure, and a page that rests is not out of reach."""
    rests = isinstance(failure, TryLater) and failure.whole_scope
    if not rests and not any(found.manner.stops for found in before.troubles):
        yield _unreachable(page, failure)


def _unreachable(page: str, failure: Refused | TryLater) -> Trouble:
    """Nobody answers, or somebody else does: the same trouble, to be mended in another place."""
    found = trouble("facebook_unreachable", page, detail=failure.detail)
    return replace(found, text_key=WRONG_ADDRESS) if isinstance(failure, NotFacebook) else found
