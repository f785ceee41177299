"""What is stuck in the queues, as troubles: events that cannot be handled, effects that do not come about.

Many rows with one cause are one trouble: events with the same error, cards of the same channel, answers of the same page.
"""

from datetime import timedelta

from bot.desk.office import Office
from bot.orders import kinds
from bot.ports.failures import Reason
from bot.ports.health import Health, Manner, Mark, Trouble, health_of
from storage import troubles
from storage.queues.tables import Inbox

UNSURE_AFTER = timedelta(minutes=30)  # the last of the usual looks comes after a quarter of an hour
MANY_TRIES = 10
SHOWN = (kinds.CARD, kinds.PROPOSAL, kinds.SAY, kinds.REMIND)
KEPT = Manner("alarm.meanwhile.kept")
NAMES = ("inbox", "unknown_page", "cannot_show", "cannot_publish", "unsure_public", "unsure_shown")


class UnknownPage(LookupError):
    """An event names a page that the municipality's file does not."""


class Queues:
    """Looks at the inbox and the deliveries."""

    def __init__(self, office: Office) -> None:
        self.office = office

    async def health(self) -> Health:
        """What is stuck, and what no longer is."""
        now = self.office.clock.now()
        async with self.office.database.read() as session:
            found = [event_trouble(row) for row in await troubles.parked_events(session)]
            hidden = await troubles.unshown(session, SHOWN, MANY_TRIES, Reason.GONE)
            found += [unshown_trouble(channel, number) for channel, number in hidden]
            refused = await troubles.not_allowed_to_publish(session, kinds.PUBLISH, Reason.NOT_ALLOWED)
            found += [_about_page("cannot_publish", page, number) for page, number in refused]
            for kind, question in await troubles.unsure(session, now - UNSURE_AFTER):
                found.append(_unsure(kind, question.page, question.channel, question.id or 0))
            known = [(one.name, one.subject) for one in await troubles.open_ones(session)]
        first_of_each = {trouble.mark: trouble for trouble in reversed(found)}
        return health_of(first_of_each.values(), [mark for mark in known if _is_ours(mark)])


def event_trouble(row: Inbox) -> Trouble:
    """An event that waits for the operator."""
    if row.error == UnknownPage.__name__:
        page = str(row.body.get("page_id", ""))
        return Trouble("unknown_page", "alarm.unknown_page", (("page", page),), page, KEPT)
    return Trouble("inbox", "alarm.inbox", (("number", str(row.id)),), row.error, KEPT)


def unshown_trouble(channel: str, number: int) -> Trouble:
    """A channel does not show a question that belongs there."""
    values = (("number", str(number)), ("channel", channel))
    return Trouble("cannot_show", "alarm.cannot_show", values, channel, KEPT)


def _unsure(kind: str, page: str, channel: str, number: int) -> Trouble:
    if kind in (kinds.PUBLISH, kinds.PRIVATE):
        return _about_page("unsure_public", page, number)
    values = (("number", str(number)), ("channel", channel))
    return Trouble("unsure_shown", "alarm.unsure_shown", values, channel, KEPT)


def _about_page(name: str, page: str, number: int) -> Trouble:
    return Trouble(name, f"alarm.{name}", (("page", page), ("number", str(number))), page, KEPT)


def _is_ours(mark: Mark) -> bool:
    return mark[0] in NAMES
