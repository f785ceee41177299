"""The bot as the doors see it: hears events, answers clicks, forms and commands. Each call is one transaction."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Protocol

from bot.catching_up import BEFORE_WE_CAME, pass_over
from bot.desk.pressing import pressed
from bot.desk.sending import chosen, fault_field, submitted
from bot.drawing.lists import open_list
from bot.flow.answering.talk import beside
from bot.flow.asking.identity import last_segment
from bot.hearing import Hearing
from bot.log import Log
from bot.ports.calls import (
    Done,
    Event,
    FieldErrors,
    OpenForm,
    Passes,
    Press,
    PressReply,
    Seen,
    Submission,
    SubmitReply,
    Told,
)
from bot.ports.card import Card
from bot.ports.cleaning import clean
from bot.ports.clock import Clock
from bot.ports.happenings import SaidBeside
from bot.replicas import Turns
from bot.work import House, NotMoved, Work
from storage import cursors, open_questions, questions
from storage.database import Database
from storage.queues import inbox, news, probe
from storage.queues.claiming.claimant import Claimant

log = Log(__name__)

FORMS = "form"  # the door under which forms that had their effect are noted


@dataclass
class Signals:
    """Wakes the workers as soon as there is something for them; they look again by themselves all the same."""

    inbox: asyncio.Event = field(default_factory=asyncio.Event)
    deliveries: asyncio.Event = field(default_factory=asyncio.Event)
    moments: asyncio.Event = field(default_factory=asyncio.Event)
    staff: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self, names: Collection[str]) -> None:
        """Wake the workers of these names."""
        for name in names:
            getattr(self, name).set()

    def hear(self, names: Collection[str]) -> None:
        """Wake whom another process names; all of them when it names nobody we know: something may have been missed."""
        known = [one.name for one in fields(self)]
        self.wake([name for name in known if name in names] or known)


class Hands(Protocol):
    """Who makes what was ordered, while it is at work: `bot/delivery/`."""

    async def claim_first(self, work: Work) -> bool:
        """Claim what stands first where the work ordered or finished something, to be begun as soon as that is committed.

        Returns whether something was left that the worker has to come back for.
        """
        ...


class Office:
    """Answers the doors' calls and remembers for them. Implements `bot.ports.calls.Calls` and `bot.ports.calls.Memory`."""

    def __init__(self, database: Database, house: House, clock: Clock) -> None:
        self.database = database
        self.house = house
        self.clock = clock
        self.signals = Signals()
        self.claimant: Claimant | None = None
        self.hands: Hands | None = None
        self.hearing = Hearing(self._store)
        self.has_erased = False  # whether something was erased that the files below may still hold

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        """One transaction of the flow at the present moment; wakes the workers when it has been committed.

        What it orders is claimed in it and begun with its commit, if nothing stands before it and hands are free.
        """
        async with self.database.write() as session:
            work = Work(session, self.clock.now(), self.house)
            yield work
            if work.lanes and (self.hands is None or await self.hands.claim_first(work)):
                work.news.add("deliveries")
            await news.tell(session, self.database.id, work.news)
        self.has_erased |= bool(work.erased)
        self.signals.wake(work.news)

    async def hear(self, events: Sequence[Event]) -> None:
        """Commit raw events to the inbox; a repetition is no second row."""
        if events:
            await self.hearing.store([replace(event, body=clean(dict(event.body))) for event in events])
        self.signals.inbox.set()

    async def _store(self, events: Sequence[Event]) -> None:
        async with self.database.write() as session:
            await inbox.keep(session, events, self.clock.now())
            await news.tell(session, self.database.id, {"inbox"})

    async def store_again(self) -> None:
        """Write something of an event's size, and take it back. Raises while the store does not take it."""
        async with self.database.write() as session:
            await probe.write(session, self.clock.now())
        self.hearing.failure = ""

    def concerns(self, said: SaidBeside) -> bool:
        """Whether what somebody wrote in a channel itself may be an answer."""
        return beside.concerns(self.house, said)

    async def press(self, press: Press) -> PressReply:
        """Let a button do its work, or tell the person why it did not."""
        press = replace(press, said=press.said and replace(press.said, text=clean(press.said.text)))
        try:
            async with self.work() as work:
                return await pressed(work, press)
        except NotMoved as why:
            return Told(self.words(why.key, **why.values))

    async def submit(self, submission: Submission) -> SubmitReply:
        """Let a form do its work once, however often it is sent; a fault keeps it open with the person's typing."""
        submission = replace(submission, values=clean(dict(submission.values)))
        try:
            async with self.work() as work:
                if not await inbox.is_first(work.session, FORMS, submission.key, work.now):
                    return Done()
                reply = await submitted(work, submission)
                if isinstance(reply, OpenForm):  # nothing has been done yet
                    await inbox.forget(work.session, FORMS, submission.key)
                return reply
        except NotMoved as why:
            return FieldErrors({fault_field(submission.form, why.key): self.words(why.key, **why.values)})

    async def choose(self, filling: Submission) -> SubmitReply:
        """Draw a form anew for what was chosen in it, without sending it."""
        filling = replace(filling, values=clean(dict(filling.values)))
        try:
            async with self.work() as work:
                return OpenForm(await chosen(work, filling))
        except NotMoved as why:
            return Told(self.words(why.key, **why.values))

    async def command(self, person_id: str, text: str) -> Sequence[Card]:
        """Answer the slash command: the open questions."""
        async with self.database.read() as session:
            return await open_list(session, self.house, self.clock.now(), person_id, text)

    def words(self, key: str, **values: str) -> str:
        """A sentence for staff."""
        return self.house.say(key, **values)

    async def seen(self, page: str, ids: Sequence[str]) -> Mapping[str, Seen]:
        """What we know about what stands on a page."""
        by_segment = {last_segment(known): known for known in ids}
        async with self.database.read() as session:
            remarks = await questions.remarks_by_ids(session, page, list(by_segment))
        return {
            by_segment[r.last_id]: Seen(
                r.words_hash, hidden=r.hidden, gone=r.gone_at is not None, nameless=not r.author_id
            )
            for r in remarks
            if r.author or r.gone_at  # what only an early edit or hide has named has not been heard yet
        }

    async def watched_posts(self, page: str, since: datetime) -> Sequence[str]:
        """Posts of a page that are worth reading again."""
        async with self.database.read() as session:
            return await questions.posts_since(session, page, since)

    async def standing(self, page: str, post_id: str) -> Sequence[str]:
        """What we believe stands under a post."""
        async with self.database.read() as session:
            return await questions.standing(session, page, last_segment(post_id))

    async def messages_wait_since(self, page: str) -> datetime | None:
        """How far back the oldest message that is still an open question lies."""
        async with self.database.read() as session:
            return await open_questions.messages_wait_since(session, page)

    async def passes(self, page: str) -> Passes:
        """When the page was last read, by this process or another."""
        async with self.database.read() as session:
            return Passes(*await cursors.passes(session, page))

    def turn(self, page: str) -> AbstractAsyncContextManager[bool]:
        """The turn to read a page; False when it is another process's."""
        return Turns(self.database, self.claimant).at(page)

    async def pass_complete(
        self, page: str, started_at: datetime, repaired: int, *, full: bool, tells: bool = False
    ) -> None:
        """Record a complete pass; its end goes to the inbox behind all that it has found."""
        async with self.database.write() as session:
            before = await cursors.pass_complete(session, page, started_at, repaired, BEFORE_WE_CAME, full=full)
            if tells and before:
                await inbox.keep(session, [pass_over(page, before, started_at)], self.clock.now())
        self.signals.inbox.set()
        log.info("page read", page=page, repaired=repaired)
