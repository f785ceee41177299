"""Access tokens: what kind they are, whose page they speak for, what they may, and until when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sandbox.facebook.graph.errors import GraphError, bad_token
from sandbox.people import APP, PAGES

ADMIN_ID = "9911000000000001"
ADMIN_NAME = "Solvik administrator"
USER_TOKEN = "USER-TOKEN-admin"  # noqa: S105 - invented, opens nothing
SHORT_USER_TOKEN = "SHORT-TOKEN-admin"  # noqa: S105 - invented, opens nothing
SYSTEM_TOKEN = "SYSTEM-TOKEN-solvik"  # noqa: S105 - invented, opens nothing
APP_TOKEN = f"{APP.facebook_id}|{APP.facebook_secret}"

LONG_LIVED = timedelta(days=60)
SHORT_LIVED = timedelta(hours=2)

TASKS = frozenset({"MANAGE", "CREATE_CONTENT", "MODERATE", "MESSAGING", "ADVERTISE", "ANALYZE"})
SCOPES = (
    "pages_show_list",
    "pages_read_engagement",
    "pages_read_user_content",
    "pages_manage_engagement",
    "pages_manage_metadata",
    "pages_manage_posts",
    "pages_messaging",
    "business_management",
)


@dataclass(frozen=True)
class Token:
    """`kind` is PAGE, USER, SYSTEM_USER or APP; `page_id` is set for page tokens only. None as a time means never.

    `broken_subcode` tells why the token is dead: 0 for no reason given, None while it lives.
    """

    value: str
    kind: str
    page_id: str = ""
    issued_at: datetime | None = None
    expires_at: datetime | None = None
    data_access_expires_at: datetime | None = None
    tasks: frozenset[str] = TASKS
    scopes: tuple[str, ...] = SCOPES
    broken_subcode: int | None = None

    def is_valid(self, now: datetime) -> bool:
        """Whether calls with it are answered."""
        return self.broken_subcode is None and (self.expires_at is None or now < self.expires_at)


class Tokens:
    """All tokens that were ever issued, by value. Page tokens come from a system user and never expire by themselves."""

    def __init__(self, now: datetime) -> None:
        self._tokens: dict[str, Token] = {}
        for page in PAGES:
            self._issue(Token(page.token, "PAGE", page.id, now))
        self._issue(Token(USER_TOKEN, "USER", "", now, now + LONG_LIVED, now + timedelta(days=90)))
        self._issue(Token(SHORT_USER_TOKEN, "USER", "", now, now + SHORT_LIVED, now + timedelta(days=90)))
        self._issue(Token(SYSTEM_TOKEN, "SYSTEM_USER", "", now))
        self._issue(Token(APP_TOKEN, "APP", "", now))

    def find(self, value: str) -> Token | None:
        """The token with that value, living or dead."""
        return self._tokens.get(value)

    def checked(self, value: str, now: datetime) -> Token:
        """The living token with that value, or the refusal that belongs to what is wrong with it."""
        if not value:
            raise GraphError(104, "An access token is required to request this resource")
        token = self._tokens.get(value)
        if token is None:
            raise bad_token()
        if not token.is_valid(now):
            raise bad_token(463 if token.broken_subcode is None else token.broken_subcode or None)
        return token

    def of_page(self, page_id: str) -> Token:
        """The page's own token."""
        return next(token for token in self._tokens.values() if token.page_id == page_id)

    def break_page_token(self, page_id: str, subcode: int = 0) -> None:
        """Make the page's token invalid, e.g. 460 (password changed), 463 (expired) or 492 (role lost)."""
        self._issue(replace(self.of_page(page_id), broken_subcode=subcode))

    def mend_page_token(self, page_id: str) -> None:
        """Make the page's token valid again with every right."""
        self._issue(replace(self.of_page(page_id), broken_subcode=None, expires_at=None, tasks=TASKS, scopes=SCOPES))

    def set_page_rights(
        self, page_id: str, *, tasks: Iterable[str] | None = None, scopes: Iterable[str] | None = None
    ) -> None:
        """Give the page's token exactly these tasks or permissions; None leaves them as they are."""
        token = self.of_page(page_id)
        if tasks is not None:
            token = replace(token, tasks=frozenset(tasks))
        if scopes is not None:
            token = replace(token, scopes=tuple(scopes))
        self._issue(token)

    def expire_page_token_at(self, page_id: str, moment: datetime) -> None:
        """Let the page's token run out at `moment` on the sandbox clock."""
        self._issue(replace(self.of_page(page_id), expires_at=moment))

    def end_data_access_at(self, page_id: str, moment: datetime) -> None:
        """Let the second clock of the page's token run out at `moment`."""
        self._issue(replace(self.of_page(page_id), data_access_expires_at=moment))

    def _issue(self, token: Token) -> None:
        self._tokens[token.value] = token
