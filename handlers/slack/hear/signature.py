"""Slack's signature over what it sends by HTTP. Checked over the raw bytes, before anybody reads anything into them."""

import hashlib
import hmac
import time

MOST_SECONDS = 300  # Slack's own advice: what is older, or from the future, may be a recording that is played again


def is_signed(body: bytes, stamp: str, signature: str, secret: str) -> bool:
    """Whether Slack signed exactly these bytes within the last five minutes. `stamp` and `signature` are the headers' values."""
    if not secret or not (stamp.isascii() and stamp.isdecimal()) or abs(time.time() - int(stamp[:15])) > MOST_SECONDS:
        return False
    wanted = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(signature.encode(errors="replace"), f"v0={wanted}".encode())
