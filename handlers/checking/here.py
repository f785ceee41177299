"""What only this machine can tell: who may read the secrets, whether the port is free, what its clock's zone is."""

import contextlib
import errno
import ipaddress
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from handlers.checking.found import SETTINGS, Found, finding
from handlers.commands.common import Words

if TYPE_CHECKING:
    from bot.municipality.settings import Settings

OF_OTHERS = 0o077  # the rights of group and everybody
OUTSIDE = "graph.facebook.com"  # whoever is reached from there must be reachable from everywhere
NOWHERE = (".local", ".lan", ".internal", ".home", ".example", ".test", ".invalid", ".localhost")
NORWAY = ZoneInfo("Europe/Oslo")
SEASONS = (datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC))  # zones differ in summer or in winter


def of_file(env_file: Path, words: Words) -> Iterator[Found]:
    """Whether others can read the secrets."""
    if os.name == "posix" and env_file.is_file() and env_file.stat().st_mode & OF_OTHERS:
        yield finding(SETTINGS, "env_readable", words, "secrets", file=str(env_file))


def of_addresses(settings: "Settings", words: Words) -> Iterator[Found]:
    """Whether those who call us can, as far as the address tells."""
    if settings.facebook_intake == "webhook" and not settings.public_url:
        yield finding(SETTINGS, "public_url", words, "webhooks")
    is_real = urlsplit(settings.facebook_graph_url).hostname == OUTSIDE
    if is_real and settings.public_url and not may_be_reached(urlsplit(settings.public_url).hostname or ""):
        yield finding(SETTINGS, "public_url_private", words, "webhooks")
    if is_real and not settings.public_url and (key := _is_called(settings)):
        yield finding(SETTINGS, key, words, "chat")


def _is_called(settings: "Settings") -> str:
    """The chat calls us, so it needs an address: Teams always, Slack without an app token."""
    if settings.chat == "teams":
        return "public_url_teams" if settings.teams_app_id else ""
    is_called = settings.slack_bot_token.get_secret_value() and not settings.slack_app_token.get_secret_value()
    return "public_url_slack" if is_called else ""


def may_be_reached(host: str) -> bool:
    """Whether a host's name can mean a machine that the world reaches. Its own resolvers know more than we do."""
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_global
    return "." in host and not host.endswith(NOWHERE)


async def of_port(settings: "Settings", words: Words) -> list[Found]:
    """Whether we can listen where we are told to, or do so already."""
    from handlers.machine import refused_to_listen

    refused = refused_to_listen(settings.host, settings.port)
    address = f"{settings.host}:{settings.port}"
    if refused is None or (refused.errno == errno.EADDRINUSE and await _is_ours(settings)):
        return []
    if refused.errno == errno.EADDRINUSE:
        return [finding(SETTINGS, "port_in_use", words, "start", address=address)]
    if refused.errno in (errno.EACCES, errno.EPERM):
        return [finding(SETTINGS, "port_reserved", words, "start", address=address)]
    return [finding(SETTINGS, "host_not_here", words, "start", address=address, error=refused.strerror or "–")]


async def _is_ours(settings: "Settings") -> bool:
    """Whether who listens there is a bot that is running."""
    import httpx

    from handlers.machine import trusted

    with contextlib.suppress(httpx.HTTPError):
        async with httpx.AsyncClient(timeout=2, verify=trusted()) as client:
            answer = await client.get(f"http://{settings.host}:{settings.port}/healthz")
        return answer.status_code == 200
    return False


def of_time_zone(wanted: str, words: Words) -> Iterator[Found]:
    """Whether the machine's own clock shows the municipality's time, or UTC as servers do.

    The bot goes by `time_zone` in the municipality's file; logs, copies and whatever else runs here go by the machine's.
    """
    zone = ZoneInfo(wanted)
    ours = [moment.astimezone(zone).utcoffset() for moment in SEASONS]
    machines = [moment.astimezone().utcoffset() for moment in SEASONS]
    if machines not in (ours, [moment.utcoffset() for moment in SEASONS]) or _is_misspelt(os.environ.get("TZ", "")):
        yield finding(SETTINGS, "time_zone", words, "time_zone", found="/".join(time.tzname), wanted=wanted)


def of_abroad(wanted: str, words: Words) -> Iterator[Found]:
    """Whether the municipality's own time is another than Norway's: a neighbour in the list, or UTC because servers have it."""
    if any(
        moment.astimezone(ZoneInfo(wanted)).utcoffset() != moment.astimezone(NORWAY).utcoffset() for moment in SEASONS
    ):
        yield finding(SETTINGS, "zone_abroad", words, "deadlines", found=wanted)


def _is_misspelt(zone: str) -> bool:
    """A name that is no zone counts as UTC without a word."""
    if "/" not in zone or zone.startswith((":", "/")):
        return False
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return True
    return False
