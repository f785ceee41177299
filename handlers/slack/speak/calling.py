"""Around every call to Slack: its failures become the port's three exceptions, and nothing else leaks out."""

from collections.abc import Iterator
from contextlib import contextmanager

from handlers.slack.speak.refusals import failure


@contextmanager
def calling(*, repeatable: bool) -> Iterator[None]:
    """Turn what Slack's client raises into `Refused`, `TryLater` or, for a call that must not be repeated, `Unknown`."""
    try:
        yield
    except Exception as error:
        raise failure(error, repeatable=repeatable) from None
