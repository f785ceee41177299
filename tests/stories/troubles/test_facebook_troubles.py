"""Facebook has bad days: connections break, quotas run out, keys die. The public answer stands once all the same."""

from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.slack.state.values import SimMessage
from tests.stories.troubles.looking import looked, looked_until
from tests.town import AHMED, ANNE, KARI, LIV, Town, bot_in, buttons, sandbox_at, shown
from tests.waiting import eventually

TEXT = "Hei, Kari! Ja, det gjør vi."


@pytest.mark.parametrize("fault", ["cut_after_write", "unavailable_after_write", "bad_gateway_after_write", "no_id"])
async def test_an_answer_that_was_made_without_our_knowing_is_found_and_not_repeated(solvik: Town, fault: str) -> None:
    asked, card = await solvik.asked(KARI, f"Måker dere trappa ({fault})?")
    solvik.sandbox.faults.arm(f"facebook.{fault}", match=f"POST /{asked}/comments")

    await _answered(solvik, card)

    await solvik.card_shows(card, "Publisert av Anne Berg")
    assert solvik.public(asked) == [TEXT]


@pytest.mark.parametrize("fault", ["unavailable", "cut"])
async def test_an_answer_that_was_not_made_is_made_later_and_once(long_day: Town, fault: str) -> None:
    asked, card = await long_day.asked(KARI, "Måker dere gangveien?")
    long_day.sandbox.faults.arm(f"facebook.{fault}", match=f"POST /{asked}/comments")

    await _answered(long_day, card)

    await long_day.card_shows_in_time(card, "Publisert av Anne Berg")
    assert long_day.public(asked) == [TEXT]


async def test_while_nobody_can_look_nothing_is_repeated(long_day: Town) -> None:
    asked, card = await long_day.asked(KARI, "Måker dere taket?")
    long_day.sandbox.faults.arm("facebook.cut", match=f"POST /{asked}/comments")
    await _answered(long_day, card)
    await eventually(lambda: ("POST", f"/{asked}/comments", 0) in long_day.facebook.calls)
    long_day.sandbox.faults.arm("facebook.unavailable", times=None, match="GET /")
    for _ in range(5):
        long_day.clock.move(timedelta(minutes=15))
        await long_day.everything_is_heard()
    assert long_day.public(asked) == []

    long_day.sandbox.faults.disarm()
    await long_day.card_shows_in_time(card, "Publisert av Anne Berg")
    assert long_day.public(asked) == [TEXT]


async def test_a_message_that_was_sent_without_our_knowing_is_not_sent_again(solvik: Town) -> None:
    solvik.facebook.message("bibliotek", LIV, "Har dere lydbøker?")
    card = await solvik.card_with("Har dere lydbøker?", "C0BIBLIOT1")
    solvik.sandbox.faults.arm("facebook.cut_after_write", match="/messages")

    await _answered(solvik, card)

    await solvik.card_shows(card, "Publisert av Anne Berg")
    assert [m.text for m in solvik.facebook.conversation("bibliotek", LIV)] == ["Har dere lydbøker?", TEXT]


async def test_a_page_whose_quota_is_used_up_is_answered_when_it_may_be_again(long_day: Town) -> None:
    asked, card = await long_day.asked(KARI, "Måker dere plassen?")
    long_day.sandbox.faults.arm("facebook.throttled", times=3, match=f"/{asked}")

    await _answered(long_day, card)
    await long_day.card_shows(card, "Sendes til Facebook.")
    await long_day.card_shows_in_time(card, "Publisert av Anne Berg")

    assert long_day.public(asked) == [TEXT]


