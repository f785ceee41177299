"""Reminders as the colleagues hear them: in time, to the right people, one at a time, and never at night."""

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.slack.state.values import SimMessage
from tests.chats import called, only_in_slack
from tests.stories.hindrances import nothing_can_be_said, something_was_held_up
from tests.town import ANNE, CHANNEL, JONAS, KARI, OLA, Town, shown, town
from tests.waiting import eventually

MONDAY_TEN = datetime(2026, 2, 9, 9, 0, tzinfo=UTC)


def reminders(solvik: Town, card_ts: str) -> list[str]:
    """The bot's reminders that stand in a card's thread now."""
    words = (
        "Ingen har tatt",
        "ikke hørt noe",
        "da må svaret være ute",
        "kort tid igjen",
        "Fristen er ute",
        "Forfalt:",
        "Et svar ligger klart",
    )
    thread = solvik.slack.thread(CHANNEL, card_ts)
    return [_with_names(message) for message in thread if any(word in shown(message) for word in words)]


def _with_names(message: SimMessage) -> str:
    """What a message says, and whom it calls by the sandbox's names."""
    return " ".join([shown(message), *sorted(called(message))])


async def moved_to(solvik: Town, oslo_time: str, words: str, card_ts: str) -> str:
    """Move the clock and wait for the one reminder that says these words."""
    solvik.sandbox.clock.move_to(datetime.fromisoformat(f"2026-02-{oslo_time}+01:00"))
    return (await eventually(lambda: [r for r in reminders(solvik, card_ts) if words in r], within=8))[0]


async def test_an_untouched_question_is_called_out_step_by_step_with_one_reminder_at_a_time() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        solvik.asks(KARI, "Når brøyter dere Skogvegen?")
        card = await solvik.card_with("Når brøyter dere Skogvegen?")

        assert JONAS in await moved_to(solvik, "09T10:45", "Ingen har tatt dette spørsmålet ennå", card.ts)
        await moved_to(solvik, "09T12:15", "ikke hørt noe fra oss ennå", card.ts)
        await moved_to(solvik, "11T08:01", "Frist i dag", card.ts)
        await moved_to(solvik, "11T13:31", "kort tid igjen", card.ts)
        await moved_to(solvik, "11T15:30", "Fristen er ute", card.ts)
        await moved_to(solvik, "12T08:01", "Forfalt:", card.ts)

        await eventually(lambda: len(reminders(solvik, card.ts)) == 1)
        await solvik.card_shows(card, "fristen var")


async def test_an_expert_who_is_silent_is_called_with_the_deputy_in_the_thread_alone() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        solvik.asks(KARI, "Når brøyter dere Skogvegen?")
        card = await solvik.card_with("Når brøyter dere Skogvegen?")
        await solvik.press(ANNE, card, "ask")
        await solvik.fill(ANNE, {"department": "teknisk", "holding": "holding"})
        await solvik.thread_shows(card, "spør Teknisk drift")

        solvik.sandbox.clock.move_to(datetime.fromisoformat("2026-02-10T12:50+01:00"))
        message = await solvik.thread_shows(card, "Vi venter fortsatt på et svar her fra Teknisk drift")

        assert OLA in called(message)
        assert message.thread_ts == card.ts
        assert not [
            said for said in solvik.slack.messages(CHANNEL) if "Vi venter fortsatt på et svar her" in shown(said)
        ]


async def test_an_answered_question_is_never_reminded_of() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        asked = solvik.asks(KARI, "Når brøyter dere Skogvegen?")
        card = await solvik.card_with("Når brøyter dere Skogvegen?")
        await solvik.replies(OLA, card, "I kveld.")
        proposal = await solvik.thread_shows(card, "Hei, Kari! I kveld.")
        await solvik.press(ANNE, proposal, "publish")
        await solvik.page_answers(asked, "I kveld.")
        await solvik.card_shows(card, "Publisert av")

        solvik.sandbox.clock.move_to(datetime.fromisoformat("2026-02-12T09:00+01:00"))
        solvik.asks(KARI, "Og Lia?", post_id=None)
        await solvik.card_with("Og Lia?")

        assert reminders(solvik, card.ts) == []


