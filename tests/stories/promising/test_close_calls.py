"""Close calls: somebody does something a minute before a deadline or a reminder, and it is clear what counts."""

from sandbox.slack.state.values import SimMessage
from tests.stories.days import Days, oslo
from tests.town import ANNE, JONAS, KARI, Town, buttons, shown, town

MONDAY = oslo("2026-02-09 10:00")


async def promised(solvik: Town, words: str = "Når brøyter dere Fjellvegen?") -> tuple[str, SimMessage]:
    """Kari asks on Monday and is promised an answer by Wednesday."""
    asked, card = await solvik.asked(KARI, words)
    await solvik.press_and_fill(ANNE, card, "holding", {"department": "teknisk", "holding": "holding"})
    await solvik.page_answers(asked, "innen onsdag kl. 15.30")
    return asked, await solvik.card_shows(card, "lovet svar innen onsdag kl. 15.30")


async def test_who_writes_again_a_minute_before_the_deadline_moves_no_promise_and_doubles_no_reminder() -> None:
    async with town(start=MONDAY, rate=10) as solvik:
        days = Days(solvik)
        asked, card = await promised(solvik)
        for moment, step in (("08:00", "morning"), ("13:30", "before")):
            days.move_to(f"2026-02-11 {moment}")
            await days.hears(card, f"11.02 {moment} {step}")

        days.move_to("2026-02-11 15:29")
        solvik.asks(KARI, "Hallo? Det er onsdag nå.", parent_id=asked)
        still = await solvik.card_shows(card, "Hallo? Det er onsdag nå.")
        assert "lovet svar i dag kl. 15.30" in shown(still)

        days.move_to("2026-02-11 15:30")
        await days.hears(card, "11.02 15:30 at_deadline")
        days.move_to("2026-02-12 08:00")
        await days.hears(card, "12.02 08:00 late")
        assert len(days.told(card)) == 4


async def test_who_writes_again_right_after_the_answer_begins_a_round_with_a_time_of_its_own() -> None:
    async with town(start=MONDAY, rate=10) as solvik:
        days = Days(solvik)
        asked, card = await promised(solvik)
        days.move_to("2026-02-11 15:20")
        await days.hears(card, "11.02 15:20 before")
        await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! I kveld."})
        await solvik.card_shows(card, "Publisert av")
        said = days.told(card)

        days.move_to("2026-02-11 15:29")
        solvik.asks(KARI, "Takk! Og Lia?", parent_id=asked)
        opened = shown(await solvik.card_shows(card, "svar innen fredag kl. 15.30"))
        assert "Svar eller foreløpig svar innen torsdag kl. 10.00" in opened
        assert "lovet svar innen" not in opened

        await days.quiet_at(card, "2026-02-11 15:31")
        assert days.told(card) == said
        days.move_to("2026-02-12 10:00")
        await days.hears(card, "12.02 10:00 no_reaction")
        days.move_to("2026-02-13 13:30")
        await days.hears(card, "13.02 13:30 before")


async def test_who_is_closed_without_an_answer_and_writes_again_has_what_was_promised() -> None:
    async with town(start=MONDAY, rate=10) as solvik:
        days = Days(solvik)
        asked, card = await promised(solvik)
        await solvik.press_and_fill(JONAS, card, "close", {"reason": "opinion"})
        await solvik.card_shows(card, "Avsluttet uten svar")
        days.move_to("2026-02-10 09:00")

        solvik.asks(KARI, "Men dere lovet jo svar?", parent_id=asked)

        opened = await solvik.card_shows(card, "Men dere lovet jo svar?")
        assert "lovet svar innen onsdag kl. 15.30" in shown(opened)
        days.move_to("2026-02-11 15:30")
        await days.hears(card, "11.02 15:30 at_deadline")


