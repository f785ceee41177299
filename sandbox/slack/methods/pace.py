"""Rate limits, counted on the sandbox's clock: a bucket for each channel that is written to, one for each other method."""

import math
from datetime import datetime

from sandbox.clock import SandboxClock

POSTS_PER_SECOND = 1.0
POSTS_AT_ONCE = 5
PER_MINUTE = {
    "conversations.list": 20,
    "users.list": 20,
    "usergroups.list": 20,
    "usergroups.users.list": 20,
    "files.delete": 50,
    "files.getUploadURLExternal": 20,
    "files.completeUploadExternal": 20,
    "apps.connections.open": 50,
    "chat.update": 50,
    "chat.delete": 50,
    "conversations.history": 50,
    "conversations.replies": 50,
    "conversations.info": 50,
    "conversations.invite": 50,
    "conversations.join": 50,
    "conversations.open": 50,
    "reactions.add": 50,
    "reactions.remove": 50,
    "chat.postEphemeral": 100,
    "conversations.members": 100,
    "files.info": 100,
    "users.info": 100,
    "views.open": 100,
    "views.publish": 100,
    "views.push": 100,
    "views.update": 100,
}


class Pace:
    """Says how long a caller has to wait. Set `enabled` to False where only throughput is of interest."""

    def __init__(self, clock: SandboxClock) -> None:
        self._clock = clock
        self._buckets: dict[str, tuple[float, datetime]] = {}
        self.enabled = True

    def wait_seconds(self, method: str, channel: str) -> int:
        """0 when the call may go ahead (and is counted), else whole sandbox seconds until trying makes sense."""
        if not self.enabled:
            return 0
        if method == "chat.postMessage":
            return self._take(f"{method} {channel}", POSTS_AT_ONCE, POSTS_PER_SECOND)
        limit = PER_MINUTE.get(method)
        return self._take(method, limit, limit / 60) if limit else 0

    def _take(self, key: str, size: float, per_second: float) -> int:
        now = self._clock.now()
        left, since = self._buckets.get(key, (size, now))
        left = min(size, left + (now - since).total_seconds() * per_second)
        if left < 1:
            return max(1, math.ceil((1 - left) / per_second))
        self._buckets[key] = (left - 1, now)
        return 0
