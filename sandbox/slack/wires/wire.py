"""Between Slack and the bot: what is handed over, and what comes back. The two ways are `http_wire.py` and `socket_mode.py`."""

from dataclasses import dataclass
from typing import Protocol

from sandbox.faults import Faults
from sandbox.slack.state.values import Json
from sandbox.steps import ACKNOWLEDGED, EVENT, GESTURE, SENT, Steps

ACK_SECONDS = 3.0


@dataclass(frozen=True)
class Parcel:
    """One payload for the bot. `kind` is Socket Mode's word: events_api, interactive or slash_commands.

    `attempt` is 0 the first time; `reason` says why the attempt before failed.
    """

    kind: str
    payload: Json
    attempt: int = 0
    reason: str = ""

    @property
    def place(self) -> str:
        """Where a fault may strike, as `catalogue.py` describes it."""
        if self.kind == "events_api":
            event = self.payload.get("event", self.payload)
            return f"{event['type']} {event.get('channel', '')}".strip()
        actions = self.payload.get("actions") or [{}]
        what = (
            actions[0].get("action_id")
            or self.payload.get("callback_id")
            or self.payload.get("view", {}).get("callback_id", "")
        )
        return f"{self.payload.get('type', self.kind)} {what}".strip()


@dataclass(frozen=True)
class Receipt:
    """What became of a parcel: `ok` when the bot acknowledged within three real seconds, with what it answered.

    `no_retry` means that the bot asked not to be sent this again.
    """

    ok: bool
    reason: str = ""
    answer: Json | None = None
    no_retry: bool = False


class Wire(Protocol):
    """A way to the bot."""

    timeout_reason: str
    ack_seconds: float

    async def send(self, parcel: Parcel) -> Receipt:
        """Hand the parcel over once and wait for the acknowledgement. Never raises for what the bot does."""
        ...


class Courier:
    """Sends parcels over a wire, and now and then loses the bot's acknowledgement on the way back."""

    def __init__(self, wire: Wire, faults: Faults, steps: Steps) -> None:
        self._wire = wire
        self._faults = faults
        self._steps = steps

    async def send(self, parcel: Parcel) -> Receipt:
        """Hand the parcel over once."""
        thing = EVENT if parcel.kind == "events_api" else GESTURE
        self._steps.tell(thing, SENT)
        receipt = await self._wire.send(parcel)
        if receipt.ok:
            self._steps.tell(thing, ACKNOWLEDGED)
        if receipt.ok and self._faults.strikes("slack.ack_lost", parcel.place):
            return Receipt(ok=False, reason=self._wire.timeout_reason)
        return receipt
