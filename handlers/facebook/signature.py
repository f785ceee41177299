"""Signatures between Facebook and us: webhooks, requests for deletion, and the proof sent with each call.

Everything is hashed over the bytes as they came. Facebook signs the escaped JSON, so parsing and dumping
again gives another digest as soon as somebody writes "ø".
"""

import base64
import binascii
import hashlib
import hmac
import json
from typing import Any

PREFIX = "sha256="


def sign(body: bytes, app_secret: str) -> str:
    """The value of `X-Hub-Signature-256` for this body."""
    return PREFIX + hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()


def is_signed(body: bytes, header: str, app_secret: str) -> bool:
    """Whether the header is our application's signature of exactly these bytes. Without a secret nothing is."""
    return bool(app_secret) and same_secret(header, sign(body, app_secret))


def same_secret(given: str, wanted: str) -> bool:
    """Compare in constant time, whatever characters were sent. An empty secret is never matched."""
    return bool(wanted) and hmac.compare_digest(given.encode(errors="replace"), wanted.encode())


def appsecret_proof(token: str, app_secret: str) -> str:
    """The proof that a call with this token comes from the holder of the application's secret."""
    return hmac.new(app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def open_signed_request(signed_request: str, app_secret: str) -> dict[str, Any] | None:
    """What is inside a `signed_request`; None when it is not signed by our application or is not readable."""
    signature, _, inside = signed_request.partition(".")
    wanted = hmac.new(app_secret.encode(), inside.encode(errors="replace"), hashlib.sha256).digest()
    try:
        if not app_secret or not hmac.compare_digest(_unbase64(signature), wanted):
            return None
        opened = json.loads(_unbase64(inside))
    except (ValueError, RecursionError, binascii.Error):
        return None
    return opened if isinstance(opened, dict) else None


def _unbase64(text: str) -> bytes:
    """Decode URL-safe base64 whose padding was left out."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
