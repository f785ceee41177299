"""How Facebook writes bytes: escaped JSON, times, signatures and proofs. Pure functions."""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any


def dump(body: Any) -> bytes:
    r"""JSON as Facebook sends it: everything beyond ASCII as \uXXXX, and each slash as \/."""
    return json.dumps(body, ensure_ascii=True, separators=(",", ":")).replace("/", "\\/").encode("ascii")


def graph_time(moment: datetime) -> str:
    """A moment as the Graph API writes it: seconds, offset without colon."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def seconds(moment: datetime) -> int:
    """Whole seconds since 1970, as in feed events."""
    return int(moment.timestamp())


def milliseconds(moment: datetime) -> int:
    """Whole milliseconds since 1970, as in messaging events."""
    return int(moment.timestamp() * 1000)


def signatures(secret: str, body: bytes) -> dict[str, str]:
    """Both signature headers of a webhook, made of the raw bytes."""
    return {
        "X-Hub-Signature": f"sha1={_digest(secret, body, hashlib.sha1)}",
        "X-Hub-Signature-256": f"sha256={_digest(secret, body, hashlib.sha256)}",
    }


def secret_proof(secret: str, token: str) -> str:
    """The `appsecret_proof` that belongs to an access token."""
    return _digest(secret, token.encode(), hashlib.sha256)


def _digest(secret: str, body: bytes, algorithm: Any) -> str:
    return hmac.new(secret.encode(), body, algorithm).hexdigest()
