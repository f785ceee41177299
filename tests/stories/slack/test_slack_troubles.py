"""Slack has bad days too: every card stands once in the end, and shows what is true."""

from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.server import Sandbox
from sandbox.slack.state.values import SimMessage
from tests.chats import only_in_slack
from tests.stories.troubles.looking import all_is_delivered
from tests.town import (
    AHMED,
    ANNE,
    CHANNEL,
    INGRID,
    JONAS,
    KARI,
    LIBRARY_CHANNEL,
    OLA,
    Town,
    bot_in,
    buttons,
    sandbox_at,
    town,
)
from tests.waiting import eventually

pytestmark = only_in_slack("Slack's own bad days; Teams' are told in tests/stories/teams")


@pytest.mark.parametrize("fault", ["post_then_cut", "post_then_fatal", "post_then_503"])
async def test_a_card_that_was_posted_without_our_knowing_is_found_and_not_doubled(solvik: Town, fault: str) -> None:
    solvik.sandbox.faults.arm(f"slack.{fault}", match="chat.postMessage C0SPORSMAL")

    _, card = await solvik.asked(KARI, f"Hvor er bålplassen ({fault})?")
    await solvik.press(ANNE, card, "take")

    await solvik.card_shows(card, "Tatt av Anne Berg.")
    assert len(solvik.cards_with(f"Hvor er bålplassen ({fault})?")) == 1


@pytest.mark.parametrize("fault", ["cut", "http_503", "internal_error"])
async def test_a_card_that_was_not_posted_is_posted_later(solvik: Town, fault: str) -> None:
    solvik.sandbox.faults.arm(f"slack.{fault}", match="chat.postMessage C0SPORSMAL")

    await solvik.asked(KARI, f"Hvor er gapahuken ({fault})?")
    await solvik.everything_is_heard()

    assert len(solvik.cards_with(f"Hvor er gapahuken ({fault})?")) == 1


async def test_a_card_that_could_not_be_redrawn_for_a_moment_shows_the_truth_in_the_end(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor er drikkefontenen?")
    solvik.sandbox.faults.arm("slack.update_failed", times=2, match=CHANNEL)

    await solvik.press(ANNE, card, "take")

    await solvik.card_shows(card, "Tatt av Anne Berg.")
    assert solvik.sandbox.faults.struck["slack.update_failed"] == 2


async def test_an_expert_who_cannot_be_added_is_said_once_and_keeps_no_other_out() -> None:
    async with town() as solvik:
        for person in (INGRID, OLA):
            await solvik.slack.remove(person, CHANNEL)
        solvik.slack.invite_failures[INGRID] = "invitee_cant_see_channel"

        for words in ("Hvor er sandkassa?", "Hvor er søppelkassa?"):
            _, card = await solvik.asked(KARI, words)
            await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})
            await solvik.thread_shows(card, "spør Teknisk drift")
            await eventually(lambda: OLA in solvik.slack.members(CHANNEL))

        await solvik.card_with("(invitee_cant_see_channel)")
        await all_is_delivered(solvik)
        assert len(solvik.cards_with("(invitee_cant_see_channel)")) == 1


async def test_a_channel_to_which_nobody_can_be_added_hears_of_it_once() -> None:
    async with town() as solvik:
        await solvik.slack.remove(OLA, CHANNEL)
        solvik.slack.invite_failures[OLA] = "missing_scope"

        for words in ("Hvor er sandkassa?", "Hvor er søppelkassa?"):
            _, card = await solvik.asked(KARI, words)
            await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})
            await solvik.thread_shows(card, "spør Teknisk drift")

        await solvik.card_with("Jeg får ikke lagt noen til i denne kanalen")
        await all_is_delivered(solvik)
        assert len(solvik.cards_with("Jeg får ikke lagt noen til i denne kanalen")) == 1


