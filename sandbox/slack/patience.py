"""Slack's patience, to be shortened where a test would only wait. In real seconds where nothing else is said."""

from sandbox.slack.methods.web_api import WebApi
from sandbox.slack.wires.triggers import Triggers
from sandbox.slack.wires.wire import Wire


class Patience:
    """How long Slack waits, and keeps others waiting."""

    def __init__(self, wire: Wire, triggers: Triggers, api: WebApi) -> None:
        self._wire, self._triggers, self._api = wire, triggers, api

    @property
    def ack_seconds(self) -> float:
        """How long it waits for the bot's acknowledgement (3)."""
        return self._wire.ack_seconds

    @ack_seconds.setter
    def ack_seconds(self, seconds: float) -> None:
        self._wire.ack_seconds = seconds

    @property
    def trigger_seconds(self) -> float:
        """How long a gesture may open a modal (3)."""
        return self._triggers.lifetime_seconds

    @trigger_seconds.setter
    def trigger_seconds(self, seconds: float) -> None:
        self._triggers.lifetime_seconds = seconds

    @property
    def slow_seconds(self) -> float:
        """How long an answer takes that the fault `slack.slow` holds up (1)."""
        return self._api.slow_seconds

    @slow_seconds.setter
    def slow_seconds(self, seconds: float) -> None:
        self._api.slow_seconds = seconds

    @property
    def busy_seconds(self) -> int:
        """How long the fault `slack.rate_limited` tells the bot to wait, by the sandbox's clock (1)."""
        return self._api.busy_seconds

    @busy_seconds.setter
    def busy_seconds(self, seconds: int) -> None:
        self._api.busy_seconds = seconds
