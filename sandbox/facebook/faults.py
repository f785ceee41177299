"""What this Facebook says when it is made to go wrong. To add a fault: a paragraph in `sandbox/faults.toml`, and where it strikes.

The statuses of the answers after a write are assumptions: codes 1 and 2 have been seen with 400 and with 500.
"""

from collections.abc import Callable, Mapping

from sandbox.facebook.graph.errors import GraphError, bad_token, gone, not_permitted, throttled
from sandbox.faults import Faults

REGAIN_MINUTES = 5

REFUSALS: Mapping[str, Callable[[], GraphError]] = {
    "facebook.throttled": lambda: throttled(80001, REGAIN_MINUTES),
    "facebook.app_throttled": lambda: throttled(4, REGAIN_MINUTES),
    "facebook.token_expired": lambda: bad_token(463),
    "facebook.password_changed": lambda: bad_token(460),
    "facebook.role_lost": lambda: bad_token(492),
    "facebook.permission_lost": lambda: not_permitted("a permission that was withdrawn"),
    "facebook.blocked": lambda: GraphError(368, "Blocked as abusive", subcode=1390008),
    "facebook.repeated_text": lambda: GraphError(368, "Blocked as repeated content", subcode=1404082),
    "facebook.gone": lambda: gone("any", "0"),
    "facebook.owned_elsewhere": lambda: GraphError(100, "Another app controls this thread now", subcode=2534037),
    "facebook.taken_privately": lambda: GraphError(10900, "Already replied to"),
    "facebook.reduce_data": lambda: GraphError(1, "Please reduce the amount of data you're asking for", status=500),
    "facebook.unavailable": lambda: GraphError(2, "Service temporarily unavailable", status=503, transient=True),
}
"""Nothing is done, and the answer is an error."""

AFTER_WRITE: Mapping[str, Callable[[], GraphError]] = {
    "facebook.unavailable_after_write": REFUSALS["facebook.unavailable"],
    "facebook.code_1_after_write": lambda: GraphError(1, "An unknown error occurred", status=500),
    "facebook.code_2_after_write": lambda: GraphError(2, "An unexpected error has occurred"),
}
"""The write is done, and the answer is an error all the same."""


def refusal(faults: Faults, where: str) -> GraphError | None:
    """The refusal that strikes this call, if one does; nothing is done then."""
    return _struck(REFUSALS, faults, where)


def denial(faults: Faults, where: str) -> GraphError | None:
    """The error that strikes a write which is done, if one does."""
    return _struck(AFTER_WRITE, faults, where)


def _struck(errors: Mapping[str, Callable[[], GraphError]], faults: Faults, where: str) -> GraphError | None:
    return next((make() for name, make in errors.items() if faults.strikes(name, where)), None)
