"""Two short-lived things a gesture gives the bot: the trigger that opens one modal, and the address that takes five answers."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.clock import SandboxClock
from sandbox.slack.state.stamps import Stamps
from sandbox.slack.state.values import SlackError, View

ANSWERS = 5
ANSWER_TIME = timedelta(minutes=30)


@dataclass
class Trigger:
    """A gesture's right to open one modal for its person, within three real seconds."""

    user_id: str
    until: float
    used: bool = False
    view: View | None = None


class Triggers:
    """All triggers given out so far."""

    def __init__(self, stamps: Stamps) -> None:
        self._stamps = stamps
        self._triggers: dict[str, Trigger] = {}
        self.lifetime_seconds = 3.0

    def give(self, user_id: str) -> str:
        """A new trigger for this person."""
        trigger_id = f"{self._stamps.next()}.{self._stamps.id('')}"
        self._triggers[trigger_id] = Trigger(user_id, time.monotonic() + self.lifetime_seconds)
        return trigger_id

    def redeem(self, id: str) -> Trigger:
        """Use a trigger up; raises Slack's errors for an unknown, late or used one."""
        trigger = self._triggers.get(id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if trigger.until < time.monotonic():
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger

    def view_of(self, id: str) -> View | None:
        """The modal that was opened with this trigger so far."""
        return self._triggers[id].view


@dataclass
class Place:
    """Where answers to a gesture go. `message_ts` is empty for a slash command."""

    user_id: str
    channel: str
    message_ts: str
    until: datetime
    left: int = ANSWERS


class ResponseUrls:
    """All response addresses given out so far; thirty minutes are the sandbox's."""

    def __init__(self, stamps: Stamps, clock: SandboxClock) -> None:
        self._stamps = stamps
        self._clock = clock
        self._places: dict[str, Place] = {}

    def give(self, user_id: str, channel: str, message_ts: str) -> str:
        """A new address's last segment."""
        segment = self._stamps.uuid()
        self._places[segment] = Place(user_id, channel, message_ts, self._clock.now() + ANSWER_TIME)
        return segment

    def redeem(self, id: str) -> Place:
        """Use one of the five answers; raises `used_url` or `expired_url`."""
        place = self._places.get(id)
        if place is None or place.until < self._clock.now():
            raise SlackError("expired_url")
        if place.left < 1:
            raise SlackError("used_url")
        place.left -= 1
        return place
