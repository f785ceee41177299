"""Facebook's error codes in our words: one table, read by code and subcode.

The HTTP status tells little, throttling and passing faults also come as 400, and messages are translated. The subcode wins
over the code. The question that matters for a write is whether it may have been done.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum, auto
from typing import Any

from bot.ports.failures import Reason, Refused, TryLater, Unknown
from handlers.facebook.ids import id_text, mapping

DEAD_TOKEN_PAUSE = timedelta(minutes=10)
"""How long a page rests when its token is dead; a person must mend it, and nothing is lost meanwhile."""


class Outcome(StrEnum):
    """What an error means when it is not a plain refusal."""

    AMBIGUOUS = auto()
    THROTTLED = auto()
    TOKEN = auto()


Meaning = Reason | Outcome

SUBCODES: Mapping[int, Meaning] = {
    1357046: Outcome.AMBIGUOUS,  # Messenger says "unknown error" for messages that were delivered
    2018278: Reason.WINDOW_CLOSED,
    2534022: Reason.WINDOW_CLOSED,
    2018065: Reason.WINDOW_CLOSED,
    2018108: Reason.UNREACHABLE,
    1545041: Reason.UNREACHABLE,
    2018001: Reason.GONE,
    1893063: Reason.BLOCKED,
    2534025: Reason.TAKEN,
    2534037: Reason.TAKEN,
    2018028: Reason.NOT_ALLOWED,
    458: Outcome.TOKEN,
    459: Outcome.TOKEN,
    460: Outcome.TOKEN,
    463: Outcome.TOKEN,
    464: Outcome.TOKEN,
    467: Outcome.TOKEN,
    492: Outcome.TOKEN,
    2069032: Outcome.TOKEN,
}

CODES: Mapping[int, Meaning] = {
    1: Outcome.AMBIGUOUS,
    2: Outcome.AMBIGUOUS,
    506: Outcome.AMBIGUOUS,  # "duplicate post": perhaps our own earlier attempt
    4: Outcome.THROTTLED,
    17: Outcome.THROTTLED,
    32: Outcome.THROTTLED,
    341: Outcome.THROTTLED,
    613: Outcome.THROTTLED,
    80001: Outcome.THROTTLED,
    80002: Outcome.THROTTLED,
    80006: Outcome.THROTTLED,
    102: Outcome.TOKEN,
    190: Outcome.TOKEN,
    3: Reason.NOT_ALLOWED,
    10: Reason.NOT_ALLOWED,
    283: Reason.NOT_ALLOWED,
    1705: Reason.NOT_ALLOWED,
    100: Reason.INVALID,
    324: Reason.INVALID,  # a picture that is none, to Facebook
    2500: Reason.INVALID,
    368: Reason.BLOCKED,
    2022: Reason.BLOCKED,
    551: Reason.UNREACHABLE,
    10900: Reason.TAKEN,
    2018300: Reason.TAKEN,
    9000001: Reason.GONE,
}

PERMISSIONS = range(200, 300)
NOT_FOUND = (100, 33)
TOO_MUCH_DATA = 1
WHOLE_APPLICATION = {4, 341}
MESSAGES_ONLY = {80006}
HARD_THROTTLES = {1996, 2018338}
REPEATED_WORDS = 1404082


class TooMuchData(TryLater):
    """A read failed with the code that also means "ask for less at once"."""


class NotFacebook(TryLater):
    """Something else answered: the address is wrong, or something stands between."""


class DeadToken(TryLater):
    """The token is dead; `code` says how, in Facebook's numbers."""

    def __init__(self, detail: str, code: str) -> None:
        super().__init__(detail, after=DEAD_TOKEN_PAUSE, whole_scope=True)
        self.code = code


@dataclass(frozen=True)
class GraphError:
    """An error object of the Graph API without its words."""

    status: int
    code: int
    subcode: int
    trace: str
    transient: bool

    @property
    def detail(self) -> str:
        """For operators: codes, and the trace id that Meta's support asks for."""
        return f"http {self.status}, code {self.code}, subcode {self.subcode}, trace {self.trace or '-'}"

    @property
    def meaning(self) -> Meaning | None:
        """What the codes mean; None for codes we do not know."""
        if (self.code, self.subcode) == NOT_FOUND:
            return Reason.GONE
        if self.subcode in SUBCODES:
            return SUBCODES[self.subcode]
        return Reason.NOT_ALLOWED if self.code in PERMISSIONS else CODES.get(self.code)

    def failure(self, *, write: bool, pause: timedelta | None = None) -> Refused | TryLater | Unknown:
        """The exception to raise; `pause` is how long the scope rests after throttling."""
        meaning = self.meaning
        if isinstance(meaning, Reason):
            return Refused(meaning, self.detail)
        if meaning is Outcome.THROTTLED:
            return TryLater(self.detail, after=pause, whole_scope=True)
        if meaning is Outcome.TOKEN:
            return DeadToken(self.detail, f"{self.code}/{self.subcode}")
        if meaning is None and self.status < 500 and not self.transient:
            return Refused(Reason.INVALID, self.detail)
        if write:
            return Unknown(self.detail)
        return TooMuchData(self.detail) if self.code == TOO_MUCH_DATA else TryLater(self.detail)


def graph_error(status: int, body: object) -> GraphError | None:
    """The error object in an answer; None when there is none."""
    error = mapping(mapping(body).get("error"))
    if not error:
        return None
    return GraphError(
        status=status,
        code=_number(error, "code"),
        subcode=_number(error, "error_subcode"),
        trace=id_text(error.get("fbtrace_id"))[:80],
        transient=error.get("is_transient") is True,
    )


def _number(error: Mapping[str, Any], name: str) -> int:
    text = id_text(error.get(name))
    return int(text) if text.isdecimal() and len(text) < 12 else 0
