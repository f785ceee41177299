"""Everything that can go wrong with this Facebook by name. To add a fault: a line in FAULTS, and where it strikes.

The `where` of an API fault is "METHOD /path page-key"; of a webhook fault "field item verb id".
"""

from collections.abc import Callable

from sandbox.facebook.errors import GraphError, bad_token, gone, not_permitted, throttled
from sandbox.faults import Faults

REGAIN_MINUTES = 5

REFUSALS: dict[str, tuple[str, Callable[[], GraphError]]] = {
    "facebook.throttled": ("80001: the page's quota is used up", lambda: throttled(80001, REGAIN_MINUTES)),
    "facebook.app_throttled": ("4: the application's quota is used up", lambda: throttled(4, REGAIN_MINUTES)),
    "facebook.token_expired": ("190/463: the token has run out", lambda: bad_token(463)),
    "facebook.password_changed": ("190/460: the person behind the token changed the password", lambda: bad_token(460)),
    "facebook.role_lost": ("190/492: the person behind the token lost the role on the page", lambda: bad_token(492)),
    "facebook.permission_lost": ("10: a permission is gone", lambda: not_permitted("a permission that was withdrawn")),
    "facebook.blocked": (
        "368/1390008: the page writes too often",
        lambda: GraphError(368, "Blocked as abusive", subcode=1390008),
    ),
    "facebook.repeated_text": (
        "368/1404082: this text was written too often",
        lambda: GraphError(368, "Blocked as repeated content", subcode=1404082),
    ),
    "facebook.gone": ("100/33: the thing is gone or cannot be seen, this time", lambda: gone("any", "0")),
    "facebook.owned_elsewhere": (
        "100/2534037: another application owns the conversation",
        lambda: GraphError(100, "Another app controls this thread now", subcode=2534037),
    ),
    "facebook.taken_privately": (
        "10900: staff used the one private reply",
        lambda: GraphError(10900, "Already replied to"),
    ),
    "facebook.reduce_data": (
        "1: asked for too much at once",
        lambda: GraphError(1, "Please reduce the amount of data you're asking for", status=500),
    ),
    "facebook.unavailable": (
        "503 with code 2, nothing done",
        lambda: GraphError(2, "Service temporarily unavailable", status=503, transient=True),
    ),
}

FAULTS: dict[str, str] = {name: meaning for name, (meaning, _) in REFUSALS.items()} | {
    "facebook.bad_gateway": "502 with an HTML page, nothing done",
    "facebook.bad_gateway_after_write": "the write is done, then 502 with an HTML page",
    "facebook.unavailable_after_write": "the write is done, then 503 with code 2",
    "facebook.cut": "the connection is cut before anything is done",
    "facebook.cut_after_write": "the write is done, then the connection is cut",
    "facebook.no_id": "the write is done and answered with 200, but without an id",
    "facebook.slow": "the call is done at once, the answer comes late",
    "facebook.short_page": "a list page holds half of what was asked for, and has a next page",
    "facebook.empty_page": "a list page is empty, and has a next page",
    "facebook.webhook.duplicate": "an event is delivered twice",
    "facebook.webhook.reorder": "an event is delivered after the one that follows it",
    "facebook.webhook.delay": "an event is delivered ten minutes late",
    "facebook.webhook.drop": "an event is never delivered",
    "facebook.webhook.wrong_signature": "an event carries a signature made with another secret, this one time",
    "facebook.webhook.together": "an event waits for the next one and both come in one POST",
    "facebook.webhook.strange": "an event of an unknown kind with unknown fields comes along",
}


def refusal(faults: Faults, where: str) -> GraphError | None:
    """The refusal that strikes this call, if one does; nothing is done then."""
    return next((make() for name, (_, make) in REFUSALS.items() if faults.strikes(name, where)), None)
