"""A citizen blocks the page: nothing more can be written to her alone. The card says so, no text is lost, and no promise either.

Facebook tells nobody of it; it is learned from the refusal. What she asked in public stays there, and is answered there.
"""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from sandbox.slack.state.values import SimMessage
from tests.chats import written
from tests.town import AHMED, ANNE, ERIK, JONAS, LIV, OLA, Town, buttons, shown
from tests.waiting import eventually

SAYS_SO = "Innbyggeren kan ikke ta imot meldinger fra oss"
ANSWER = "Hei! Ring oss på 61 01 00 00, så finner vi det ut.\nHilsen Kommunetorget"


@pytest.fixture
async def solvik(opened: Town) -> AsyncIterator[Town]:
    """A town of its own: what a citizen wrote to the page in another story would go on here."""
    story = Town(opened.sandbox, opened.app, opened.clock.now())
    yield story
    await story.tidy_up()


async def written_to(solvik: Town, citizen: str, words: str) -> SimMessage:
    """A message to the library's cinema, and its card."""
    solvik.facebook.message("kino", citizen, words)
    return await solvik.card_with(words)


def ours(solvik: Town, citizen: str) -> list[str]:
    """What the page has written to a citizen."""
    return [message.text for message in solvik.facebook.conversation("kino", citizen) if message.by_page]


async def test_who_blocks_after_the_card_is_promised_nothing(solvik: Town) -> None:
    before, card = ours(solvik, LIV), await written_to(solvik, LIV, "Viser dere filmen om hvalen igjen?")
    solvik.facebook.block(LIV)

    await solvik.press_and_fill(ANNE, card, "holding", {"department": "kultur", "holding": "holding"})

    told = await solvik.card_shows(card, SAYS_SO)
    assert "lovet svar" not in shown(told)
    assert "close" in buttons(told)
    assert ours(solvik, LIV) == before


async def test_who_blocks_after_the_proposal_leaves_it_where_it_is(solvik: Town) -> None:
    before, card = ours(solvik, ERIK), await written_to(solvik, ERIK, "Hvor lenge varer pausen i filmen?")
    proposal = await solvik.proposed(OLA, card, "Pausen varer i et kvarter.")
    solvik.facebook.block(ERIK)

    await solvik.press(ANNE, proposal, "publish")

    await solvik.card_shows(card, SAYS_SO)
    assert await solvik.proposal(card, "Pausen varer i et kvarter."), "the text lies ready as before"
    assert ours(solvik, ERIK) == before


async def test_who_blocks_after_the_approval_is_sent_nothing_and_the_text_is_kept(long_day: Town) -> None:
    before, card = ours(long_day, AHMED), await written_to(long_day, AHMED, "Kan jeg ta med sykkel inn i kinoen?")
    long_day.sandbox.faults.arm("facebook.bad_gateway", match="/messages")
    await long_day.press_and_fill(ANNE, card, "answer", {"text": ANSWER})
    await long_day.card_shows(card, "Godkjent av Anne Berg")
    long_day.facebook.block(AHMED)

    told = await long_day.card_shows_in_time(card, SAYS_SO)

    assert ours(long_day, AHMED) == before
    await long_day.press(ANNE, told, "edit")
    assert "så finner vi det ut" in str(written(await long_day.form_of(ANNE)))


async def test_who_blocks_after_the_publication_has_had_her_answer(long_day: Town) -> None:
    stranger = long_day.facebook.newcomer("Berit Blokk")
    card = await written_to(long_day, stranger, "Har dere popkorn uten salt?")
    await long_day.press_and_fill(ANNE, card, "answer", {"text": ANSWER})
    await long_day.card_shows(card, "Publisert av Anne Berg")
    long_day.facebook.block(stranger)

    long_day.clock.move(timedelta(hours=1))
    await long_day.everything_is_heard()
    assert "Publisert av Anne Berg" in shown(long_day.now(card))
    await long_day.press(ANNE, card, "whole")
    await long_day.fill(ANNE, {"way": "rectify"})
    await long_day.fill(ANNE, {"text": "Rettelse: Vi har bare popkorn med salt."})

    await long_day.thread_shows(card, SAYS_SO)
    assert ours(long_day, stranger) == [ANSWER]


async def test_the_desk_ends_it_with_the_reason_that_she_cannot_be_reached(solvik: Town) -> None:
    stranger = solvik.facebook.newcomer("Unni Unådd")
    card = await written_to(solvik, stranger, "Kommer det en ny film til påske?")
    solvik.facebook.block(stranger)
    await solvik.press_and_fill(ANNE, card, "answer", {"text": ANSWER})
    await solvik.card_shows(card, SAYS_SO)

    await solvik.press_and_fill(JONAS, card, "close", {"reason": "unreachable"})

    await solvik.card_shows(card, "Avsluttet uten svar av Jonas Lie")


async def test_what_she_asked_in_public_is_answered_there(solvik: Town) -> None:
    stranger = solvik.facebook.newcomer("Oda Open")
    asked, card = await solvik.asked(stranger, "Når stenger dere biblioteket i romjula?")
    solvik.facebook.block(stranger)

    await solvik.press_and_fill(ANNE, card, "answer", {"text": ANSWER})

    await solvik.page_answers(asked, "så finner vi det ut")


async def test_a_private_word_under_her_comment_comes_back_to_the_desk(solvik: Town) -> None:
    stranger = solvik.facebook.newcomer("Pia Privat")
    asked, card = await solvik.asked(stranger, "Har dere sett på søknaden min om sosialhjelp ennå?")
    solvik.facebook.block(stranger)

    await solvik.press_and_fill(ANNE, card, "redirect", {"kind": "redirect_private", "department": "nav"})
    await solvik.fill(ANNE, {})

    told = await solvik.card_shows(card, SAYS_SO)
    assert {"redirect", "hide_and_redirect"} & {*buttons(told)}
    assert solvik.public(asked) == []
    await eventually(lambda: not [m for m in solvik.facebook.conversation("main", stranger) if m.by_page])