async def test_a_late_question_closed_by_mistake_is_late_again_when_it_is_opened() -> None:
    async with town(start=MONDAY, rate=10) as solvik:
        days = Days(solvik)
        _, card = await promised(solvik)
        days.move_to("2026-02-11 15:30")
        await solvik.card_shows(card, "fristen var")
        await solvik.press_and_fill(JONAS, card, "close", {"reason": "opinion"})
        closed = await solvik.card_shows(card, "Avsluttet uten svar")

        await solvik.press_and_fill(ANNE, closed, "whole", {})

        late = await solvik.card_shows(card, "fristen var")
        assert "fristen var i dag kl. 15.30" in shown(late)
        assert "apologise" in buttons(late)
        days.move_to("2026-02-12 08:00")
        await days.hears(card, "12.02 08:00 late")


async def test_what_was_answered_by_hand_two_minutes_before_a_reminder_is_not_reminded_of() -> None:
    async with town(start=MONDAY, rate=10) as solvik:
        days = Days(solvik)
        asked, card = await promised(solvik)
        days.move_to("2026-02-11 08:00")
        await days.hears(card, "11.02 08:00 morning")
        days.move_to("2026-02-11 13:28")

        solvik.facebook.staff_reply("main", asked, "I kveld, hilsen Tove.")

        await solvik.card_shows(card, "Besvart for hånd på Facebook")
        assert "I kveld, hilsen Tove." in await solvik.whole(ANNE, card)
        await days.quiet_at(card, "2026-02-11 13:30", "2026-02-11 15:30", "2026-02-12 09:00")


async def test_whoever_wants_to_extend_a_second_time_is_told_why_not_and_what_to_do_instead() -> None:
    async with town(start=MONDAY, rate=10) as solvik:
        days = Days(solvik)
        asked, card = await promised(solvik)
        days.move_to("2026-02-11 10:00")
        solvik.sandbox.faults.arm("facebook.throttled", match=f"GET /{asked}")  # the extension is still on its way
        await solvik.press_and_fill(ANNE, card, "extend", {"reason": "on_site"})
        await solvik.fill(ANNE, {})

        await solvik.press(JONAS, card, "extend")

        await solvik.was_told(
            JONAS,
            "Et løfte kan bare utsettes én gang, og dette er allerede utsatt. Svar i tide, eller vis innbyggeren videre.",
        )


async def test_an_extension_held_up_until_the_deadline_has_passed_does_not_go_out() -> None:
    async with town(start=MONDAY, rate=10) as solvik:
        days = Days(solvik)
        asked, card = await promised(solvik)
        days.move_to("2026-02-11 15:28")
        solvik.sandbox.faults.arm("facebook.throttled", match=f"GET /{asked}")  # the page rests for five minutes
        await solvik.press_and_fill(ANNE, card, "extend", {"reason": "on_site"})
        await solvik.fill(ANNE, {})
        await days.sign_of_life()
        days.move_to("2026-02-11 15:36")

        late = await solvik.card_shows(card, "Ikke publisert: fristen gikk ut før teksten kunne stå på Facebook.")

        assert "fristen var i dag kl. 15.30" in shown(late)
        assert len(solvik.public(asked)) == 1


async def test_a_holding_reply_held_up_until_its_own_time_does_not_go_out() -> None:
    async with town(start=MONDAY, rate=10) as solvik:
        days = Days(solvik)
        asked, card = await solvik.asked(KARI, "Når brøyter dere Fjellvegen?")
        days.move_to("2026-02-11 15:28")
        solvik.sandbox.faults.arm("facebook.throttled", match=f"GET /{asked}")
        await solvik.press_and_fill(ANNE, card, "holding", {"department": "teknisk", "holding": "holding"})
        await days.sign_of_life()
        days.move_to("2026-02-11 15:36")

        await solvik.card_shows(card, "Ikke publisert: fristen gikk ut før teksten kunne stå på Facebook.")

        assert solvik.public(asked) == []


async def test_a_card_says_that_the_time_is_over_also_when_the_house_had_closed_before_anybody_was_reminded() -> None:
    async with town(start=MONDAY, rate=10) as solvik:
        days = Days(solvik)
        _, card = await promised(solvik, "Når brøyter dere Dalvegen?")
        days.move_to("2026-02-11 15:25")
        await solvik.card_shows(card, "lovet svar i dag kl. 15.30")

        days.move_to("2026-02-11 16:30")

        late = await solvik.card_shows(card, "fristen var i dag kl. 15.30")
        assert "lovet svar i dag" not in shown(late)
