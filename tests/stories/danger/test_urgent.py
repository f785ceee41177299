"""Danger does not wait for a question of its own: it comes as a second comment, as an edit, or after the answer."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sandbox.slack.state.values import SimMessage
from tests.chats import called, only_in_slack
from tests.stories.days import oslo
from tests.stories.hindrances import is_back, no_card_can_be_posted
from tests.town import (
    ANNE,
    CHANNEL,
    JONAS,
    KARI,
    LIBRARY_CHANNEL,
    LIV,
    OLA,
    PATIENCE,
    Town,
    buttons,
    shown,
    solvik_with,
    town,
)
from tests.waiting import eventually

MONDAY_TEN = datetime(2026, 2, 9, 9, 0, tzinfo=UTC)
CHOKES = "Hjelp, sønnen min fikk noe i halsen og puster ikke nå!"
ALARM = "Det kan haste: spørsmål"


async def alarm_with(solvik: Town, words: str) -> SimMessage:
    """The alarm that quotes these words, once it is there."""

    def found() -> list[SimMessage]:
        return [one for one in solvik.cards_with(ALARM) if words in shown(one)]

    return (await eventually(found, within=15))[0]


async def is_told_on_pressing(solvik: Town, alarm: SimMessage) -> bool:
    """Whether who presses now is told; the page shows what was sent a moment before the bot has noted it."""
    await solvik.press(JONAS, alarm, "ready_listed")
    return any("Innbyggeren har allerede fått vite hvor det er hjelp å få." in words for words in solvik.told(JONAS))


async def test_a_second_comment_that_needs_help_raises_the_alarm_with_its_own_words(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Har dere åpent på lørdag?")

    solvik.asks(KARI, CHOKES, parent_id=asked)

    alarm = await alarm_with(solvik, "puster ikke nå")
    assert "Har dere åpent" not in shown(alarm)
    assert called(alarm)
    assert "svar nå" in shown(await solvik.card_shows(card, "svar nå"))
    await solvik.press_and_fill(ANNE, alarm, "ready_listed", {})
    await solvik.page_answers(asked, "Ring 113")

    await solvik.card_shows(card, "Anne Berg sendte en ferdig tekst")
    assert buttons(await solvik.card_shows(alarm, "Anne Berg sendte en ferdig tekst")) == []


@only_in_slack("a fault of Slack's chat.update")
async def test_who_presses_on_an_outdated_screen_is_told_that_help_was_sent(solvik: Town) -> None:
    asked = solvik.asks(KARI, f"{CHOKES} Vi er på kaia.")
    alarm = await alarm_with(solvik, "Vi er på kaia")
    solvik.sandbox.faults.arm("slack.http_503", times=None, match="chat.update")
    await solvik.press_and_fill(ANNE, alarm, "ready_listed", {})
    await solvik.page_answers(asked, "Ring 113")

    await eventually(lambda: is_told_on_pressing(solvik, alarm), within=PATIENCE, every=0.2)


async def test_the_desk_is_called_once_for_it(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Har dere åpent på søndag?")

    solvik.asks(KARI, CHOKES, parent_id=asked)

    await alarm_with(solvik, "puster ikke nå")
    assert not called(await solvik.thread_shows(card, "Innbyggeren har skrevet mer"))


async def test_where_an_answer_lies_ready_help_comes_before_it(solvik: Town) -> None:
    asked, card = await solvik.asked(LIV, "Når er det båndtvang?")
    await solvik.proposed(OLA, card, "Båndtvangen begynner 1. april.")
    await solvik.card_shows(card, "Et svar er klart")

    solvik.asks(LIV, CHOKES, parent_id=asked)

    urgent = await solvik.card_shows(card, "svar nå")
    assert buttons(urgent)[:2] == ["ready_text", "edit"]
    assert "Et svar er klart" not in shown(urgent)


async def test_what_is_written_after_a_promise_is_urgent_all_the_same(solvik: Town) -> None:
    asked, card = await solvik.asked(LIV, "Når tømmer dere glass?")
    await solvik.press_and_fill(ANNE, card, "holding", {"holding": "holding", "department": "teknisk"})
    await solvik.card_shows(card, "lovet svar innen")

    solvik.asks(LIV, CHOKES, parent_id=asked)

    await solvik.card_shows(card, "svar nå")


async def test_what_is_written_while_a_promise_is_on_its_way_out_is_urgent_all_the_same(solvik: Town) -> None:
    asked, card = await solvik.asked(LIV, "Når tømmer dere metall?")
    meanwhile: list[str] = []

    def published(step: str) -> None:
        if step == "facebook.reply.done" and not meanwhile:
            meanwhile.append(solvik.asks(LIV, CHOKES, parent_id=asked))

    solvik.facebook.switches.slow_answer_seconds = 0.3
    solvik.sandbox.faults.arm("facebook.slow", match=f"POST /{asked}/comments")
    solvik.sandbox.on_step(published)
    await solvik.press_and_fill(ANNE, card, "holding", {"holding": "holding", "department": "teknisk"})

    await solvik.thread_shows(card, "puster ikke nå")
    await eventually(lambda: "extend" in buttons(solvik.now(card)))
    assert "svar nå" in shown(solvik.now(card))


async def test_an_edit_that_needs_help_raises_the_alarm(solvik: Town) -> None:
    asked, _ = await solvik.asked(LIV, "Når er det folkebad?")

    solvik.facebook.edit(asked, "Broren min falt gjennom isen nå, hjelp!")

    await alarm_with(solvik, "falt gjennom isen")


async def test_an_alarm_whose_words_are_deleted_says_so_and_offers_no_text_for_something_else(solvik: Town) -> None:
    asked, card = await solvik.asked(LIV, "Når er det varmtvannsbading?")
    danger = solvik.asks(LIV, CHOKES, parent_id=asked)
    alarm = await alarm_with(solvik, "puster ikke nå")
    solvik.asks(LIV, "Takk, dere er flinke", parent_id=asked)

    solvik.facebook.delete(danger)

    alarm = await solvik.card_shows(alarm, "slettet eller endret det som varslet om fare")
    assert "Svar med en gang" not in shown(alarm)
    assert "Takk, dere er flinke" not in shown(alarm)
    assert "ready_listed" not in buttons(alarm)
    assert "svar innen" in shown(await solvik.card_shows(card, "Slettet av innbyggeren"))


async def test_what_needs_help_after_the_answer_raises_the_alarm(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Selger dere ved?")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Nei, dessverre."})
    await solvik.card_shows(card, "Publisert av Anne Berg")

    solvik.asks(KARI, "Det brenner i huset vårt, kom fort!", parent_id=asked)

    await alarm_with(solvik, "brenner i huset")
    await solvik.card_shows(card, "svar nå")


async def test_a_list_of_reminders_says_first_what_may_be_urgent_in_its_own_words() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        await solvik.asked(KARI, "Når brøyter dere Skogvegen?")
        asked, card = await solvik.asked(LIV, "Er hallen åpen i vinterferien?")
        solvik.asks(LIV, CHOKES, parent_id=asked)
        await solvik.card_shows(card, "svar nå")

        solvik.clock.move_to(oslo("2026-02-09 10:45"))

        listed = await eventually(lambda: _lists(solvik), within=15)
    summary, urgent, rest = shown(listed[0]).partition("Det kan haste: svar med en gang")
    assert urgent
    assert "puster ikke nå" in summary
    assert rest.index("puster ikke nå") < rest.index("Skogvegen")


def _lists(solvik: Town) -> list[SimMessage]:
    return [message for message in solvik.cards() if "Påminnelse om" in shown(message)]


async def test_an_alarm_that_was_said_before_the_card_stood_leads_to_it_afterwards() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = solvik_with(Path(folder), f'duty_channel = "{CHANNEL}"', f'duty_channel = "{LIBRARY_CHANNEL}"')
        async with town(rate=5, environment={"MUNICIPALITY_FILE": file}) as solvik:
            no_card_can_be_posted(solvik)
            solvik.asks(KARI, "Det brenner i huset vårt, kom fort!")
            alarm = (await eventually(lambda: solvik.cards_with(ALARM, LIBRARY_CHANNEL), within=15))[0]
            assert "Åpne tråden" not in shown(alarm)

            is_back(solvik)

            await solvik.card_shows(alarm, "Åpne tråden")
