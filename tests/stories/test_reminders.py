"""Reminders: before the promise is broken and when it is, once each, and only when somebody is there to hear them."""

import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sandbox.slack.values import SimMessage
from tests.town import ANNE, KARI, LIBRARY_CHANNEL, OLA, Town, bot_in, sandbox_at, town

REMINDER, TOO_LATE = "Påminnelse: vi må svare innen", "Fristen er ute"
WEDNESDAY_MORNING = datetime(2026, 2, 11, 9, 0, tzinfo=UTC)  # 10:00 in Oslo
MOMENTS = {
    "before": datetime(2026, 2, 11, 12, 31, tzinfo=UTC),  # Wednesday 13:31 in Oslo, less than two hours before closing
    "closing": datetime(2026, 2, 11, 14, 30, 30, tzinfo=UTC),  # Wednesday 15:30:30 in Oslo
    "night": datetime(2026, 2, 11, 23, 0, tzinfo=UTC),  # the library was open until 19:00
    "morning": datetime(2026, 2, 12, 9, 1, tzinfo=UTC),  # Thursday 10:01 in Oslo, the library is open again
}
AWAITED = {  # what has to be there before we look
    "before": [("free", REMINDER), ("taken", REMINDER), ("asked", REMINDER)],
    "closing": [("free", TOO_LATE), ("taken", TOO_LATE), ("asked", TOO_LATE)],
    "night": [],
    "morning": [("library", TOO_LATE)],
}


@dataclass
class Week:
    """Six questions asked on Monday and what each one's thread showed as the time passed."""

    solvik: Town
    cards: dict[str, SimMessage] = field(default_factory=dict)
    seen: dict[tuple[str, str], str] = field(default_factory=dict)

    def look(self, moment: str) -> None:
        """Note what every thread shows now."""
        for name, card in self.cards.items():
            self.seen[name, moment] = "\n".join(self.solvik.thread(card))


@pytest.fixture(scope="module")
async def week() -> AsyncIterator[Week]:
    """Solvik from Monday to Thursday."""
    async with town() as solvik:
        week = Week(solvik)
        await _monday(week)
        solvik.clock.move_to(WEDNESDAY_MORNING)
        await _extended(week)
        for name, moment in MOMENTS.items():
            solvik.clock.move_to(moment)
            for question, words in AWAITED[name]:
                await solvik.thread_shows(week.cards[question], words)
            await solvik.everything_is_heard()
            await solvik.everything_is_heard("bibliotek", LIBRARY_CHANNEL)
            week.look(name)
        yield week


async def test_the_channel_is_reminded_before_the_deadline(week: Week) -> None:
    assert f"{REMINDER} onsdag kl. 15.30. Kommunetorget har spørsmålet." in week.seen["free", "before"]


async def test_the_owner_is_called_by_name(week: Week) -> None:
    assert "Anne Berg har spørsmålet." in week.seen["taken", "before"]
    assert f"<@{ANNE}>" in week.seen["taken", "before"]


async def test_a_reminder_is_shown_in_the_channel_too(week: Week) -> None:
    (reminder,) = week.solvik.in_thread(week.cards["taken"], REMINDER)

    assert reminder.subtype == "thread_broadcast"


async def test_the_reminder_names_the_department_we_wait_for(week: Week) -> None:
    assert "Vi venter på Teknisk drift." in week.seen["asked", "before"]


async def test_the_deadline_itself_is_said_when_it_has_passed(week: Week) -> None:
    assert TOO_LATE not in week.seen["free", "before"]
    assert TOO_LATE in week.seen["free", "closing"]


async def test_the_departments_manager_hears_of_a_missed_deadline(week: Week) -> None:
    assert "<@U0KJELL001>" not in week.seen["asked", "before"]
    assert "<@U0KJELL001>" in week.seen["asked", "closing"]


async def test_each_reminder_comes_once(week: Week) -> None:
    card = week.cards["free"]

    assert [len(week.solvik.in_thread(card, words)) for words in (REMINDER, TOO_LATE)] == [1, 1]


async def test_an_answered_question_is_not_reminded_of(week: Week) -> None:
    assert REMINDER not in week.seen["answered", "morning"]
    assert TOO_LATE not in week.seen["answered", "morning"]


async def test_a_question_in_the_evening_is_not_reminded_of_at_night(week: Week) -> None:
    assert TOO_LATE not in week.seen["library", "night"]


async def test_in_the_morning_one_reminder_says_what_the_night_has_kept_back(week: Week) -> None:
    card = week.cards["library"]

    assert len(week.solvik.in_thread(card, TOO_LATE)) == 1


async def test_an_extended_promise_is_reminded_of_at_its_new_time(week: Week) -> None:
    assert TOO_LATE not in week.seen["extended", "morning"]

    week.solvik.clock.move_to(datetime(2026, 2, 13, 12, 31, tzinfo=UTC))

    await week.solvik.thread_shows(week.cards["extended"], f"{REMINDER} fredag kl. 15.30.")


async def test_after_a_stop_over_the_deadline_there_is_one_reminder_and_not_a_pile() -> None:
    async with sandbox_at() as sandbox:
        with tempfile.TemporaryDirectory() as folder:
            async with bot_in(sandbox, Path(folder)) as app:
                _, card = await Town(sandbox, app).asked(KARI, "Når kommer flyet?")
            sandbox.clock.move_to(MOMENTS["morning"])

            async with bot_in(sandbox, Path(folder)) as app:
                solvik = Town(sandbox, app)
                await solvik.thread_shows(card, TOO_LATE)
                await solvik.everything_is_heard()

                assert len(solvik.thread(card)) == 1


async def test_what_experts_wrote_while_the_bot_was_down_becomes_the_proposal() -> None:
    async with sandbox_at() as sandbox:
        with tempfile.TemporaryDirectory() as folder:
            async with bot_in(sandbox, Path(folder)) as app:
                _, card = await Town(sandbox, app).asked(KARI, "Når kommer rutebåten?")
            await sandbox.slack.say(OLA, card.channel, "Den kommer klokka tolv.", thread_ts=card.ts)

            async with bot_in(sandbox, Path(folder)) as app:
                await Town(sandbox, app).proposal(card, "Den kommer klokka tolv.")


async def _monday(week: Week) -> None:
    solvik, cards = week.solvik, week.cards
    for name in ("free", "taken", "asked", "answered", "extended"):
        _, cards[name] = await solvik.asked(KARI, f"Når åpner stranda, spør {name}?")
    solvik.asks(KARI, "Når åpner lesesalen?", page="bibliotek")
    cards["library"] = await solvik.card_with("Når åpner lesesalen?", LIBRARY_CHANNEL)
    await solvik.press(ANNE, cards["taken"], "take")
    await solvik.press_and_fill(ANNE, cards["asked"], "ask", {"department": "teknisk", "holding": "none"})
    await solvik.press_and_fill(ANNE, cards["answered"], "answer", {"text": "Hei, Kari! Klokka ni."})
    await solvik.press_and_fill(ANNE, cards["extended"], "holding", {"holding": "holding", "department": "teknisk"})
    await solvik.card_shows(cards["answered"], "Publisert.")
    await solvik.card_shows(cards["extended"], "Utsett")


async def _extended(week: Week) -> None:
    card = week.cards["extended"]
    await week.solvik.press_and_fill(ANNE, card, "extend", {"reason": "waiting_for_others"})
    await week.solvik.fill(ANNE, {})
    await week.solvik.card_shows(card, "*Vi har lovet svar innen*\nfredag kl. 15.30")
