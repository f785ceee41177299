"""Which hosts an address names, whether they are this machine, and which addresses among the settings are not safe."""

import ipaddress
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from bot.municipality.faults import Fault, example, wrong_setting

if TYPE_CHECKING:
    from bot.municipality.settings import Settings

URLS = ("public_url", "facebook_graph_url", "clock_url")
SLACK_URLS = ("slack_api_url",)
TEAMS_URLS = ("teams_service_url", "teams_login_url", "teams_keys_url", "teams_graph_url")


def database_hosts(address: str) -> list[str]:
    """Every host that a database address names, in whatever way; a service file or the environment may name any."""
    url = urlsplit(address)
    if url.scheme.startswith("sqlite"):
        return []
    asked = parse_qs(url.query)
    if "service" in asked or os.environ.get("PGSERVICE"):
        return ["a service file"]
    named = [url.netloc.rpartition("@")[2], *asked.get("host", ()), *asked.get("hostaddr", ())]
    hosts = [host for some in named for host in unquote(some).split(",") if host]
    hosts = hosts or os.environ.get("PGHOST", "").split(",")
    if "hostaddr" not in asked:  # libpq goes there whatever the host is called, a socket too
        hosts += os.environ.get("PGHOSTADDR", "").split(",")
    return [_without_port(host) for host in hosts if host and not host.startswith(("/", "@"))]


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host if host.count(":") > 1 else host.partition(":")[0]


def is_loopback(host: str) -> bool:
    """Whether a host is this machine and nothing else."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def unsafe_addresses(settings: "Settings") -> Iterator[Fault]:
    """Secrets and citizens' words travel to these addresses: only HTTPS, unless they stay in the machine."""
    for field, address in _addresses(settings):
        url = urlsplit(address)
        if url.scheme not in ("http", "https") or not url.hostname:
            yield wrong_setting(type(settings), field)
        elif url.scheme == "http" and not is_loopback(url.hostname):
            yield Fault(field.upper(), "not_https", example=example(type(settings), field))


def movable_clock(settings: "Settings") -> Iterator[Fault]:
    """A clock that can be moved would let promises be broken unseen, so it works only where nothing is real."""
    if not settings.clock_url:
        return
    outside = [field for field, address in _addresses(settings) if not is_loopback(urlsplit(address).hostname or "")]
    if not is_loopback(settings.host):
        outside.append("host")
    if not all(map(is_loopback, database_hosts(settings.database_url))):
        outside.append("database_url")
    for field in outside:
        yield Fault(field.upper(), "clock_not_loopback")


def _addresses(settings: "Settings") -> Iterator[tuple[str, str]]:
    """Where the program speaks, and where it is spoken to: only the chat that is set has addresses."""
    for field in (*URLS, *(TEAMS_URLS if settings.chat == "teams" else SLACK_URLS)):
        if address := getattr(settings, field):
            yield field, address