@only_in_slack("what Slack's chat.delete refuses; a bot in Teams may always delete what it wrote")
@pytest.mark.parametrize("code", ["cant_delete_message", "compliance_exports_prevent_deletion"])
async def test_an_old_reminder_that_must_stay_silences_no_later_one(code: str) -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        solvik.sandbox.faults.arm(f"slack.{code}", times=100)
        _, card = await solvik.asked(KARI, "Når brøyter dere Skogvegen?")

        await moved_to(solvik, "09T10:45", "Ingen har tatt dette spørsmålet ennå", card.ts)
        await moved_to(solvik, "09T12:15", "ikke hørt noe fra oss ennå", card.ts)
        await moved_to(solvik, "11T08:01", "Frist i dag", card.ts)
        await moved_to(solvik, "11T13:31", "kort tid igjen", card.ts)
        await moved_to(solvik, "11T15:30", "Fristen er ute", card.ts)

        assert len(reminders(solvik, card.ts)) == 5
        told = [shown(message) for message in solvik.slack.messages(CHANNEL)]
        assert sum("Jeg får ikke ta bort gamle påminnelser" in words for words in told) == 1


async def test_while_nothing_can_be_said_the_old_reminder_stays() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        _, card = await solvik.asked(KARI, "Når brøyter dere Skogvegen?")
        await moved_to(solvik, "09T10:45", "Ingen har tatt dette spørsmålet ennå", card.ts)

        nothing_can_be_said(solvik)
        solvik.sandbox.clock.move_to(datetime.fromisoformat("2026-02-09T12:15+01:00"))
        await eventually(lambda: something_was_held_up(solvik), within=8)
        assert ["Ingen har tatt" in words for words in reminders(solvik, card.ts)] == [True]
        solvik.sandbox.faults.disarm()
        solvik.clock.move(timedelta(minutes=2))

        await eventually(
            lambda: ["ikke hørt noe fra oss ennå" in words for words in reminders(solvik, card.ts)] == [True], within=8
        )


async def test_a_reminder_whose_card_was_deleted_meanwhile_is_said_under_the_new_one() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        _, card = await solvik.asked(KARI, "Når brøyter dere Skogvegen?")
        nothing_can_be_said(solvik)
        solvik.sandbox.clock.move_to(datetime.fromisoformat("2026-02-09T10:45+01:00"))
        await eventually(lambda: something_was_held_up(solvik), within=8)

        await solvik.slack.delete_card(CHANNEL, card.ts)
        solvik.sandbox.faults.disarm()
        solvik.clock.move(timedelta(minutes=2))

        anew = await eventually(
            lambda: [c for c in solvik.cards_with("Når brøyter dere Skogvegen?") if c.ts != card.ts], within=8
        )
        await eventually(
            lambda: ["Ingen har tatt" in words for words in reminders(solvik, anew[0].ts)] == [True], within=8
        )


async def test_a_ready_answer_calls_who_has_the_question_at_once_and_again_while_nobody_reads_it() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        _, card = await solvik.asked(KARI, "Når brøyter dere Skogvegen?")
        await solvik.press(ANNE, card, "take")
        await solvik.card_shows(card, "Tatt av Anne Berg.")

        proposal = await solvik.proposed(OLA, card, "I kveld.")
        assert ANNE in called(proposal)

        said = await moved_to(solvik, "09T10:45", "Et svar ligger klart her", card.ts)
        assert ANNE in said


async def test_a_ready_answer_that_nobody_has_taken_calls_the_desk() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        _, card = await solvik.asked(KARI, "Når brøyter dere Skogvegen?")

        proposal = await solvik.proposed(OLA, card, "I kveld.")

        assert {ANNE, JONAS} <= called(proposal)
