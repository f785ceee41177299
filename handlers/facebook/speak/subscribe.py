"""Ask Facebook to send webhooks, for the command `svarvakt subscribe`.

Two levels are needed and only what both name is delivered: the application says where to and what, each page says yes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.ports.clock import Clock
from bot.ports.failures import Refused, TryLater
from handlers.facebook.settings import FacebookSettings
from handlers.facebook.speak.client import APPLICATION, GraphClient, address

NEEDED = ("feed", "messages", "message_echoes", "message_edits")
FIELDS = (*NEEDED[:1], "mention", *NEEDED[1:], "message_reads", "messaging_postbacks", "standby")
CALLBACK = "/facebook/webhook"


@dataclass(frozen=True)
class Subscribed:
    """What came of one subscription. `name` is a page key or "application"; `detail` says why it failed."""

    name: str
    ok: bool
    detail: str = ""


def needed_fields() -> frozenset[str]:
    """The webhook fields without which citizens' words or our own echoes would be missed."""
    return frozenset(NEEDED)


async def subscribe(settings: FacebookSettings, public_url: str, clock: Clock) -> Sequence[Subscribed]:
    """Subscribe the application and every page; Facebook calls `public_url` at once to verify it, so the bot must be running."""
    client = GraphClient(settings, clock)
    try:
        done = [await _application(client, public_url)]
        return [*done, *[await _page(client, page) for page in settings.pages]]
    finally:
        await client.close()


async def _application(client: GraphClient, public_url: str) -> Subscribed:
    form = {
        "object": "page",
        "callback_url": public_url.rstrip("/") + CALLBACK,
        "verify_token": client.settings.verify_token,
        "include_values": "true",
        "fields": ",".join(FIELDS),
    }
    return await _try(client, APPLICATION, address(client.settings.app_id, "subscriptions"), form)


async def _page(client: GraphClient, page: str) -> Subscribed:
    path = address(client.page_id(page), "subscribed_apps")
    return await _try(client, page, path, {"subscribed_fields": ",".join(FIELDS)})


async def _try(client: GraphClient, name: str, path: str, form: dict[str, str]) -> Subscribed:
    try:
        await client.change(name, path, form)
    except (Refused, TryLater) as failure:
        return Subscribed(name, ok=False, detail=str(failure))
    return Subscribed(name, ok=True)
