"""The whole story in bad weather: people who do again what did not work, time that passes, and an audit at the end."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from sandbox.catalogue import catalogue, faults_of
from sandbox.people import CITIZENS
from sandbox.server import Sandbox
from sandbox.slack.state.values import View
from tests.chats import fields as fields_of
from tests.crash.machinery.asked import Kind, Question, questions
from tests.crash.machinery.audit import Fault, Finding, audit
from tests.crash.machinery.people import People
from tests.town import ANNE, CHANNEL, JONAS, OLA, Town, shown
from tests.waiting import eventually

EVERY_WAIT_IS_OVER = timedelta(minutes=16)  # the longest look after an unclear outcome comes after ten minutes
RATE = 40.0
FIRST_SECONDS, STEP_SECONDS, STEP = 2.0, 0.5, timedelta(minutes=15)
WHERE_IT_HURTS = {"facebook": "POST /", "slack": "chat.postMessage", "teams": "begin"}
CHANCES = {"refusal": 0.004, "connection": 0.01, "call": 0.01, "after_write": 0.08, "line": 0.02}


@dataclass
class Unharmed:
    """A program that nobody kills."""

    killed_at: float = 0.0
    fell: tuple[int, ...] = ()


class Dogged(People):
    """People who give a text that came back another try, and pick the expert's words when no proposal came of them."""

    async def _forgotten(self, question: Question) -> None:
        self._comment(question)
        await self._until("asked", lambda: self._says(question, "Venter på svar fra"), lambda: self._ask(question))
        await self._until("holding reply", lambda: self._is_held(question), lambda: self._hold(question))

    def _is_held(self, question: Question) -> bool:
        return bool(self._facebook.replies_by_page(question.id))

    async def _hold(self, question: Question) -> None:
        card = self._card(question)
        button = card.button("holding") if card else None
        if card is None or button is None:
            return
        async with self._hands[ANNE]:
            await self._slack.press(ANNE, CHANNEL, card.ts, button[0])
            view = self._slack.view_of(ANNE)
            if view and _is_about(question, view):
                await self.send(ANNE, view.id, {"holding": "holding", "department": "teknisk"})

    async def _say_yes(self, question: Question, by: str) -> None:
        thread = self._thread(question)
        if any("Forslag til svar" in shown(message) for message in thread):
            await super()._say_yes(question, by)
            return
        for message in thread:
            if message.user == OLA:
                await self._slack.shortcut(JONAS, CHANNEL, message.ts, "use_as_answer")


class Late(Dogged):
    """People who leave a question lying at first: here until a fault `has_struck`, which waits for what comes later."""

    def __init__(self, sandbox: Sandbox, has_struck: Callable[[], bool]) -> None:
        super().__init__(sandbox, Unharmed())  # type: ignore[arg-type]
        self._has_struck = has_struck

    async def _ask(self, question: Question) -> None:
        if self._has_struck():
            await super()._ask(question)


def _is_about(question: Question, view: View) -> bool:
    """Whether a form is the one for holding this citizen: it may be one that opened late."""
    name = next(citizen.name for citizen in CITIZENS if citizen.id == question.citizen).split()[0]
    return fields_of(view) >= {"holding", "department"} and f"Hei, {name}!" in shown(view)


@dataclass
class Weather:
    """One town and everything that was ever asked in it, so that the audit misses nothing. What is `borne` is no finding."""

    town: Town
    borne: Collection[Fault] = ()
    asked: list[Question] = field(default_factory=list)
    places: Iterator[tuple[str, str]] = field(default_factory=questions)

    def question(self, why: str, kind: Kind = Kind.ASKED) -> Question:
        """The next question; no other has its words."""
        question = Question(kind, *next(self.places), why=why)
        self.asked.append(question)
        return question

    async def play(self, *asked: Question, people: People | None = None) -> None:
        """Play the questions side by side while time passes; then all misfortune ends, and what waits is delivered."""
        people = people or Dogged(self.town.sandbox, Unharmed())  # type: ignore[arg-type]
        await self._while_time_passes(asyncio.gather(*map(people.play, asked)))
        self.town.sandbox.faults.disarm()
        await self._calm()

    def findings(self) -> list[Finding]:
        """Everything that is wrong anywhere in the town."""
        return [finding for finding in audit(self.town.sandbox, self.asked) if finding.fault not in self.borne]

    async def _while_time_passes(self, story: Awaitable[object]) -> None:
        passing = asyncio.create_task(self._time())
        try:
            await story
        finally:
            passing.cancel()
            await asyncio.gather(passing, return_exceptions=True)

    async def _time(self) -> None:
        """Most misfortunes pass in a minute by themselves, a few in an hour."""
        await asyncio.sleep(FIRST_SECONDS)
        while True:
            self.town.clock.move(STEP)
            await asyncio.sleep(STEP_SECONDS)

    async def _calm(self) -> None:
        """Wait until all is well. Where it is not, the audit will say what is wrong."""
        with suppress(AssertionError):
            await eventually(self._is_well, within=8, every=0.2)

    def _is_well(self) -> bool:
        if waits := self.town.slack.unheard + self.town.facebook.sender.undelivered:
            self.town.clock.move(timedelta(minutes=61))
        return not waits and not self.findings()

    async def much_later(self) -> None:
        """Let all waits run out, so that whatever wants to come twice has come."""
        self.town.clock.move(EVERY_WAIT_IS_OVER)
        await self.town.everything_is_heard()


def arm(town: Town, name: str) -> None:
    """Let a fault strike twice where the panel aims it, and if that is anywhere, once where it hurts most."""
    fault = catalogue()[name]
    if town.sandbox.teams:
        town.sandbox.teams.notary.withdraw()  # so that the login, which is seldom asked, can fail, too
    town.sandbox.faults.arm(name, times=2, match=fault.aim)
    if not fault.aim:
        town.sandbox.faults.arm(name, match=WHERE_IT_HURTS[fault.door])


def arm_everything(town: Town, seed: int, *, besides: Collection[str]) -> None:
    """Let anything go wrong at any time, by chance: about every tenth call, every third write and every third event."""
    faults = town.sandbox.faults
    faults.reseed(seed)
    for name, fault in faults_of(town.sandbox.doors).items():
        if name not in besides:
            faults.arm(name, times=None, chance=CHANCES.get(fault.group, 0.05), match=fault.aim)
