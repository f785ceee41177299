"""What a whole story costs the bot: asked, held, answered by an expert, approved, published, and every card on the way.

A story counts only when its five cards have stood in the channel: the new question, the question that waits for an expert
and has a promise, the proposal, the question whose answer is ready, and the settled one.
"""

import asyncio
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from sandbox.people import CHANNELS
from sandbox.server import Sandbox
from sandbox.slack.state.values import SimMessage
from tests.bench.figure import Figure
from tests.bench.processes import Program
from tests.town import ANNE, KARI, OLA, shown
from tests.waiting import eventually

STORIES = 12
CHANNEL = CHANNELS[0].id
STEP = timedelta(seconds=1)  # on the sandbox clock, for Slack's pace
STEP_SECONDS = 0.05  # real
ANSWER = "Vi brøyter i kveld."


async def whole_story(sandbox: Sandbox, bot: Program) -> Figure:
    """Processor time of the bot's process for one story, as the kernel counts it."""
    sandbox.facebook.switches.live = True
    await _story(sandbox, "a")
    began, clock_began = _processor_seconds(bot.pid), sandbox.clock.now()
    for number in range(STORIES):
        await _story(sandbox, "bcdefghijklmnopq"[number])
    taken = (_processor_seconds(bot.pid) - began) / STORIES * 1000
    idle = await _idle(sandbox, bot, sandbox.clock.now() - clock_began) / STORIES * 1000
    detail = (
        f"{STORIES} stories: question, expert asked with a holding reply, answer in the thread, published; all five cards seen "
        f"in each; {idle:.0f} ms of it is what the bot does while the clock is moved on and nothing happens"
    )
    return Figure("whole story", taken, 60, detail, unit="ms")


async def _idle(sandbox: Sandbox, bot: Program, length: timedelta) -> float:
    """Processor seconds for as much of the clock's time in the same steps, without a story."""
    began = _processor_seconds(bot.pid)
    for _ in range(length // STEP):
        sandbox.clock.move(STEP)
        await asyncio.sleep(STEP_SECONDS)
    return _processor_seconds(bot.pid) - began


async def _story(sandbox: Sandbox, mark: str) -> None:
    words = f"Når brøyter dere veien med merket {mark}?"
    asked = sandbox.facebook.comment("main", KARI, words)
    card = await _message(sandbox, words, "ask")
    await sandbox.slack.press(ANNE, CHANNEL, card.ts, "ask")
    view = sandbox.slack.view_of(ANNE)
    if view is None:
        raise RuntimeError("no form")
    await sandbox.slack.submit(ANNE, view.id, {"department": "teknisk", "holding": "holding"})
    await _soon(sandbox, lambda: len(sandbox.facebook.replies_by_page(asked)) == 1)
    await _card_shows(sandbox, card, "Venter på")
    await sandbox.slack.say(OLA, CHANNEL, ANSWER, thread_ts=card.ts)
    await _soon(sandbox, lambda: _proposal(sandbox, card) is not None)
    proposal = _proposal(sandbox, card)
    if proposal is None:
        raise RuntimeError("no proposal")
    await _card_shows(sandbox, card, "Et svar er")
    await sandbox.slack.press(ANNE, CHANNEL, proposal.ts, "publish")
    await _soon(sandbox, lambda: len(sandbox.facebook.replies_by_page(asked)) == 2)
    await _card_shows(sandbox, card, "Publisert av")


async def _card_shows(sandbox: Sandbox, card: SimMessage, words: str) -> None:
    """Wait until the card as it stands now shows these words; fails when it never does."""

    def shows() -> bool:
        now = sandbox.slack.message(CHANNEL, card.ts)
        return now is not None and words in shown(now)

    await _soon(sandbox, shows)


async def _message(sandbox: Sandbox, words: str, button: str) -> SimMessage:
    def found() -> list[SimMessage]:
        return [m for m in sandbox.slack.messages(CHANNEL)[-3:] if words in shown(m) and m.button(button)]

    await _soon(sandbox, lambda: bool(found()))
    return found()[0]


def _proposal(sandbox: Sandbox, card: SimMessage) -> SimMessage | None:
    thread = sandbox.slack.thread(CHANNEL, card.ts)
    return next((m for m in thread if m.button("publish") and ANSWER in shown(m)), None)


async def _soon(sandbox: Sandbox, probe: Callable[[], bool]) -> None:
    def later() -> bool:
        sandbox.clock.move(STEP)
        return probe()

    await eventually(later, within=30, every=STEP_SECONDS)


def _processor_seconds(pid: int) -> float:
    words = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
