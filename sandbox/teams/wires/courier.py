"""Calls of the bot: activities over HTTP, signed, and once more in the ways in which Teams calls again."""

import asyncio
from typing import Any

import aiohttp

from sandbox.faults import Faults
from sandbox.steps import ACKNOWLEDGED, SENT, Steps
from sandbox.teams.state.values import Json
from sandbox.teams.wires.signing import Notary

ANSWER_SECONDS = 5.0  # how long Teams waits for the answer to a gesture
EVENT_SECONDS = 15.0
TRIES = 3
EVENT, GESTURE = "teams.event", "teams.gesture"


class Courier:
    """Hands activities to the bot. `unanswered` are kinds of what the bot did not answer with a 2xx; `statuses` all it answered."""

    def __init__(self, notary: Notary, faults: Faults, steps: Steps) -> None:
        self._notary = notary
        self._faults = faults
        self._steps = steps
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self.bot_url = ""
        self.service_url = ""
        self.answer_seconds = ANSWER_SECONDS
        self.statuses: list[int] = []
        self.given_up: list[str] = []

    async def open(self) -> None:
        """Get ready."""
        self._session = aiohttp.ClientSession()

    async def close(self) -> None:
        """Stop calling."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session:
            await self._session.close()

    @property
    def on_the_way(self) -> int:
        """How many activities are not answered yet."""
        return len(self._tasks)

    async def announce(self, activity: Json) -> bool:
        """Tell of something that happened; whether the bot took it. Teams does not tell again."""
        place = f"{activity['type']} {activity['conversation']['id']}"
        if self._faults.strikes("teams.event_lost", place):
            return False
        copies = 2 if self._faults.strikes("teams.event_twice", place) else 1
        taken = [await self._guarded(self._call(EVENT, activity, EVENT_SECONDS)) for _ in range(copies)]
        return taken[0] is not None

    async def ask(self, activity: Json) -> Json | None:
        """A gesture, and the bot's answer; None when there was none in time, three times over."""
        tries = TRIES if not self._faults.strikes("teams.gesture_thrice", activity["name"]) else -TRIES
        answer: Json | None = None
        for _ in range(abs(tries)):
            answer = await self._guarded(self._call(GESTURE, activity, self.answer_seconds))
            if answer is not None and tries > 0:
                break
        return answer

    async def _guarded(self, call: Any) -> Json | None:
        task = asyncio.ensure_future(call)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        result: Json | None = await task
        return result

    async def _call(self, thing: str, activity: Json, seconds: float) -> Json | None:
        if not self.bot_url or self._session is None:
            return None
        headers = {"Authorization": f"Bearer {self._notary.signed(self.service_url)}"}
        self._steps.tell(thing, SENT)
        try:
            async with asyncio.timeout(seconds):
                address = f"{self.bot_url}/teams/messages"
                async with self._session.post(address, json=activity, headers=headers) as response:
                    self.statuses.append(response.status)
                    answer = await response.json(content_type=None) if await response.read() else {}
                    if not 200 <= response.status < 300:
                        return None
        except (TimeoutError, aiohttp.ClientError, ValueError):
            return None
        self._steps.tell(thing, ACKNOWLEDGED)
        return answer if isinstance(answer, dict) else None
