"""Easter, 17 May, Christmas and New Year, day by day: what is promised, when it is quiet, and when somebody is reminded."""

from tests.stories.days import Days, oslo
from tests.town import AHMED, ANNE, KARI, OLA, shown, town


async def test_a_whole_easter_passes_in_silence_and_the_promise_is_kept() -> None:
    async with town(start=oslo("2026-03-31 09:00"), rate=10) as solvik:
        days = Days(solvik)
        asked, card = await solvik.asked(KARI, "Når åpner svømmehallen?")
        assert "Det er lenge til fristen, fordi påsken kommer imellom." in shown(card)
        await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "holding"})
        await solvik.page_answers(asked, "for påsken kommer imellom. Du får svar her innen tirsdag 7. april kl. 15.30.")
        promised = await solvik.card_shows(card, "lovet svar innen tirsdag 7. april kl. 15.30")
        assert "Det er lenge til fristen" not in shown(promised)

        days.move_to("2026-03-31 14:20")  # half of the open time until Wednesday at twelve, the aim, has passed
        await days.hears(card, "31.03 14:20 expert_silent")
        await days.quiet_at(card, "2026-04-01 12:30", "2026-04-02 10:00", "2026-04-04 10:00", "2026-04-06 10:00")
        days.move_to("2026-04-07 08:00")
        await days.hears(card, "07.04 08:00 morning")
        days.move_to("2026-04-07 13:30")
        await days.hears(card, "07.04 13:30 before")
        proposal = await solvik.proposed(OLA, card, "Den åpner på lørdag.")
        await solvik.press(ANNE, proposal, "publish")
        await solvik.page_answers(asked, "Den åpner på lørdag.")
        days.move_to("2026-04-08 09:00")
        await days.sign_of_life()

        assert days.told(card) == ["31.03 14:20 expert_silent", "07.04 08:00 morning", "07.04 13:30 before"]
        assert "fristen var" not in shown(solvik.now(card))


async def test_the_short_day_before_easter_counts_until_twelve() -> None:
    async with town(start=oslo("2026-03-30 11:00"), rate=10) as solvik:
        days = Days(solvik)
        _, card = await solvik.asked(KARI, "Når åpner skitrekket?")
        assert "svar innen onsdag kl. 12.00" in shown(card)
        await solvik.press(ANNE, card, "take")

        for moment, step in (("08:00", "morning"), ("10:00", "before"), ("12:00", "at_deadline")):
            days.move_to(f"2026-04-01 {moment}")
            await days.hears(card, f"01.04 {moment} {step}")
        await days.quiet_at(card, "2026-04-02 09:00")


async def test_what_is_asked_just_before_easter_waits_for_the_first_open_morning_after_it() -> None:
    async with town(start=oslo("2026-04-01 11:40"), rate=10) as solvik:
        days = Days(solvik)
        _, card = await solvik.asked(AHMED, "Er biblioteket åpent?")
        assert "Svar eller foreløpig svar innen tirsdag kl. 10.00" in shown(card)

        await days.quiet_at(card, "2026-04-01 12:15")
        days.move_to("2026-04-07 08:10")  # twenty open minutes on Wednesday and ten on Tuesday
        await days.hears(card, "07.04 08:10 not_taken")
        days.move_to("2026-04-07 10:00")
        await days.hears(card, "07.04 10:00 no_reaction")


async def test_over_17_may_2027_two_closed_days_in_one_the_promise_holds_until_tuesday_with_summer_hours() -> None:
    async with town(start=oslo("2027-05-14 10:00"), rate=10) as solvik:
        days = Days(solvik)
        asked, card = await solvik.asked(KARI, "Når går barnetoget?")
        await solvik.press_and_fill(ANNE, card, "holding", {"department": "teknisk", "holding": "holding"})
        await solvik.page_answers(asked, "du får svar her innen tirsdag kl. 15.00.")

        await days.quiet_at(card, "2027-05-15 11:00", "2027-05-16 11:00", "2027-05-17 11:00")
        for moment, step in (("08:00", "morning"), ("13:00", "before"), ("15:00", "at_deadline")):
            days.move_to(f"2027-05-18 {moment}")
            await days.hears(card, f"18.05 {moment} {step}")
        await days.quiet_at(card, "2027-05-18 15:20")  # open in winter, closed in summer
        days.move_to("2027-05-19 08:00")
        await days.hears(card, "19.05 08:00 late")


async def test_over_ascension_day_the_promise_holds_until_friday() -> None:
    async with town(start=oslo("2026-05-12 10:00"), rate=10) as solvik:
        days = Days(solvik)
        asked, card = await solvik.asked(KARI, "Når blir flaggene hengt opp?")
        await solvik.press_and_fill(ANNE, card, "holding", {"department": "teknisk", "holding": "holding"})
        await solvik.page_answers(asked, "du får svar her innen fredag kl. 15.00.")

        await days.quiet_at(card, "2026-05-14 10:00")
        days.move_to("2026-05-15 13:00")
        await days.hears(card, "15.05 13:00 before")


async def test_christmas_is_named_quiet_and_over_on_monday_between_the_years() -> None:
    async with town(start=oslo("2026-12-22 09:00"), rate=10) as solvik:
        days = Days(solvik)
        asked, card = await solvik.asked(KARI, "Når hentes juletrærne?")
        assert "Det er lenge til fristen, fordi jula kommer imellom." in shown(card)
        await solvik.press_and_fill(ANNE, card, "holding", {"department": "teknisk", "holding": "holding_away"})
        await solvik.page_answers(
            asked,
            "Den som kan svare, er ikke på jobb akkurat nå. Vi følger opp, men det tar litt lenger tid enn vanlig, "
            "for jula kommer imellom. Du får svar her "
            "innen mandag kl. 15.30.",
        )

        await days.quiet_at(card, "2026-12-24 10:00", "2026-12-25 10:00", "2026-12-27 10:00")
        days.move_to("2026-12-28 08:00")
        await days.hears(card, "28.12 08:00 morning")

        assert days.told(card) == ["28.12 08:00 morning"]


async def test_new_year_is_named_quiet_and_over_on_monday() -> None:
    async with town(start=oslo("2026-12-30 10:00"), rate=10) as solvik:
        days = Days(solvik)
        asked, card = await solvik.asked(KARI, "Når åpner gjenvinningsstasjonen?")
        assert "Det er lenge til fristen, fordi nyttår kommer imellom." in shown(card)
        await solvik.press_and_fill(ANNE, card, "holding", {"department": "teknisk", "holding": "holding"})
        await solvik.page_answers(asked, "for nyttår kommer imellom. Du får svar her innen mandag kl. 15.30.")

        await days.quiet_at(card, "2026-12-31 10:00", "2027-01-01 10:00", "2027-01-02 10:00")
        days.move_to("2027-01-04 13:30")
        await days.hears(card, "04.01 13:30 before")

        assert days.told(card) == ["04.01 13:30 before"]
