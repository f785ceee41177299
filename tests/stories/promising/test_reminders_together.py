"""What falls due together is said together: one message, each person called once, and a line goes as soon as it is settled."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlmodel import select

from bot.orders import kinds
from sandbox.slack.state.values import SimMessage
from storage.queues.tables import Delivery
from storage.tables import Reminder
from tests.chats import called, calls, ways_to
from tests.stories.days import oslo
from tests.stories.hindrances import nothing_can_be_said, one_message_stands_unheard, something_was_held_up
from tests.town import AHMED, ANNE, JONAS, KARI, LIV, OLA, SOLVIK, Town, shown, town
from tests.waiting import eventually

MONDAY_TEN = datetime(2026, 2, 9, 9, 0, tzinfo=UTC)
WORDS = ("Når brøyter dere Skogvegen?", "Er hallen åpen i vinterferien?", "Hvor leverer jeg glass?")
LIST = "Påminnelse om"


async def three_ask(solvik: Town) -> list[SimMessage]:
    """Three citizens ask, one after the other; their cards."""
    for citizen, words in zip((KARI, AHMED, LIV), WORDS, strict=True):
        solvik.asks(citizen, words)
    return [await solvik.card_with(words) for words in WORDS]


def lists(solvik: Town) -> list[str]:
    """The messages in the channel that remind of several questions, as they stand now."""
    return [shown(message) for message in solvik.cards() if LIST in shown(message)]


async def the_list(solvik: Town, *words: str) -> str:
    """The one list, once it names exactly these questions."""

    def found() -> Sequence[str]:
        named = [[one for one in WORDS if one in said] for said in lists(solvik)]
        return lists(solvik) if named == [list(words)] else ()

    return (await eventually(found, within=10))[0]


async def test_what_is_due_at_the_same_time_is_one_list_with_a_way_to_each_and_each_person_once() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        cards = await three_ask(solvik)

        solvik.clock.move_to(oslo("2026-02-09 10:45"))

        said = await the_list(solvik, *WORDS)
        assert "Ingen har tatt dette ennå: hvem tar det?" in said
        (message,) = [one for one in solvik.cards() if LIST in shown(one)]
        assert called(message) == {ANNE, JONAS}
        assert len(calls(message)) == len(set(calls(message)))
        assert [ways_to(card, message.blocks) for card in cards] == [1, 1, 1]
        assert re.findall(r"Spørsmål (\d+) · ", said) == ["1", "2", "3"]
        assert [solvik.in_thread(card, "Ingen har tatt") for card in cards] == [[], [], []]


async def test_danger_stands_in_the_first_of_several_lists() -> None:
    fire = "Hjelp, det brenner i garasjen ved siden av skolen!"
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        for number in range(22):
            solvik.asks(KARI, f"Når brøyter dere vei {chr(97 + number)} i Lia?")
        solvik.asks(LIV, fire)
        await solvik.card_with(fire)

        solvik.clock.move_to(oslo("2026-02-09 10:45"))

        first, *others = await eventually(lambda: len(lists(solvik)) == 2 and lists(solvik), within=20)
        assert fire in first
        assert not [one for one in others if fire in one]


async def test_who_answers_under_a_list_is_told_once_where_an_answer_belongs() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        await three_ask(solvik)
        solvik.clock.move_to(oslo("2026-02-09 10:45"))
        await the_list(solvik, *WORDS)
        (message,) = [one for one in solvik.cards() if LIST in shown(one)]

        await solvik.replies(OLA, message, "Skogvegen brøytes i kveld.")
        await solvik.replies(OLA, message, "Og hallen er åpen.")

        await solvik.was_told(OLA, "når ingen innbygger")
        await solvik.everything_is_heard()
        assert len([text for text in solvik.told(OLA) if "når ingen innbygger" in text]) == 1
        assert [solvik.in_thread(card, "Forslag til svar") for card in solvik.cards()] == [[]] * len(solvik.cards())


async def test_a_line_goes_when_its_question_is_taken_and_the_list_with_its_last_line() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        cards = await three_ask(solvik)
        solvik.clock.move_to(oslo("2026-02-09 10:45"))
        await the_list(solvik, *WORDS)

        await solvik.press(ANNE, cards[1], "take")
        await the_list(solvik, WORDS[0], WORDS[2])
        await solvik.press(ANNE, cards[0], "take")
        await the_list(solvik, WORDS[2])
        await solvik.press(ANNE, cards[2], "take")

        await eventually(lambda: lists(solvik) == [], within=10)


async def test_the_next_list_takes_the_place_of_the_one_before() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        await three_ask(solvik)
        solvik.clock.move_to(oslo("2026-02-09 10:45"))
        first = await the_list(solvik, *WORDS)

        solvik.clock.move_to(oslo("2026-02-09 12:15"))

        await eventually(lambda: [said != first for said in lists(solvik)] == [True], within=10)
        assert "ikke hørt noe fra oss" in lists(solvik)[0]


async def test_a_reminder_of_one_question_disappears_when_that_is_answered() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        _, card = await solvik.asked(KARI, WORDS[0])
        solvik.clock.move_to(oslo("2026-02-09 10:45"))
        await solvik.thread_shows(card, "Ingen har tatt dette spørsmålet ennå")

        await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! I kveld."})
        await solvik.card_shows(card, "Publisert av")

        await eventually(lambda: solvik.in_thread(card, "Ingen har tatt") == [], within=10)


async def test_what_is_settled_before_it_could_be_said_is_never_said() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        cards = await three_ask(solvik)
        nothing_can_be_said(solvik)
        solvik.clock.move_to(oslo("2026-02-09 10:45"))
        await eventually(lambda: something_was_held_up(solvik), within=10)

        await solvik.press(ANNE, cards[0], "take")
        await solvik.press(JONAS, cards[1], "take")
        await solvik.card_shows(cards[1], "Tatt av Jonas Lie.")
        solvik.sandbox.faults.disarm()
        solvik.clock.move(timedelta(minutes=2))

        await the_list(solvik, WORDS[2])


async def reminded_of(solvik: Town, count: int) -> bool:
    """Whether reminders of so many questions were ordered, said or not."""
    async with solvik.app.database.read() as session:
        return len(set((await session.exec(select(Reminder.question_id))).all())) == count


async def waits_for_a_calmer_chat(solvik: Town) -> bool:
    """Whether a reminder was refused and the bot has noted when to try again."""
    later = (Delivery.kind == kinds.REMIND, Delivery.state == "waiting", Delivery.due_at > solvik.clock.now())
    async with solvik.app.database.read() as session:
        return (await session.exec(select(Delivery.id).where(*later).limit(1))).first() is not None


async def test_what_waited_while_nothing_could_be_said_becomes_one_message() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        await solvik.asked(KARI, WORDS[0])
        solvik.clock.move_to(oslo("2026-02-09 10:10"))
        await solvik.asked(AHMED, WORDS[1])
        nothing_can_be_said(solvik, try_after=timedelta(minutes=20))
        solvik.clock.move_to(oslo("2026-02-09 10:35"))
        await eventually(lambda: waits_for_a_calmer_chat(solvik), within=10)
        solvik.clock.move_to(oslo("2026-02-09 10:45"))
        await eventually(lambda: reminded_of(solvik, 2), within=10)

        solvik.sandbox.faults.disarm()
        solvik.clock.move(timedelta(minutes=30))  # as long as it was told to wait, whatever it tried last

        await the_list(solvik, WORDS[0], WORDS[1])


async def test_the_morning_brief_says_what_falls_due_that_morning_and_calls_each_once() -> None:
    async with town(start=MONDAY_TEN, rate=5, environment={"MUNICIPALITY_FILE": str(SOLVIK)}) as solvik:
        cards = await three_ask(solvik)
        for card in cards[:2]:
            await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "holding"})
            await solvik.card_shows(card, "lovet svar innen onsdag kl. 15.30")

        solvik.clock.move_to(oslo("2026-02-11 08:00"))

        brief = await solvik.card_with("I dag: onsdag 11. februar")
        said = shown(brief)
        assert [words in said for words in WORDS] == [True, True, True]
        assert "Frist i dag" in said
        assert "Frist: i dag kl. 15.30." in said
        assert called(brief) >= {ANNE, JONAS, OLA}
        assert len(calls(brief)) == len(set(calls(brief)))
        await solvik.card_shows(cards[0], "lovet svar i dag kl. 15.30")
        assert [solvik.in_thread(card, "da må svaret være ute") for card in cards] == [[], [], []]
        assert lists(solvik) == []


async def test_what_is_settled_when_a_found_message_is_seen_leaves_nothing_behind() -> None:
    """The message stands, but the answer to the call was lost; meanwhile all of it was settled."""
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        cards = await three_ask(solvik)
        one_message_stands_unheard(solvik)
        solvik.clock.move_to(oslo("2026-02-09 10:45"))
        await eventually(lambda: lists(solvik), within=10)
        for card in cards:
            await solvik.press(ANNE, card, "take")
            await solvik.card_shows(card, "Tatt av Anne Berg.")
        solvik.clock.move(timedelta(minutes=2))

        await eventually(lambda: lists(solvik) == [], within=10)
