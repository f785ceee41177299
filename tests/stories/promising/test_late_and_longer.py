"""When the promise cannot be kept as it was: the apology, and the longer extension that a manager must agree to."""

from datetime import UTC, datetime

from sandbox.slack.state.values import SimMessage
from tests.chats import choices, fields, refusal, written
from tests.town import ANNE, KARI, KJELL, TURID, Town, buttons, shown, town
from tests.waiting import eventually

MONDAY_TEN, WEDNESDAY = datetime(2026, 2, 9, 9, 0, tzinfo=UTC), datetime(2026, 2, 11, 13, 0, tzinfo=UTC)


async def promised(
    solvik: Town, words: str = "Når brøyter dere Skogvegen?", until: str = "innen onsdag kl. 15.30"
) -> tuple[str, SimMessage]:
    """Kari asks, and Anne asks Teknisk drift with a holding reply until Wednesday."""
    asked = solvik.asks(KARI, words)
    card = await solvik.card_with(words)
    await solvik.press(ANNE, card, "ask")
    await solvik.fill(ANNE, {"department": "teknisk", "holding": "holding"})
    await solvik.page_answers(asked, until)
    return asked, await solvik.card_shows(card, "lovet svar innen")


async def asks_for_friday_or_later(solvik: Town, card: SimMessage, words: str) -> bool:
    """On Wednesday Anne asks to extend, to the first time in the list that shows these words; whether she may."""
    if solvik.sandbox.clock.now() < WEDNESDAY:
        solvik.sandbox.clock.move_to(WEDNESDAY)
    await solvik.press(ANNE, card, "extend")
    offered = choices(await solvik.form_of(ANNE))
    await solvik.fill(ANNE, {"until": next(offered[time] for time in offered if words in time), "reason": "on_site"})
    view = await eventually(lambda: (v := solvik.slack.view_of(ANNE)) and "text" in written(v) and v)
    return (await solvik.fill(ANNE, {"text": written(view)["text"]})).closed


async def test_a_usual_extension_is_published_at_once() -> None:
    async with town(start=MONDAY_TEN, rate=10) as solvik:
        asked, card = await promised(solvik)

        await asks_for_friday_or_later(solvik, card, "(vanlig)")

        extension = await solvik.page_answers(asked, "trenger litt mer tid fordi vi må undersøke det på stedet")
        assert "Du får svar innen fredag kl. 15.30" in extension.text


async def test_a_longer_extension_waits_for_the_manager_and_is_then_published_as_shown() -> None:
    async with town(start=MONDAY_TEN, rate=10) as solvik:
        asked, card = await promised(solvik)
        await asks_for_friday_or_later(solvik, card, "tirsdag")
        question = await solvik.thread_shows(card, "en leder må si ja")
        assert len(solvik.public(asked)) == 1

        await solvik.press(TURID, question, "grant")
        await solvik.was_told(TURID, "Du har ikke rett til å gjøre dette.")
        await solvik.press(KJELL, question, "grant")

        await solvik.page_answers(asked, "Du får svar innen tirsdag kl. 15.30")
        assert len(solvik.public(asked)) == 2
        question = await solvik.card_shows(question, "Ferdig her: godkjent av Kjell")
        assert buttons(question) == []


async def test_a_manager_reads_the_reason_in_her_own_language_and_the_citizen_in_hers() -> None:
    async with town(start=MONDAY_TEN, rate=10) as solvik:
        _, card = await promised(solvik, "When will you clear the snow in Skogvegen?", "by Wednesday")

        await asks_for_friday_or_later(solvik, card, "tirsdag")

        question = shown(await solvik.thread_shows(card, "en leder må si ja"))
        assert "fordi vi må undersøke det på stedet." in question
        assert "Tuesday" in question


async def test_a_manager_who_says_no_leaves_the_promise_as_it_was() -> None:
    async with town(start=MONDAY_TEN, rate=10) as solvik:
        asked, card = await promised(solvik)
        await asks_for_friday_or_later(solvik, card, "tirsdag")
        question = await solvik.thread_shows(card, "en leder må si ja")
        await solvik.card_shows(card, "Lederen er spurt om å utsette til tirsdag")
        assert not await asks_for_friday_or_later(solvik, card, "mandag")
        assert len(solvik.in_thread(card, "en leder må si ja")) == 1

        await solvik.press(KJELL, question, "deny")

        await solvik.thread_shows(card, "Løftet står, og fristen er i dag kl. 15.30.")
        await solvik.card_no_longer_shows(card, "Lederen er spurt")
        question = await solvik.card_shows(question, "Ferdig her: lederen sa nei. Løftet står.")
        assert buttons(question) == []
        assert len(solvik.public(asked)) == 1


async def test_the_apology_for_a_broken_promise_is_ready_with_a_contact() -> None:
    async with town(start=MONDAY_TEN, rate=10) as solvik:
        asked, card = await promised(solvik)
        solvik.sandbox.clock.move_to(datetime.fromisoformat("2026-02-11T15:31+01:00"))
        card = await solvik.card_shows(card, "fristen var")

        await solvik.press(ANNE, card, "apologise")
        form = await solvik.form_of(ANNE)
        await solvik.fill(ANNE, {})

        apology = await solvik.page_answers(asked, "Vi lovet deg svar innen onsdag kl. 15.30 og klarte det ikke")
        assert "Teknisk drift" in apology.text
        assert apology.text == written(form)["text"]
        await solvik.card_shows(card, "Anne Berg beklaget og viste videre")


async def test_before_easter_the_desk_is_warned_and_the_holding_reply_says_why() -> None:
    async with town(start=datetime(2026, 3, 31, 7, 0, tzinfo=UTC), rate=10) as solvik:
        asked = solvik.asks(KARI, "Når åpner svømmehallen?")
        card = await solvik.card_with("Det er lenge til fristen")

        await solvik.press(ANNE, card, "holding")
        await solvik.fill(ANNE, {"holding": "holding", "department": "bibliotek"})

        reply = await solvik.page_answers(asked, "tirsdag 7. april kl. 15.30")
        assert "for påsken kommer imellom" in reply.text


async def test_after_the_deadline_no_new_time_is_promised_without_an_apology() -> None:
    async with town(start=datetime(2026, 2, 9, 9, 0, tzinfo=UTC), rate=10) as solvik:
        _, card = await solvik.asked(KARI, "Når brøyter dere Skogvegen?")
        await solvik.press(ANNE, card, "holding")
        solvik.clock.move_to(datetime(2026, 2, 12, 9, 0, tzinfo=UTC))

        late = await solvik.card_shows(card, "fristen var")
        assert "holding" not in buttons(late)
        sent = await solvik.fill(ANNE, {"holding": "holding", "department": "teknisk"})
        assert "foreløpig svar kan ikke sendes nå" in refusal(sent)
        await solvik.press(ANNE, late, "ask")
        assert "holding" not in fields(await solvik.form_of(ANNE))
