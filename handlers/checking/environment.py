"""What the environment of the process does to the settings: a value that hides the one in `.env`, a proxy that leads nowhere."""

import asyncio
import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from bot.municipality.env_file import read_env
from handlers.checking.found import SETTINGS, Found, finding
from handlers.commands.common import Words

KEYS = ("_TOKEN", "_SECRET", "_APP_ID", "_TENANT_ID")  # how the names of what is renewed end, or begin for pages
PAGE_TOKEN = "FACEBOOK_PAGE_TOKEN_"  # noqa: S105 - the beginning of a name, not a secret
PROXIES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
CERTIFICATES = ("SSL_CERT_FILE", "SSL_CERT_DIR")  # where OpenSSL looks, for a network that opens what is encrypted
PATIENCE = 3.0  # seconds; a proxy of one's own network answers at once


def of_hidden(env_file: Path, environ: Mapping[str, str], words: Words) -> Iterator[Found]:
    """Keys that stand in the file and, with another value, in the environment, which wins: what is renewed in the file has no effect."""
    written = read_env(env_file).values
    for name in sorted(written.keys() & environ.keys()):
        is_key = name.endswith(KEYS) or name.startswith(PAGE_TOKEN)
        if is_key and environ[name].strip() and written[name].strip() not in ("", environ[name].strip()):
            yield finding(SETTINGS, "hidden_by_environment", words, "hidden", name=name)


async def of_proxy(environ: Mapping[str, str], words: Words) -> list[Found]:
    """A proxy that nobody answers at keeps us from everybody; told by its name, as nobody remembers having set it."""
    for name in PROXIES:
        url = urlsplit(environ.get(name, ""))
        with contextlib.suppress(ValueError):
            if url.hostname and not await _answers(url.hostname, url.port or 80):
                return [
                    finding(SETTINGS, "proxy_silent", words, "outside", name=name, address=f"{url.hostname}:{url.port}")
                ]
    return []


def of_certificates(environ: Mapping[str, str], words: Words) -> Iterator[Found]:
    """A list of whom to trust that is not there: then nobody outside can prove who he is."""
    for name in CERTIFICATES:
        place = environ.get(name, "").strip()
        if place and not Path(place).exists():
            yield finding(SETTINGS, "certificates_missing", words, "outside", name=name, file=place)


async def _answers(host: str, port: int) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            _, writer = await asyncio.open_connection(host, port)
    except OSError:  # TimeoutError is one
        return False
    writer.close()
    return True