async def test_a_page_that_rests_does_not_hold_up_the_others(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når er trommekurset?", page="kulturskole")
    solvik.sandbox.faults.arm("facebook.throttled", match=f"/{asked}")
    await _answered(solvik, card)
    elsewhere, other = await solvik.asked(AHMED, "Når er trommefilmen?", page="kino")

    await _answered(solvik, other)

    await solvik.page_answers(elsewhere, TEXT)
    assert solvik.public(asked) == []
    solvik.clock.move(timedelta(minutes=6))
    await solvik.page_answers(asked, TEXT)


async def test_a_holding_reply_that_the_answer_has_overtaken_does_not_go_out(long_day: Town) -> None:
    asked, card = await long_day.asked(KARI, "Måker dere rundkjøringen?")
    long_day.sandbox.faults.arm("facebook.throttled", match=f"/{asked}")
    await long_day.press_and_fill(ANNE, card, "holding", {"holding": "holding", "department": "teknisk"})
    await eventually(lambda: not long_day.sandbox.faults.armed())
    await _answered(long_day, card)

    await long_day.card_shows_in_time(card, "Publisert av Anne Berg")

    assert long_day.public(asked) == [TEXT]


async def test_with_a_dead_key_questions_still_arrive_and_answers_go_out_when_it_is_mended(long_day: Town) -> None:
    asked, card = await long_day.asked(KARI, "Måker dere fortauet?")
    long_day.sandbox.faults.arm("facebook.token_expired", times=None, match=" main")
    await _answered(long_day, card)
    await long_day.asked(AHMED, "Måker dere holdeplassen?")
    long_day.clock.move(timedelta(minutes=30))
    await long_day.thread_shows(card, "Facebook tar ikke imot svaret. Jeg prøver videre.")

    long_day.sandbox.faults.disarm()
    long_day.clock.move(timedelta(minutes=11))

    await long_day.card_shows(card, "Publisert av Anne Berg")
    assert long_day.public(asked) == [TEXT]


async def test_a_refusal_reaches_the_desk_in_plain_words_and_can_be_tried_again(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Måker dere skolegården?")
    solvik.sandbox.faults.arm("facebook.permission_lost", match=f"POST /{asked}/comments")
    await _answered(solvik, card)
    await solvik.card_shows(card, "Facebook gir oss ikke tilgang; si fra til IT.")

    proposal = await solvik.proposal(card, TEXT)
    await solvik.press(ANNE, proposal, "publish")

    await solvik.page_answers(asked, TEXT)


async def test_a_message_older_than_a_day_cannot_be_answered_and_the_desk_is_told_what_to_do(long_day: Town) -> None:
    long_day.facebook.message("main", KARI, "Måker dere innkjørselen?")
    card = await long_day.card_with("Måker dere innkjørselen?")
    long_day.clock.move(timedelta(hours=25))

    await _answered(long_day, card)

    told = await long_day.card_shows(card, "Det er mer enn et døgn siden innbyggeren skrev; ring eller svar på en")
    assert "close" in buttons(told)
    assert len(long_day.facebook.conversation("main", KARI)) == 1


async def test_a_citizen_who_cannot_be_reached_by_message_is_told_of(solvik: Town) -> None:
    citizen = solvik.facebook.newcomer("Beate Blokk")
    solvik.facebook.message("kino", citizen, "Er det ledige plasser?")
    card = await solvik.card_with("Er det ledige plasser?")
    solvik.facebook.block(citizen)

    await _answered(solvik, card)

    await solvik.card_shows(card, "Innbyggeren kan ikke ta imot meldinger fra oss")


async def test_a_question_whose_event_never_came_is_found_by_reading_the_page(long_day: Town) -> None:
    long_day.sandbox.faults.arm("facebook.webhook.drop", match="comment add")

    long_day.asks(KARI, "Så dere denne?")
    long_day.clock.move(timedelta(minutes=11))

    card = await long_day.card_with("Så dere denne?")
    assert "Kari Nordmann" in shown(card)


async def test_an_answer_that_never_gets_through_comes_back_to_the_desk(long_day: Town) -> None:
    asked, card = await long_day.asked(KARI, "Strør dere gangbrua?")
    long_day.sandbox.faults.arm("facebook.bad_gateway", times=3, match=f"POST /{asked}/comments")

    await _answered(long_day, card)
    await long_day.card_shows_in_time(card, "svaret kom ikke fram til Facebook")
    await long_day.press(ANNE, await long_day.proposal(card, TEXT), "publish")

    await long_day.card_shows(card, "Publisert av Anne Berg")
    assert long_day.public(asked) == [TEXT]


async def _answered(solvik: Town, card: SimMessage) -> None:
    sent = await solvik.press_and_fill(ANNE, card, "answer", {"text": TEXT})
    assert sent.closed, sent


async def test_a_restart_says_no_second_time_which_post_is_refused_and_finds_what_was_written_there(
    tmp_path: Path,
) -> None:
    """Which posts were refused is in memory only: every pass asks for them again, and the ledger knows what was said."""
    refused, unread = "Facebook lar meg ikke lese kommentarene under 1 innlegg", "Jeg får lest kommentarene under alle"
    async with sandbox_at() as sandbox:
        sandbox.faults.arm("facebook.webhook.drop", times=None)
        post = sandbox.facebook.posts("main")[0].id
        sandbox.facebook.switches.unreadable_posts[post] = 200
        async with bot_in(sandbox, tmp_path) as app:
            sandbox.facebook.comment("main", KARI, "Hvor ble det av brøytebilen?", post_id=post)
            await looked_until(Town(sandbox, app), refused)
        sandbox.facebook.comment("main", AHMED, "Kommer den i dag?", post_id=post)

        async with bot_in(sandbox, tmp_path) as app:
            solvik = Town(sandbox, app)
            for _ in range(3):
                await looked(solvik, reading=True)
            assert (len(solvik.cards_with(refused)), len(solvik.cards_with(unread))) == (1, 0)

            sandbox.facebook.switches.unreadable_posts.clear()
            await looked(solvik, reading=True)
            await solvik.card_with("Hvor ble det av brøytebilen?")
            await solvik.card_with("Kommer den i dag?")
            await looked_until(solvik, unread)
