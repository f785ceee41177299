"""Who has left the chat, or a group of it, loses her rights: as soon as the chat tells, and without that at the next look."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

import pytest

from bot import intake
from bot.desk.office import Office
from bot.municipality.shape import People
from bot.ports.chat import Chat
from bot.ports.happenings import StaffChanged
from bot.watch.groups import EVERY, PEOPLE_EVERY, PER_GROUP, Groups
from tests.bot.solvik import solvik
from tests.waiting import eventually

ANNE, JONAS, DESK = "U0ANNE0001", "U0JONAS001", "S0FRONT001"


class Slow:
    """A clock whose hours pass when a test says so; a wake-up ends a sleep before its time."""

    def __init__(self, office: Office) -> None:
        self.moment = office.clock.now()
        self.until: datetime | None = None
        self.passed = asyncio.Event()

    def now(self) -> datetime:
        return self.moment

    async def sleep_until(self, moment: datetime, *, wake: asyncio.Event | None = None) -> None:
        self.until, self.passed = moment, asyncio.Event()
        ends = [asyncio.ensure_future(each.wait()) for each in (self.passed, wake or asyncio.Event())]
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for end in ends:
                end.cancel()

    def pass_by(self, span: timedelta) -> None:
        self.moment += span
        self.passed.set()


class Staff:
    """The part of a chat that knows who belongs where."""

    def __init__(self) -> None:
        self.group = [ANNE, JONAS]
        self.left: list[str] = []

    async def members(self, group_id: str) -> Sequence[str]:
        return self.group if group_id == DESK else []

    async def gone(self, person_ids: Sequence[str]) -> Collection[str]:
        return [person for person in person_ids if person in self.left]

    async def learn(self, person_ids: Sequence[str]) -> None:
        del person_ids


@pytest.fixture
def by_group(office: Office) -> Office:
    """Solvik, whose front desk is a group and nothing else."""
    town = solvik().model_copy(update={"front_desk": People(group=DESK)})
    office.house = replace(office.house, municipality=town)
    office.clock = cast("Any", Slow(office))
    return office


async def _at_work(office: Office, staff: Staff) -> "asyncio.Task[None]":
    groups = Groups(office, cast(Chat, staff))
    await groups.look()
    task = asyncio.create_task(groups.run())
    clock = cast(Slow, office.clock)
    await eventually(lambda: clock.until is not None and not office.signals.staff.is_set())
    return task


async def test_what_the_chat_tells_takes_the_right_at_once(by_group: Office) -> None:
    staff = Staff()
    task = await _at_work(by_group, staff)
    assert ANNE in by_group.house.rights.front_desk

    staff.group = [JONAS]
    async with by_group.work() as work:
        await intake.handle(work, StaffChanged(group=DESK))

    await eventually(lambda: by_group.house.rights.front_desk == {JONAS})
    task.cancel()


async def test_an_account_that_is_closed_takes_every_right_though_the_file_names_it(by_group: Office) -> None:
    staff = Staff()
    task = await _at_work(by_group, staff)

    staff.left = [ANNE]
    async with by_group.work() as work:
        await intake.handle(work, StaffChanged(person_id=ANNE))

    await eventually(lambda: ANNE not in by_group.house.rights.people)
    assert by_group.house.has_left(ANNE)
    task.cancel()


async def test_what_the_chat_does_not_tell_is_seen_at_the_next_look(by_group: Office) -> None:
    staff = Staff()
    task = await _at_work(by_group, staff)

    staff.group = [JONAS]
    cast(Slow, by_group.clock).pass_by(EVERY)

    await eventually(lambda: by_group.house.rights.front_desk == {JONAS})
    task.cancel()


@pytest.mark.parametrize("happening", [StaffChanged(person_id="U0SOMEBODY"), StaffChanged(group="S0OTHERS01")])
async def test_what_concerns_nobody_of_ours_wakes_nobody(by_group: Office, happening: StaffChanged) -> None:
    async with by_group.work() as work:
        await intake.handle(work, happening)

    assert not by_group.signals.staff.is_set()


def test_groups_are_looked_up_each_minute() -> None:
    assert timedelta(minutes=1) >= EVERY
    assert PER_GROUP * len(solvik().groups) <= EVERY
    assert timedelta(minutes=10) >= PEOPLE_EVERY
