"""Facebook's webhook: heard means stored. Nothing is answered 200 before the bot has committed it.

Decides nothing and reads nothing into the events; `reader.py` does that later, when the inbox is worked off.
"""

from collections import deque
from datetime import datetime, timedelta

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.log import Log
from bot.ports.calls import Calls, Event
from bot.ports.clock import Clock
from bot.ports.health import Health, health_of
from handlers.facebook.hear.arrivals import Arrivals
from handlers.facebook.hear.body import TooLarge, Unreadable, parse, read_bounded, too_large
from handlers.facebook.hear.deletion import PATH as DELETION_PATH
from handlers.facebook.hear.deletion import DataDeletion
from handlers.facebook.hear.split import WrongShape, split
from handlers.facebook.ids import id_text, mapping
from handlers.facebook.settings import FacebookSettings
from handlers.facebook.signature import is_signed, same_secret
from handlers.facebook.troubles import marks, trouble

log = Log(__name__)

PATH = "/facebook/webhook"
SUSPICIOUS, WITHIN, APART = 3, timedelta(minutes=30), timedelta(minutes=1)
"""So many wrong signatures in a row, so soon after each other, and somebody should compare the application's secret."""

PROVED_FOR = timedelta(days=1)
"""How long one right signature proves our secret: anybody can send wrong ones about a page, whose id is public."""

LARGEST_LOOKED_INTO = 64 * 1024  # bytes


class Webhook:
    """The routes Facebook calls. `refused` counts wrong signatures since the last right one, `heard_at` is when that was."""

    def __init__(
        self, settings: FacebookSettings, calls: Calls, clock: Clock, arrivals: Arrivals | None = None
    ) -> None:
        self._settings = settings
        self._arrivals = arrivals or Arrivals(clock)
        self._calls = calls
        self._clock = clock
        self.refused = 0
        self.refused_at: deque[datetime] = deque(maxlen=SUSPICIOUS)
        self.heard_at: datetime | None = None

    def routes(self) -> list[BaseRoute]:
        """The addresses to mount."""
        deletion = DataDeletion(self._settings, self._calls)
        return [
            Route(PATH, self.verify, methods=["GET"]),
            Route(PATH, self.receive, methods=["POST"]),
            Route(DELETION_PATH, deletion.receive, methods=["POST"]),
            Route(DELETION_PATH, deletion.tell, methods=["GET"]),
        ]

    async def verify(self, request: Request) -> Response:
        """Facebook asks whether the address is ours: give the challenge back if it knows the verify token."""
        asked = request.query_params
        known = same_secret(asked.get("hub.verify_token", ""), self._settings.verify_token)
        if asked.get("hub.mode") != "subscribe" or not known:
            return Response(status_code=403)
        return PlainTextResponse(asked.get("hub.challenge", ""), headers={"X-Content-Type-Options": "nosniff"})

    async def receive(self, request: Request) -> Response:
        """403 when not signed, 413 when too large, 400 when not a webhook, 503 when it could not be stored, else 200."""
        header = request.headers.get("x-hub-signature-256", "")
        if not header:
            return _forbidden()
        try:
            body = await read_bounded(request)
        except TooLarge:
            return too_large()
        except ClientDisconnect:
            return Response(status_code=400)
        return await self._take(body) if is_signed(body, header, self._settings.app_secret) else self._refuse(body)

    def health(self) -> Health:
        """Several wrong signatures within minutes: the secret. Only a right one shows that it is mended.

        What is not signed at all does not come from Facebook, whoever sends it, and says nothing about our secret. Nor
        does what is signed wrongly while a right signature has just proved it.
        """
        if self._are_suspicious() and not self._is_proved():
            return Health((trouble("facebook_signature", "", refused=str(self.refused)),))
        return health_of((), marks(["signature"], "") if self.heard_at else ())

    def _are_suspicious(self) -> bool:
        return len(self.refused_at) == SUSPICIOUS and self.refused_at[-1] - self.refused_at[0] <= WITHIN

    def _is_proved(self) -> bool:
        return self.heard_at is not None and self._clock.now() - self.heard_at < PROVED_FOR

    def _refuse(self, body: bytes) -> Response:
        """A wrong application secret looks like silence and costs the subscription, so refusals are counted.

        Only such as could be Facebook's, and not more than one in a while: what strangers send is no sign of anything.
        """
        now = self._clock.now()
        if not self.refused_at or now - self.refused_at[-1] >= APART:
            if not self._could_be_ours(body):
                return _forbidden()
            self.refused += 1
            self.refused_at.append(now)
            log.warning("facebook.signature_refused", in_a_row=self.refused)
        return _forbidden()

    def _could_be_ours(self, body: bytes) -> bool:
        """Whether this looks like a webhook about one of our pages."""
        if len(body) > LARGEST_LOOKED_INTO:
            return False
        try:
            entries = parse(body).get("entry")
        except Unreadable:
            return False
        pages = set(self._settings.pages.values())
        return isinstance(entries, list) and any(id_text(mapping(one).get("id")) in pages for one in entries)

    async def _take(self, body: bytes) -> Response:
        self.refused, self.heard_at = 0, self._clock.now()
        self.refused_at.clear()
        try:
            events = split(parse(body), self.heard_at)
        except (Unreadable, WrongShape) as error:
            log.warning("facebook.webhook_unreadable", why=type(error).__name__, bytes=len(body))
            return Response(status_code=400)
        return await self._hear(events)

    async def _hear(self, events: list[Event]) -> Response:
        try:
            if events:
                await self._calls.hear(events)
                self._arrivals.heard(events)
        except Exception as error:  # whatever is wrong with the store, Facebook must send again
            log.error("facebook.not_stored", error=type(error).__name__, events=len(events))
            return Response(status_code=503)
        return Response(status_code=200)


def _forbidden() -> Response:
    return Response(status_code=403, headers={"Connection": "close"})