async def test_a_deleted_card_comes_back(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor er kartet?")

    await solvik.slack.delete_card(card.channel, card.ts)

    again = await solvik.card_with("Hvor er kartet?")
    assert again.ts != card.ts


async def test_with_a_deleted_card_the_proposal_comes_back_too(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvor er kompasset?")
    await solvik.proposed(OLA, card, "Det henger på veggen.")

    await solvik.slack.delete_card(card.channel, card.ts)
    again = await solvik.card_with("Hvor er kompasset?")
    proposal = await solvik.proposal(again, "Det henger på veggen.")
    await solvik.press(ANNE, proposal, "publish")

    await solvik.page_answers(asked, "Det henger på veggen.")


async def test_a_card_deleted_while_nobody_listened_comes_back_when_there_is_something_new(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvor er lykta?")
    solvik.sandbox.faults.arm("slack.http_503", match="chat.update")
    await solvik.slack.delete_card(card.channel, card.ts)

    solvik.facebook.edit(asked, "Hvor er lommelykta?")

    again = await solvik.card_with("Hvor er lommelykta?")
    assert again.ts != card.ts
    await solvik.everything_is_heard()
    assert len(solvik.cards_with("Hvor er lommelykta?")) == 1


async def test_an_edit_that_overtakes_its_message_wins(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor er seilet?")
    solvik.sandbox.faults.arm("slack.event_late", match="message")
    reply = await solvik.replies(OLA, card, "Det er i naustet.")

    await solvik.slack.edit(OLA, card.channel, reply, "Det er på loftet.")
    await solvik.proposal(card, "Det er på loftet.")
    await solvik.everything_is_heard()

    assert not solvik.in_thread(card, "Hei, Kari! Det er i naustet.")


async def test_what_is_written_while_the_line_is_broken_is_heard(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor er årene?")

    await solvik.slack.disconnect(warn=False)
    await solvik.replies(OLA, card, "De ligger i båten.")
    await eventually(lambda: solvik.slack.connections)
    solvik.clock.move(timedelta(minutes=6))  # Slack tells again after one and after five minutes

    await solvik.proposal(card, "De ligger i båten.")


async def test_a_click_whose_acknowledgement_was_lost_has_had_its_effect_once(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvor er ankeret?")
    proposal = await solvik.proposed(OLA, card, "Det ligger i sjøen.")
    solvik.sandbox.faults.arm("slack.ack_lost", match="block_actions")
    button = solvik.now(proposal).button("publish") or ("", "")
    lost = await solvik.slack.press(ANNE, proposal.channel, proposal.ts, button[0])

    assert not lost.ok
    await solvik.page_answers(asked, "Det ligger i sjøen.")
    if "publish" in buttons(solvik.now(proposal)):
        await solvik.press(JONAS, proposal, "publish")
    await solvik.card_shows(card, "Publisert av Anne Berg ")

    assert len(solvik.public(asked)) == 1


async def test_a_thread_slack_is_too_busy_to_show_is_read_later(tmp_path: Path) -> None:
    async with sandbox_at() as sandbox:
        async with bot_in(sandbox, tmp_path) as app:
            _, card = await Town(sandbox, app).asked(KARI, "Når går ferja?")
        tries: list[str] = []
        sandbox.on_step(tries.append)
        await sandbox.slack.say(OLA, card.channel, "Den går klokka ti.", thread_ts=card.ts)
        sandbox.clock.move(timedelta(minutes=20))
        await eventually(lambda: tries.count("slack.event.sent") > 1)
        sandbox.faults.arm("slack.rate_limited", times=2, match="conversations.replies")

        async with bot_in(sandbox, tmp_path) as app:
            await Town(sandbox, app).proposal(card, "Den går klokka ti.")


async def test_an_expert_whose_name_slack_would_not_tell_at_the_start_is_named_under_the_proposal() -> None:
    """It was asked for at the start and never again, and a machine that is slow to start was slower than an expert."""

    def nameless(sandbox: Sandbox) -> None:
        sandbox.faults.arm("slack.http_503", times=None, match="users.info")

    async with town(prepare=nameless) as solvik:
        asked_for = sum(len(solvik.slack.members(channel)) for channel in (CHANNEL, LIBRARY_CHANNEL))
        await eventually(lambda: solvik.sandbox.faults.struck["slack.http_503"] >= asked_for)
        solvik.sandbox.faults.disarm()
        _, card = await solvik.asked(KARI, "Hvem vet hva Ola heter?")

        await solvik.replies(OLA, card, "Det er åpent til kl. 20.")

        await solvik.proposal(card, "Svar fra Ola Nordby")


@pytest.fixture
async def held(solvik: Town) -> Town:
    """The next card stands in the channel for a moment before Slack tells where."""
    solvik.slack.patience.slow_seconds = 1.0
    solvik.sandbox.faults.arm("slack.post_then_slow", match=f"chat.postMessage {CHANNEL}")
    return solvik


async def test_a_card_deleted_before_slack_has_confirmed_its_post_comes_back(held: Town) -> None:
    _, card = await held.asked(AHMED, "Hvem slettet kortet?")

    await held.slack.delete_card(card.channel, card.ts)

    await eventually(lambda: [again for again in held.cards_with("Hvem slettet kortet?") if again.ts != card.ts])


async def test_a_proposal_whose_card_is_deleted_before_its_post_is_confirmed_stands_under_the_new_card(
    solvik: Town,
) -> None:
    asked, card = await solvik.asked(AHMED, "Hvor ble det av forslaget mitt?")
    solvik.slack.patience.slow_seconds = 1.0
    solvik.sandbox.faults.arm("slack.post_then_slow", match=f"chat.postMessage {CHANNEL}")
    await solvik.proposed(OLA, card, "Det flyttet med kortet sitt.")

    await solvik.slack.delete_card(card.channel, card.ts)

    again = await _card_again(solvik, card, "Hvor ble det av forslaget mitt?")
    await solvik.press(ANNE, await solvik.proposal(again, "Det flyttet med kortet sitt."), "publish")
    await solvik.page_answers(asked, "Det flyttet med kortet sitt.")


async def _card_again(solvik: Town, before: SimMessage, words: str) -> SimMessage:
    """The card that was posted in the place of one that was deleted."""
    await eventually(lambda: [card for card in solvik.cards_with(words) if card.ts != before.ts])
    return next(card for card in solvik.cards_with(words) if card.ts != before.ts)


async def test_while_only_new_messages_fail_the_others_are_redrawn_and_afterwards_each_card_stands_once(
    solvik: Town,
) -> None:
    _, card = await solvik.asked(KARI, "Hvem tegner om kortene?")
    solvik.sandbox.faults.arm("slack.post_down", times=3)

    solvik.asks(AHMED, "Når kommer kortet mitt?")
    await solvik.press(ANNE, card, "take")

    await solvik.card_shows(card, "Tatt av Anne Berg.")
    await solvik.card_with("Når kommer kortet mitt?")
    await solvik.everything_is_heard()
    assert len(solvik.cards_with("Når kommer kortet mitt?")) == 1
