"""Somebody answers beside the thread, or through another program: nothing that looks like an answer vanishes silently."""

from collections.abc import AsyncIterator

import pytest

from tests.chats import called, only_in_slack
from tests.town import ANNE, CHANNEL, KARI, OLA, TURID, Town, buttons
from tests.waiting import eventually


@pytest.fixture
async def solvik(opened: Town) -> AsyncIterator[Town]:
    """A town of its own: what a department was asked in another story would be meant here."""
    story = Town(opened.sandbox, opened.app, opened.clock.now())
    yield story
    await story.tidy_up()


async def test_an_answer_in_the_channel_is_used_with_one_click(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når asfalterer dere Kirkevegen?")
    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})
    await solvik.card_shows(card, "Venter på svar fra Teknisk drift.")

    await solvik.slack.say(OLA, CHANNEL, "Kirkevegen blir asfaltert i mai.")

    note = await solvik.thread_shows(card, "Ola Nordby skrev dette i kanalen")
    assert ANNE in called(note)
    await solvik.was_told(OLA, "Skriv det i tråden under spørsmålet")

    await solvik.press(ANNE, note, "use_this")
    await solvik.press(ANNE, await solvik.proposal(card, "Hei, Kari! Kirkevegen blir asfaltert i mai."), "publish")
    await solvik.page_answers(asked, "Kirkevegen blir asfaltert i mai.")


async def test_while_nobody_was_asked_the_newest_question_is_meant_and_nobody_is_called(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor høyt er rådhustårnet?")

    await solvik.slack.say(OLA, CHANNEL, "Tårnet er 42 meter høyt.")

    note = await solvik.thread_shows(card, "Ola Nordby skrev dette i kanalen")
    assert not called(note)
    assert "publish" not in buttons(note)


async def test_what_she_who_answered_writes_in_the_channel_behind_it_is_told_too(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når blir Åsveien brøytet?")
    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})
    await solvik.card_shows(card, "Venter på svar fra Teknisk drift.")
    await solvik.proposed(OLA, card, "Den blir brøytet før klokka tre.")

    await solvik.slack.say(OLA, CHANNEL, "Åsveien blir nok heller brøytet klokka fire.")

    note = await solvik.thread_shows(card, "Ola Nordby skrev dette i kanalen")
    assert "use_this" in buttons(note)
    await solvik.was_told(OLA, "Skriv det i tråden under spørsmålet")


async def test_our_copies_follow_what_the_writer_takes_back(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor langt er rådhustaket?")
    said = await solvik.slack.say(OLA, CHANNEL, "Taket er 20 meter langt.")
    await solvik.thread_shows(card, "Taket er 20 meter langt.")

    await solvik.slack.edit(OLA, CHANNEL, said, "Taket er 30 meter langt.")
    await solvik.thread_shows(card, "Taket er 30 meter langt.")
    await eventually(lambda: not solvik.in_thread(card, "Taket er 20 meter langt."))

    await solvik.slack.delete(OLA, CHANNEL, said)
    await eventually(lambda: not solvik.in_thread(card, "Taket er 30 meter langt."))


async def test_talk_in_the_channel_stays_talk(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor gammelt er rådhuset?")

    await solvik.slack.say(OLA, CHANNEL, "Takk for sist!")
    await solvik.slack.say(ANNE, CHANNEL, "Rådhuset er fra 1960.")
    await solvik.slack.say(TURID, CHANNEL, "Rådhuset er fra 1960.")
    await solvik.everything_is_heard()

    assert solvik.thread(card) == []


@only_in_slack("other programs write in people's names in Slack alone")
async def test_what_an_expert_writes_through_another_program_is_hers(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor bredt er rådhuset?")

    await solvik.slack.say(OLA, CHANNEL, "Det er tjue meter bredt.", thread_ts=card.ts, through="B0ANNEN001")

    await solvik.proposal(card, "Hei, Kari! Det er tjue meter bredt.")


@only_in_slack("other programs write in people's names in Slack alone")
async def test_a_program_is_no_colleague(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor dypt er rådhuset?")

    await solvik.slack.say(TURID, CHANNEL, "Det er ti meter dypt.", thread_ts=card.ts, through="B0ANNEN001")
    await solvik.everything_is_heard()

    assert len(solvik.thread(card)) == 1
