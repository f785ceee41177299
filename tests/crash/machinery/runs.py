"""The two runs: one story for each named step, and many stories at once with kills and mishaps at random."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.chats import SLACK, TEAMS
from tests.crash.machinery.asked import Kind, Question, possible, questions
from tests.crash.machinery.audit import Fault, Finding, audit
from tests.crash.machinery.chats import dangers_of
from tests.crash.machinery.kills import Trap, kill_at_random
from tests.crash.machinery.people import People
from tests.crash.machinery.world import World
from tests.town import staff_chat

SIDE_BY_SIDE = 20  # questions that people see to at the same time: most of them wait for something
_A, _W, _R, _F = Kind.ASKED, Kind.WRITTEN, Kind.RETHOUGHT, Kind.FORGOTTEN
MIXTURE = (_A, _F, _W, _R, Kind.MESSAGE, _A, Kind.CLOSED, _A, _W, _R, _A, Kind.PICTURED)
QUIET = timedelta(minutes=15)  # longer than any wait after an unknown outcome
CALM_SECONDS = 60.0
MOMENT_LOOKS = 50  # ten a second
# Solvik's questions of Monday are due on Wednesday at 15.30; the last reminder may wait for Thursday's opening.
MONDAY_CLOSES = datetime(2026, 2, 9, 14, 30, tzinfo=UTC)
REMINDED_AT = (datetime(2026, 2, 11, 12, 35, tzinfo=UTC), datetime(2026, 2, 11, 14, 31, tzinfo=UTC))
AT_LAST = datetime(2026, 2, 12, 7, 5, tzinfo=UTC)


@dataclass
class Tally:
    """What came of a run. `events` counts what was sent to the programs, every try and every gesture."""

    questions: int = 0
    events: int = 0
    kills: int = 0
    faults: int = 0
    steps: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    seconds: float = 0.0

    def count(self, fault: Fault) -> int:
        """How many findings are of this sort."""
        return sum(finding.fault is fault for finding in self.findings)

    def add(self, other: "Tally") -> None:
        """Count another run in."""
        for name in ("questions", "events", "kills", "faults", "steps", "findings", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def __str__(self) -> str:
        wrong = "  ".join(f"{fault} {self.count(fault)}" for fault in Fault)
        counts = f"questions {self.questions}  events {self.events}  kills {self.kills}  faults {self.faults}"
        return f"{counts}  {wrong}  ({self.seconds:.0f} s)"


def silent(_words: str) -> None:
    """Say nothing of how far a run has come."""


async def every_step(
    world: World, steps: Sequence[str] = (), kind: Kind = Kind.ASKED, tell: Callable[[str], None] = silent
) -> Tally:
    """One undisturbed story of a kind shows the steps; then one story for each, in which the program dies at that step.

    Without `steps` it is killed at every occurrence of every step, with them at the first occurrence of these. What
    `tell` hears is how far it has come.
    """
    began_at, trap, people = time.monotonic(), Trap(world), People(world.sandbox, world.program)
    places = questions()
    asked = [Question(kind, *next(places), why="undisturbed")]
    await people.play(asked[0])
    await _quiet(world)
    deaths = [(step, 1) for step in steps] or _occurrences(trap.seen, dangers_of(world.sandbox).looks)
    for number, (step, nth) in enumerate(deaths, start=1):
        tell(f"story {number} of {len(deaths)}, killed at {step} {nth}")
        question = Question(kind, *next(places), why=f"{step} {nth}")
        asked.append(question)
        await world.program.are_up()
        trap.set(step, nth)
        await people.play(question)
        await _sprung(world, trap)
    return await _tally(world, asked, trap, began_at)


async def at_random(
    world: World, *, count: int, kills: int, luck: random.Random, tell: Callable[[str], None] = silent
) -> Tally:
    """Many stories side by side, with kills and mishaps at random; then days pass, and what was forgotten is reminded of."""
    began_at, trap, people = time.monotonic(), Trap(world), People(world.sandbox, world.program)
    for name, chance in dangers_of(world.sandbox).mishaps.items():
        world.sandbox.faults.arm(name, times=None, chance=chance)
    asked = list(_mixed(possible(MIXTURE, TEAMS if world.sandbox.teams else SLACK), count, luck))
    begun: list[Question] = []
    killing = kill_at_random(world, trap, luck, kills, lambda: len(begun) / count)
    await asyncio.gather(killing, _play_all(people, asked, begun, tell))
    tell(f"all stories are told, {world.program.kills} kills; waiting for calm")
    await calm(world, asked)
    later = _later_than_monday(world.sandbox.clock.now())
    for moment in REMINDED_AT:
        tell(f"reminders of {moment + later:%A %H:%M} UTC")
        await _days_pass(world, moment + later, trap, luck)
    world.sandbox.clock.move_to(AT_LAST + later)
    return await _tally(world, asked, trap, began_at, is_late=True)


def _occurrences(seen: Counter[str], looking: tuple[str, ...]) -> list[tuple[str, int]]:
    """Every occurrence of every step by which something is done; of those that only look, the first."""
    looks = {step for step in seen if step.startswith(looking)}
    return [(step, nth) for step, count in seen.items() for nth in range(1, 2 if step in looks else count + 1)]


def _mixed(mixture: Sequence[Kind], count: int, luck: random.Random) -> Iterator[Question]:
    """Questions of these kinds in a random order. One message for each citizen: a second would go on with the first."""
    kinds = [mixture[number % len(mixture)] for number in range(count)]
    luck.shuffle(kinds)
    written_to: set[str] = set()
    for kind, (place, citizen) in zip(kinds, questions(), strict=False):
        is_second = kind is Kind.MESSAGE and citizen in written_to
        if kind is Kind.MESSAGE:
            written_to.add(citizen)
        yield Question(Kind.ASKED if is_second else kind, place, citizen)


async def _play_all(
    people: People, asked: Sequence[Question], begun: list[Question], tell: Callable[[str], None]
) -> None:
    places = asyncio.Semaphore(SIDE_BY_SIDE)

    async def play(question: Question) -> None:
        async with places:
            begun.append(question)
            tell(f"question {len(begun)} of {len(asked)}")
            await people.play(question)

    await asyncio.gather(*map(play, asked))


def _later_than_monday(last_asked: datetime) -> timedelta:
    """How much later everything is due: on a busy machine the stories go on into Tuesday, or into another week."""
    if last_asked <= MONDAY_CLOSES:
        return timedelta(0)
    is_tuesday = last_asked <= MONDAY_CLOSES + timedelta(days=1)
    return timedelta(days=1 if is_tuesday else 7)


async def _days_pass(world: World, moment: datetime, trap: Trap, luck: random.Random) -> None:
    """Jump to a moment at which reminders are due, and kill the program in the middle of them."""
    await world.program.are_up()
    trap.set(f"{dangers_of(world.sandbox).posts}.{luck.choice(('received', 'done', 'answered'))}", 1)
    if moment > world.sandbox.clock.now():
        world.sandbox.clock.move_to(moment)
    await _sprung(world, trap)
    await world.program.are_up()
    await _quiet(world)


async def _sprung(world: World, trap: Trap) -> None:
    """Some steps belong to a start rather than to a story: then the program is killed for them, and starts."""
    try:
        async with asyncio.timeout(5):
            await trap.sprung.wait()
    except TimeoutError:
        trap.clear()
        world.program.kill()


async def _tally(
    world: World, asked: Sequence[Question], trap: Trap, began_at: float, *, is_late: bool = False
) -> Tally:
    """Wait until nothing is wrong any more, wait longer to see whether something comes twice, and look a last time."""
    await calm(world, asked, is_late=is_late)
    await _quiet(world)
    fell = [Finding(Fault.LOST, f"the program fell by itself: {code}") for code in world.program.fell]
    return Tally(
        questions=len(asked),
        events=sum(count for step, count in trap.seen.items() if step.endswith(".sent")),
        kills=world.program.kills,
        faults=world.sandbox.faults.struck.total(),
        steps=trap.seen,
        findings=[*await _one_at_a_time(world, asked, is_late=is_late), *fell],
        seconds=time.monotonic() - began_at,
    )


async def _one_at_a_time(world: World, asked: Sequence[Question], *, is_late: bool) -> list[Finding]:
    """What is wrong; a reminder that has just been said gets a moment in which the one before it is taken away.

    Nothing else gets a second look, least of all what is lost.
    """
    findings = audit(world.sandbox, asked, is_late=is_late)
    for _ in range(MOMENT_LOOKS):
        if not any(finding.fault is Fault.BESIDE for finding in findings):
            break
        await asyncio.sleep(0.1)
        others = [finding for finding in findings if finding.fault is not Fault.BESIDE]
        findings = [*others, *(f for f in audit(world.sandbox, asked, is_late=is_late) if f.fault is Fault.BESIDE)]
    return findings


async def calm(world: World, asked: Sequence[Question], *, is_late: bool = False) -> None:
    """End the mishaps, deliver what still waits, and give the bot time to put everything right."""
    world.sandbox.faults.disarm()
    give_up_at = time.monotonic() + CALM_SECONDS
    while time.monotonic() < give_up_at and not world.program.fell:
        await world.program.are_up()
        waits = staff_chat(world.sandbox).unheard + world.sandbox.facebook.sender.undelivered
        if not waits and not audit(world.sandbox, asked, is_late=is_late):
            return
        await _quiet(world)
        if waits:
            world.sandbox.clock.move(timedelta(hours=1))


async def _quiet(world: World) -> None:
    """Let time pass until all waits after unknown outcomes are over."""
    await world.let_pass(QUIET)
