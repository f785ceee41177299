"""Whoever something concerns is called about it, once; and where help is needed at once, one click publishes where help is."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sandbox.slack.state.values import SimMessage
from tests.chats import called, only_in_slack
from tests.stories.days import oslo
from tests.town import AHMED, ANNE, JONAS, KARI, LIBRARY_CHANNEL, LIV, OLA, Town, buttons, shown, solvik_with, town
from tests.waiting import eventually

MONDAY_TEN = datetime(2026, 2, 9, 9, 0, tzinfo=UTC)
FIRE = "Hjelp, det brenner i garasjen ved siden av skolen!"


async def test_who_writes_again_calls_the_colleague_who_has_the_question(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når kommer fresen?")
    await solvik.press(ANNE, card, "take")
    await solvik.card_shows(card, "Tatt av Anne Berg.")

    solvik.asks(KARI, "Det ligger mye snø i Skogveien.", parent_id=asked)

    told = await solvik.thread_shows(card, "Innbyggeren har skrevet mer")
    assert called(told) == {ANNE}


async def test_thanks_for_our_holding_reply_call_nobody(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når åpner gapahuken?")
    await solvik.press_and_fill(ANNE, card, "holding", {})
    await solvik.page_answers(asked, "du får svar her innen")

    solvik.asks(KARI, "Ok, takk for svar! 👍", parent_id=asked)

    told = await solvik.thread_shows(card, "Innbyggeren takker")
    assert called(told) == set()
    assert buttons(told) == []
    assert not solvik.in_thread(card, "Innbyggeren har skrevet mer")
    solvik.asks(KARI, "Men når er det?", parent_id=asked)
    assert called(await solvik.thread_shows(card, "Innbyggeren har skrevet mer")) == {ANNE}


async def test_who_has_the_question_is_called_by_the_alarm_alone_when_it_becomes_urgent(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når åpner utebadet?")
    await solvik.press(ANNE, card, "take")
    await solvik.card_shows(card, "Tatt av Anne Berg.")

    solvik.asks(KARI, "Hjelp, en gutt har falt i vannet og puster ikke!", parent_id=asked)

    told = await solvik.thread_shows(card, "Innbyggeren har skrevet mer")
    alarm = next(one for one in await _alarms(solvik) if "puster ikke" in shown(one))
    assert ANNE in called(alarm)
    assert called(told) == set()


async def _alarms(solvik: Town) -> list[SimMessage]:
    found = "Hjelp, en gutt har falt i vannet"
    return await eventually(
        lambda: [one for one in solvik.cards_with("Det kan haste") if found in shown(one)], within=15
    )


@only_in_slack("the sandbox's Teams has no accounts that are closed")
async def test_a_colleague_whose_account_is_closed_is_called_no_longer_and_the_card_says_who_had_it(
    tmp_path: Path,
) -> None:
    desk = '[front_desk]\npeople = ["U0ANNE0001", "U0JONAS001"]\n'
    file = solvik_with(tmp_path, f'{desk}group = "S0FRONT001"\n', desk)
    async with town(start=MONDAY_TEN, rate=5, environment={"MUNICIPALITY_FILE": file}) as solvik:
        asked, card = await solvik.asked(KARI, "Når kommer høvelen?")
        await solvik.press(ANNE, card, "take")
        await solvik.card_shows(card, "Tatt av Anne Berg.")
        solvik.slack.deactivated.add(ANNE)
        solvik.clock.move(timedelta(minutes=11))
        await eventually(lambda: solvik.app.office.house.has_left(ANNE))

        solvik.asks(KARI, "Veien er full av hull.", parent_id=asked)

        told = await solvik.thread_shows(card, "Innbyggeren har skrevet mer")
        assert called(told) == {JONAS}
        await solvik.card_shows(card, "Tatt av Anne Berg. Anne Berg er ikke i Kommunetorget lenger. Hvem tar over?")


async def test_who_writes_again_before_anybody_has_the_question_calls_the_desk(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når kommer sandbilen?")

    solvik.asks(KARI, "Det er glatt i hele bakken.", parent_id=asked)

    told = await solvik.thread_shows(card, "Innbyggeren har skrevet mer")
    assert called(told) == {ANNE, JONAS}


async def test_a_text_that_does_not_go_out_calls_who_said_yes_to_it(solvik: Town) -> None:
    asked, card = await solvik.asked(AHMED, "Når åpner skøytebanen?")
    await solvik.press(ANNE, card, "take")
    await solvik.press(JONAS, card, "answer")
    solvik.facebook.switches.live = False

    await solvik.fill(JONAS, {"text": "Hei, Ahmed! På lørdag."})
    solvik.facebook.edit(
        asked, "Når åpner skøytebanen i Parken?"
    )  # while the text is held back, whoever reads it first

    told = await solvik.thread_shows(card, "Ikke publisert")
    solvik.facebook.switches.live = True
    assert called(told) == {JONAS}


async def test_the_reminders_go_to_the_colleague_whom_a_question_was_given_to() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        _, card = await solvik.asked(KARI, "Når brøyter dere Skogvegen?")
        await solvik.press_and_fill(ANNE, card, "give_to", {"colleague": JONAS})
        await solvik.card_shows(card, "Jonas Lie følger opp.")

        solvik.clock.move_to(oslo("2026-02-11 08:01"))

        reminder = await solvik.thread_shows(card, "da må svaret være ute")
        assert called(reminder) == {JONAS}


async def test_a_reminder_goes_when_it_is_the_citizens_turn() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        _, card = await solvik.asked(KARI, "Når kommer dere hit?")
        solvik.clock.move_to(oslo("2026-02-09 10:45"))
        await solvik.thread_shows(card, "Ingen har tatt")
        await solvik.replies(OLA, card, "Hvilken vei mener hun?")
        asks_back = await solvik.thread_shows(card, "Ola Nordby spør i tråden")

        await solvik.press_and_fill(ANNE, asks_back, "clarify", {})

        await eventually(lambda: not solvik.in_thread(card, "Ingen har tatt"), within=10)


async def test_an_alarm_has_one_button_that_publishes_where_help_is(solvik: Town) -> None:
    asked = solvik.asks(LIV, FIRE)
    alarm = await solvik.card_with("Det kan haste: spørsmål")

    await solvik.press_and_fill(ANNE, alarm, "ready_listed", {})

    await solvik.page_answers(asked, "ring 110 (brann) nå")


async def test_who_has_no_right_publishes_nothing_from_an_alarm(solvik: Town) -> None:
    asked = solvik.asks(KARI, "Hjelp, det brenner i låven vår!")
    alarm = await solvik.card_with("det brenner i låven")
    alarm = await solvik.card_with("Det kan haste: spørsmål")

    await solvik.press(OLA, alarm, "ready_listed")

    await solvik.was_told(OLA, "Du har ikke rett til å gjøre dette.")
    assert solvik.public(asked) == []


async def test_without_a_duty_channel_the_alarm_calls_where_the_question_stands(tmp_path: Path) -> None:
    file = solvik_with(tmp_path, 'duty_channel = "C0SPORSMAL"', "")

    async with town(environment={"MUNICIPALITY_FILE": file}) as solvik:
        solvik.asks(LIV, FIRE, page="bibliotek")

        alarm = await solvik.card_with("Det kan haste: spørsmål", LIBRARY_CHANNEL)

    assert {ANNE, JONAS} <= called(alarm)
    assert "det brenner i garasjen" in shown(alarm)
