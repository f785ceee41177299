"""Who belongs to the user groups that the municipality named: looked up each minute, and at once when the chat tells.

A group that cannot be looked up keeps the members it had; after an hour people are told, and after a day it counts as
empty, so that nobody keeps a right for long that may have been taken away. That hour and that day are our choice.
They are counted from the last sure look, which the store remembers: a restart neither takes a right nor lengthens one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk.office import Office
from bot.log import Log
from bot.ports.chat import Chat
from bot.ports.failures import Refused, TryLater
from bot.ports.health import Health, Manner, Trouble, health_of
from bot.rules.rights import Rights, rights_of
from storage import groups

log = Log(__name__)

EVERY = timedelta(minutes=1)
PER_GROUP = timedelta(seconds=4)  # a chat lets us ask some twenty times a minute: with many groups a look comes later
PEOPLE_EVERY = timedelta(minutes=10)
SURE_FOR = timedelta(hours=1)
CLOSED_AFTER = timedelta(days=1)
GROUP, CLOSED, EMPTY, NOBODY = "group_unknown", "group_closed", "group_empty", "nobody_approves"
_KNOWN_FOR_NOW = Manner("alarm.meanwhile.group")
_CLOSED = Manner("alarm.meanwhile.group_closed")
_EMPTY = Manner("alarm.meanwhile.group_empty", sightings=2)
_STOPS = Manner("alarm.meanwhile.nobody", stops=True)


@dataclass(frozen=True)
class Membership:
    """What is known of one group: its members when it was seen last, and why the last look failed, if it did."""

    members: frozenset[str] = frozenset()
    seen_at: datetime | None = None
    failure: str = ""

    def counts(self, now: datetime) -> bool:
        """Whether its members may still do what the group may do. A machine that slept has not failed to look."""
        return self.seen_at is not None and (not self.failure or now - self.seen_at < CLOSED_AFTER)

    def is_unsure(self, now: datetime) -> bool:
        """Whether people must hear that it cannot be looked up."""
        return bool(self.failure) and (self.seen_at is None or now - self.seen_at >= SURE_FOR)

    @property
    def is_empty(self) -> bool:
        """Whether it is surely there and has nobody in it."""
        return self.seen_at is not None and not self.failure and not self.members

    def not_after(self, now: datetime) -> "Membership":
        """The same; but a look from the future, which a wrong clock has left behind, was made now at the latest."""
        return replace(self, seen_at=min(self.seen_at, now)) if self.seen_at else self


class Groups:
    """Keeps the rights in step with the chat's groups."""

    def __init__(self, office: Office, chat: Chat) -> None:
        self.office = office
        self.chat = chat
        self._known = {group: Membership() for group in office.house.municipality.groups}
        self._left: frozenset[str] = frozenset()

    async def run(self) -> None:
        """Look until cancelled: each minute, and as soon as the chat tells of a change. The first look is the assembly's."""
        clock, staff = self.office.clock, self.office.signals.staff
        people_at = clock.now()
        while True:
            if staff.is_set() or clock.now() >= people_at:
                staff.clear()
                await self._ask_about_people()
                people_at = clock.now() + PEOPLE_EVERY
            await clock.sleep_until(clock.now() + max(EVERY, PER_GROUP * len(self._known)), wake=staff)
            await self.look()

    async def _ask_about_people(self) -> None:
        """Learn what everybody is called, and who has left: she has no rights any more, and whoever stands in or the desk is called.

        An expert may name a colleague who has never been in the channel; a text is made without asking the chat.
        """
        everybody = sorted(self._rights().people)
        await self.chat.learn(everybody)
        self._left = frozenset(await self.chat.gone(everybody))
        self.office.house = self.office.house.without(self._left)
        self._let_rights_follow()

    async def look(self) -> None:
        """Look up each group, remember what is sure, and let the rights follow what is known."""
        looked = {group: await self._looked_up(group) for group in self._known}
        sure = {group: each.members for group, each in looked.items() if not each.failure}
        remembered = await self._remembered(sure)
        for group, each in looked.items():
            former = [self._known[group], remembered.get(group, Membership())]
            self._known[group] = replace(self._newest(former), failure=each.failure) if each.failure else each
        self._let_rights_follow()

    async def health(self) -> Health:
        """Groups nobody can be sure of any more, and a front desk in which nobody may approve."""
        now = self.office.clock.now()
        if any(known.is_unsure(now) for known in self._known.values()):
            await self.look()  # the chat may have been away, and be back
        self._let_rights_follow()
        settled = [(NOBODY, "")]
        settled += [(GROUP, group) for group, known in self._known.items() if not known.is_unsure(now)]
        settled += [
            (name, group) for group, known in self._known.items() if not known.failure for name in (CLOSED, EMPTY)
        ]
        return health_of(self._troubles(now), settled)

    def _troubles(self, now: datetime) -> Iterator[Trouble]:
        for group, known in self._known.items():
            if known.is_unsure(now):
                name, manner = (GROUP, _KNOWN_FOR_NOW) if known.counts(now) else (CLOSED, _CLOSED)
                name = name if known.seen_at else GROUP  # nobody has lost a right through it
                values = (("group", group), ("error", known.failure))
                yield Trouble(name, f"alarm.{name}", values, group, manner)
            elif known.is_empty:
                yield Trouble(EMPTY, f"alarm.{EMPTY}", (("group", group),), group, _EMPTY)
        if not self.office.house.rights.front_desk:
            yield Trouble(NOBODY, f"alarm.{NOBODY}", (), "", _STOPS)

    async def _looked_up(self, group: str) -> Membership:
        try:
            members = frozenset(await self.chat.members(group))
        except (TryLater, Refused) as why:
            log.warning("group not looked up", group=group, detail=why.detail)
            return Membership(failure=why.detail or type(why).__name__)
        return Membership(members, self.office.clock.now())

    async def _remembered(self, sure: Mapping[str, frozenset[str]]) -> Mapping[str, Membership]:
        """Note what is sure now; what the store knows then, from this process or another."""
        try:
            async with self.office.database.write() as session:
                await groups.keep_only(session, self._known)
                await groups.seen(session, sure, self.office.clock.now())
                known = await groups.known(session)
        except Exception as error:  # a store that takes nothing: what is in memory still counts
            log.error("groups not remembered", error=type(error).__name__)
            return {}
        return {group: Membership(members, seen_at) for group, (members, seen_at) in known.items()}

    def _newest(self, former: Sequence[Membership]) -> Membership:
        """What the latest look saw."""
        now = self.office.clock.now()
        seen = [each.not_after(now) for each in former if each.seen_at]
        return max(seen, key=lambda each: each.seen_at or now, default=Membership())

    def _let_rights_follow(self) -> None:
        rights = self._rights().without(self._left)
        if rights != self.office.house.rights:
            self.office.house = self.office.house.with_rights(rights)

    def _rights(self) -> Rights:
        """Everybody's part as the file and the groups give it."""
        now = self.office.clock.now()
        members = {group: known.members for group, known in self._known.items() if known.counts(now)}
        return rights_of(self.office.house.municipality, members)
