"""From the inbox into the flow: each event is understood by its door and handled in one transaction.

What cannot be handled stays: it is tried again with growing pauses, and after the last try it is parked for the
operator and said in the channel. Nothing is dropped.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot import catching_up, telling
from bot.desk.office import Office
from bot.flow.answering import reply
from bot.flow.answering.talk import beside
from bot.flow.asking import arrive, change
from bot.flow.forgetting.forget import forget
from bot.log import Log
from bot.ports.happenings import (
    Happening,
    Hid,
    LookedIn,
    Rewrote,
    Said,
    SaidBeside,
    StaffChanged,
    Unsaid,
    Withdrew,
    Wrote,
)
from bot.rules.troubles import channel_for
from bot.watch import alarms, stuck
from bot.watch.stuck import UnknownPage
from bot.work import NotYet, Work
from storage import cursors
from storage.queues import inbox
from storage.queues.tables import Inbox

log = Log(__name__)

Reader = Callable[[Mapping[str, Any]], Sequence[Happening]]

PAUSES = tuple(timedelta(seconds=s) for s in (2, 10, 60, 300, 1800))
SOON = timedelta(seconds=2)
IDLE = timedelta(seconds=5)
CHANGES: dict[type, Callable[..., Any]] = {
    Rewrote: change.rewrote,
    Withdrew: change.withdrew,
    Hid: change.hid,
}


class Intake:
    """Works the inbox off, oldest first. `readers` knows how each door's events are understood."""

    def __init__(self, office: Office, readers: Mapping[str, Reader]) -> None:
        self.office = office
        self.readers = readers

    async def run(self) -> None:
        """Handle events until cancelled."""
        while True:
            if await self._wait():
                await self.office.hearing.calm()
                await self.handle_one()

    async def handle_one(self) -> bool:
        """Handle the next event that is due; False if there is none."""
        row: Inbox | None = None
        try:
            async with self.office.work() as work:
                row = await inbox.next_waiting(work.session, work.now)
                if row is None:
                    return False
                row_id = row.id
                await self._handle(work, row)
                await inbox.done(work.session, row)
        except Exception as error:
            if row is None:  # the store could not even be asked
                raise
            await self._postpone(row_id, error)
        return True

    async def _handle(self, work: Work, row: Inbox) -> None:
        if row.door == catching_up.OWN_DOOR:
            await catching_up.tell(work, row.body)
            return
        if "forget" in row.body:
            await self._forget(work, row)
        found = replace(work, source=catching_up.mark(row.body.get("repair")))
        happenings = self.understood(row)
        for happening in happenings:
            await handle(found, happening)
        if any(isinstance(happening, SaidBeside | StaffChanged) for happening in happenings):
            row.body = {}  # what people write in a channel, and who they are, is not ours to keep

    async def _forget(self, work: Work, row: Inbox) -> None:
        """Erase what we know by that id, then the id itself, and say so; the platform may call a person otherwise on the page."""
        found = await forget(work, str(row.body["forget"]))
        row.body = {}
        key = "alarm.forgotten" if found.questions or found.kept else "alarm.forget"
        channel = channel_for(work.house.municipality, "")
        count = str(len(found.questions))
        await telling.alarm(work, f"forget:{row.id}", channel, key, number=str(row.id), count=count)
        if found.kept:
            numbers = ", ".join(str(number) for number in found.kept)
            await telling.alarm(work, f"forget-kept:{row.id}", channel, "alarm.forget_kept", numbers=numbers)

    def understood(self, row: Inbox) -> Sequence[Happening]:
        """What an event means to us."""
        return self.readers[row.door](row.body)

    async def _postpone(self, row_id: int | None, error: Exception) -> None:
        async with self.office.work() as work:
            row = await work.session.get(Inbox, row_id)
            if row is None:
                return
            row.error = type(error).__name__
            if isinstance(error, NotYet):
                row.due_at = work.now + SOON
            elif isinstance(error, UnknownPage) or row.attempts >= len(PAUSES):
                await self._park(work, row)
            else:
                row.due_at = work.now + PAUSES[row.attempts]
                row.attempts += 1
            work.session.add(row)
        log.warning("event not handled", inbox=row_id, door=row.door, error=row.error, state=row.state)

    async def _park(self, work: Work, row: Inbox) -> None:
        row.state = "parked"
        await alarms.found(work, stuck.event_trouble(row))

    async def _wait(self) -> bool:
        """Wait for the next event, but not for long; whether there may be one."""
        signals, clock = self.office.signals, self.office.clock
        async with self.office.database.read() as session:
            due_at = await inbox.next_due(session)
        latest = clock.now() + IDLE
        await clock.sleep_until(min(due_at or latest, latest), wake=signals.inbox)
        is_due = signals.inbox.is_set() or (due_at is not None and due_at <= clock.now())
        signals.inbox.clear()
        return is_due


async def handle(work: Work, happening: Happening) -> None:
    """Let one happening have its effect. Raises `UnknownPage` for a page that is not ours, `NotYet` to come back."""
    match happening:
        case Wrote() | Rewrote() | Withdrew() | Hid():
            page = work.house.municipality.page_key(happening.page_id)
            if page is None:
                raise UnknownPage(happening.page_id)
            horizon = await cursors.event_seen(work.session, page, work.now, catching_up.BEFORE_WE_CAME)
            if isinstance(happening, Wrote):
                await arrive.wrote(work, page, happening, horizon)
            else:
                await CHANGES[type(happening)](work, page, happening)
        case _:
            await IN_THE_CHAT[type(happening)](work, happening)


async def _looked_in(work: Work, h: LookedIn) -> None:
    await telling.home(work, h.person_id, h.at)


async def _staff_changed(work: Work, h: StaffChanged) -> None:
    """Wake who keeps the rights, if it may concern them."""
    if h.person_id in work.house.rights.people or h.group in work.house.municipality.groups:
        work.news.add("staff")


IN_THE_CHAT: dict[type, Callable[..., Any]] = {
    Said: reply.said,
    SaidBeside: beside.said,
    Unsaid: reply.unsaid,
    LookedIn: _looked_in,
    StaffChanged: _staff_changed,
}
