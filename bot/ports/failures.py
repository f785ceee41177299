"""How a call to the outside can fail: refused for good, to be tried later, or unknown.

Tokens and texts never appear in an exception's words.
"""

from datetime import timedelta
from enum import StrEnum


class Reason(StrEnum):
    """Why the outside refused for good, as far as it matters to what a person does next."""

    GONE = "gone"  # the comment, person, message or channel does not exist (any more) or cannot be seen
    NOT_ALLOWED = "not_allowed"  # a permission, role or token is missing: the operator must act
    TOO_LONG = "too_long"
    WINDOW_CLOSED = "window_closed"  # too late for a message: answer in public or by other means
    UNREACHABLE = "unreachable"  # the person cannot receive messages
    BLOCKED = "blocked"  # the platform holds the page back as abusive
    TAKEN = "taken"  # another application or a member of staff owns the conversation, or used the one chance
    INVALID = "invalid"  # our request was wrong: a bug


class Refused(Exception):
    """The outside said no for good; nothing was done. `detail` is for operators: codes and ids, no texts."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class TryLater(Exception):
    """Surely nothing was done, and trying again makes sense.

    `after` is how long to wait when the outside says so. `whole_scope` means everything to the same page or channel
    has to wait (throttling, dead token); such a pause does not count as an attempt.
    """

    def __init__(self, detail: str = "", *, after: timedelta | None = None, whole_scope: bool = False) -> None:
        super().__init__(detail)
        self.detail = detail
        self.after = after
        self.whole_scope = whole_scope


class Unknown(Exception):
    """It may or may not have been done. Look before repeating."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
