"""Which hosts an address names, and whether they are this machine."""

import ipaddress
import os
from urllib.parse import parse_qs, unquote, urlsplit


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
