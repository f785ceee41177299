"""The first sign of life and the answer are two clocks: each has its own time, and stopping one never stops the other."""

from tests.stories.days import Days, oslo
from tests.town import ANNE, KARI, shown, town


async def test_what_comes_a_minute_before_the_weekend_is_due_on_monday_and_nobody_is_called_before() -> None:
    async with town(start=oslo("2026-02-13 15:29"), rate=10) as solvik:
        days = Days(solvik)
        _, card = await solvik.asked(KARI, "Er det is på fjorden?")
        assert "Svar eller foreløpig svar innen mandag kl. 10.00" in shown(card)
        assert "svar innen mandag kl. 15.30" in shown(card)

        await days.quiet_at(card, "2026-02-13 16:05", "2026-02-14 11:00", "2026-02-15 11:00")
        for moment, step in (
            ("08:00", "morning"),
            ("08:29", "not_taken"),
            ("10:00", "no_reaction"),
            ("13:30", "before"),
        ):
            days.move_to(f"2026-02-16 {moment}")
            await days.hears(card, f"16.02 {moment} {step}")


async def test_a_holding_reply_ends_the_first_clock_and_never_the_second() -> None:
    async with town(start=oslo("2026-02-09 10:00"), rate=10) as solvik:
        days = Days(solvik)
        asked, card = await solvik.asked(KARI, "Når kommer grusen?")
        assert "Svar eller foreløpig svar innen mandag kl. 12.00" in shown(card)

        await solvik.press_and_fill(ANNE, card, "holding", {"department": "teknisk", "holding": "holding"})
        await solvik.page_answers(asked, "innen onsdag kl. 15.30")
        promised = shown(await solvik.card_shows(card, "lovet svar innen onsdag kl. 15.30"))
        assert "Svar eller foreløpig svar innen" not in promised

        await days.quiet_at(card, "2026-02-09 12:15", "2026-02-10 12:15")
        for moment, step in (("08:00", "morning"), ("13:30", "before"), ("15:30", "at_deadline")):
            days.move_to(f"2026-02-11 {moment}")
            await days.hears(card, f"11.02 {moment} {step}")


async def test_taking_a_question_ends_neither_clock() -> None:
    async with town(start=oslo("2026-02-09 10:00"), rate=10) as solvik:
        days = Days(solvik)
        _, card = await solvik.asked(KARI, "Når kommer saltet?")

        await solvik.press(ANNE, card, "take")

        await days.quiet_at(card, "2026-02-09 10:45")
        days.move_to("2026-02-09 12:00")
        await days.hears(card, "09.02 12:00 no_reaction")
        days.move_to("2026-02-11 15:30")
        await days.hears(card, "11.02 15:30 at_deadline")
