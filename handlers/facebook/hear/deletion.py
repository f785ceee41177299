"""Facebook's request to forget a person: `POST /facebook/data-deletion` with a signed request.

The bot is asked to forget before Facebook is told that it was asked. The confirmation code is derived from the request and
our secret: nobody can work back from it, the same request sent again has the same code, and a later one of the same person
is another request.
"""

import hashlib
import hmac
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from bot.log import Log
from bot.ports.calls import Calls, Event
from handlers.facebook.hear.body import TooLarge, read_bounded, too_large
from handlers.facebook.hear.split import DOOR
from handlers.facebook.ids import id_text
from handlers.facebook.settings import FacebookSettings
from handlers.facebook.signature import open_signed_request

log = Log(__name__)

PATH = "/facebook/data-deletion"
LARGEST_REQUEST, MOST_FIELDS = 16 * 1024, 10  # bytes; a signed request has some three hundred, in one field


class DataDeletion:
    """The route by which a person's data are asked to be deleted."""

    def __init__(self, settings: FacebookSettings, calls: Calls) -> None:
        self._settings = settings
        self._calls = calls

    async def receive(self, request: Request) -> Response:
        """403 when not signed by Facebook, 413 when too large, 503 when the request could not be stored."""
        try:
            body = await read_bounded(request, LARGEST_REQUEST)
        except TooLarge:
            return too_large()
        except ClientDisconnect:
            return Response(status_code=400)
        signed = _signed(body)
        opened = open_signed_request(signed, self._settings.app_secret)
        user_id = id_text(opened.get("user_id")) if opened else ""
        return await self._forget(request, user_id, self._code(signed)) if user_id else Response(status_code=403)

    async def _forget(self, request: Request, user_id: str, code: str) -> Response:
        try:
            await self._calls.hear([Event(DOOR, f"forget:{code}", {"forget": user_id})])
        except Exception as error:  # whatever is wrong with the store, Facebook must ask again
            log.error("facebook.not_stored", error=type(error).__name__)
            return Response(status_code=503)
        base = self._settings.public_url or str(request.base_url)
        return JSONResponse({"url": f"{base.rstrip('/')}{PATH}?code={code}", "confirmation_code": code})

    async def tell(self, request: Request) -> Response:
        """What Facebook's link shows a person: that the request with this code was received."""
        return JSONResponse({"confirmation_code": request.query_params.get("code", "")[:64], "status": "received"})

    def _code(self, signed: str) -> str:
        secret = self._settings.app_secret.encode()
        return hmac.new(secret, f"forget:{signed}".encode(errors="replace"), hashlib.sha256).hexdigest()[:20]


def _signed(body: bytes) -> str:
    try:
        form = parse_qs(body.decode(errors="replace"), max_num_fields=MOST_FIELDS)
    except ValueError:
        return ""
    return form.get("signed_request", [""])[0]
