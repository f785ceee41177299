"""A note in the thread follows its matter: once that is settled, it has no buttons and says what became of it."""

from sandbox.slack.state.values import SimMessage
from tests.town import ANNE, INGRID, JONAS, KARI, LIV, OLA, TURID, Town, buttons, shown
from tests.waiting import eventually

SETTLED = "Ferdig her"


async def settles(solvik: Town, note: SimMessage, words: str) -> None:
    """The note says what became of it and offers nothing any more."""
    note = await solvik.card_shows(note, words)
    assert SETTLED in shown(note)
    assert buttons(note) == []


async def asked_by_ola(solvik: Town, words: str, question: str) -> tuple[SimMessage, SimMessage]:
    """Ola, who was asked, asks back: the card and the note."""
    _, card = await solvik.asked(KARI, words)
    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})
    await solvik.card_shows(card, "Venter på svar fra Teknisk drift")
    await solvik.replies(OLA, card, question)
    return card, await solvik.thread_shows(card, "Ola Nordby spør i tråden")


async def test_once_the_citizen_was_asked_the_note_offers_it_no_longer(long_day: Town) -> None:
    _, note = await asked_by_ola(long_day, "Lampa ved kaia er mørk", "Hvilken lampe er det?")

    await long_day.press_and_fill(ANNE, note, "clarify", {})

    await settles(long_day, note, "Venter på innbyggeren. Anne Berg spurte")


async def test_where_the_expert_answers_herself_the_citizen_need_not_be_asked(long_day: Town) -> None:
    card, note = await asked_by_ola(long_day, "Lampa ved brua er mørk", "Hvilken side av brua er det?")

    await long_day.replies(OLA, card, "Lampene ved brua blir skiftet på fredag.")

    await settles(long_day, note, "Et svar er klart i tråden.")


async def test_words_that_were_used_are_offered_no_longer(solvik: Town) -> None:
    _, card = await solvik.asked(LIV, "Når tømmes slammet på Øvre Solvik?")
    await solvik.replies(TURID, card, "Slammet tømmes i uke 20.")
    note = await solvik.thread_shows(card, "er ikke ført opp som fagperson")

    await solvik.press(ANNE, note, "use_this")

    await settles(solvik, note, "ordene er med i svaret")


async def test_what_was_put_right_need_not_be_put_right_again(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når stenger svømmehallen i dag?")
    await solvik.proposed(OLA, card, "Den stenger kl. 20.")
    await solvik.press(JONAS, await solvik.proposal(card, "Den stenger kl. 20."), "publish")
    await solvik.page_answers(asked, "Den stenger kl. 20.")
    await solvik.card_shows(card, "Publisert")
    await solvik.replies(OLA, card, "ups, feil! den stenger kl 21")
    note = await solvik.thread_shows(card, "etter at svaret ble publisert")

    await solvik.press_and_fill(JONAS, note, "correct", {"text": "Hei, Kari! Den stenger kl. 21."})

    await settles(solvik, note, "Rettet av Jonas")


async def test_what_is_to_be_put_right_stays_told_after_the_citizen_has_written_again(solvik: Town) -> None:
    asked, card = await solvik.asked(LIV, "Når blir gangbrua ferdig?")
    proposal = await solvik.proposed(OLA, card, "Gangbrua blir ferdig 14. desember.")
    await solvik.press(ANNE, proposal, "publish")
    await solvik.page_answers(asked, "14. desember")
    await solvik.replies(OLA, card, "Kødd, entreprenøren ringte nå, det blir 16. desember")
    note = await solvik.thread_shows(card, "etter at svaret ble publisert")

    solvik.asks(LIV, "Takk! Men hva med skolebussen?", parent_id=asked)

    card = await solvik.card_shows(card, "Ola Nordby skrev etter at svaret gikk ut: «Kødd, entreprenøren ringte nå")
    assert "correct" in buttons(card)
    note = solvik.now(note)
    assert SETTLED not in shown(note)
    await solvik.press_and_fill(JONAS, note, "correct", {"text": "Hei, Liv! Gangbrua blir ferdig 16. desember."})
    await eventually(lambda: "16. desember" in solvik.public(asked)[0])
    card = await solvik.card_no_longer_shows(card, "skrev etter at svaret gikk ut")
    assert "answer" in buttons(card)
    await settles(solvik, note, "Rettet av Jonas Lie")


async def test_words_after_the_end_can_still_be_used_when_the_citizen_has_opened_the_question(solvik: Town) -> None:
    asked, card = await solvik.asked(LIV, "Hvem har nøkkelen til grillhytta?")
    await solvik.press_and_fill(ANNE, card, "close", {"reason": "answered_elsewhere"})
    await solvik.card_shows(card, "Avsluttet")
    await solvik.replies(INGRID, card, "Nøkkelen til grillhytta henger på biblioteket.")
    note = await solvik.thread_shows(card, "etter at spørsmålet var ferdig her")
    assert buttons(note) == ["reopen_with"]

    solvik.asks(LIV, "Hallo, er det noen der?", parent_id=asked)
    await eventually(lambda: buttons(solvik.now(note)) == ["use_this"])

    await solvik.press(ANNE, note, "use_this")
    await solvik.proposal(card, "Nøkkelen til grillhytta henger på biblioteket.")


async def test_a_question_that_is_opened_again_is_not_offered_to_be_opened(solvik: Town) -> None:
    _, card = await solvik.asked(LIV, "Hvem har nøkkelen til klubbhuset?")
    await solvik.press_and_fill(ANNE, card, "close", {"reason": "answered_elsewhere"})
    await solvik.card_shows(card, "Avsluttet")
    await solvik.replies(INGRID, card, "Nøkkelen henger på biblioteket.")
    note = await solvik.thread_shows(card, "etter at spørsmålet var ferdig her")

    await solvik.press(ANNE, note, "reopen_with")

    note = await solvik.card_shows(note, "Spørsmålet er åpent igjen. Et svar er klart i tråden.")
    assert SETTLED not in shown(note)
    assert buttons(note) == []


async def test_thanks_before_another_question_are_not_said_to_be_settled_nor_taken_by_who_answered(
    solvik: Town,
) -> None:
    asked, card = await solvik.asked(KARI, "Når åpner båthavna?")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Den åpner i mai."})
    await solvik.page_answers(asked, "i mai")
    solvik.asks(KARI, "Takk!", parent_id=asked)
    note = await solvik.thread_shows(card, "Innbyggeren takker")

    solvik.asks(KARI, "Hva koster en plass?", parent_id=asked)

    note = await solvik.card_shows(note, "Spørsmålet er åpent igjen. Anne Berg følger opp.")
    assert "Tatt av" not in shown(note)
    assert SETTLED not in shown(note)


async def test_after_another_department_was_asked_nobody_needs_to_be_found(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem klipper plenen ved gravlunden?")
    await solvik.press_and_fill(ANNE, card, "ask", {"department": "renovasjon", "holding": "none"})
    await solvik.card_shows(card, "Venter på svar fra Renovasjon")
    await solvik.replies(INGRID, card, "Ikke mitt bord")
    note = await solvik.thread_shows(card, "ikke er noe Renovasjon kan svare på")

    await solvik.press_and_fill(ANNE, note, "ask", {"department": "teknisk", "holding": "none"})

    await settles(solvik, note, "Venter på svar fra Teknisk drift.")


async def test_a_question_that_ends_takes_the_buttons_of_all_its_notes(solvik: Town) -> None:
    _, card = await solvik.asked(LIV, "Når kommer containeren til Nedre Solvik?")
    await solvik.replies(TURID, card, "Containeren kommer i uke 21.")
    note = await solvik.thread_shows(card, "er ikke ført opp som fagperson")

    await solvik.press_and_fill(ANNE, card, "close", {"reason": "answered_elsewhere"})

    await settles(solvik, note, "Avsluttet uten svar av Anne Berg")


async def test_the_red_button_of_an_alarm_goes_once_help_was_told(solvik: Town) -> None:
    words = "Hjelp, bestefar puster ikke, han ligger på brygga!"
    asked = solvik.asks(LIV, words)
    alarms = await eventually(lambda: [one for one in solvik.cards_with("Det kan haste") if words in shown(one)])

    await solvik.press_and_fill(ANNE, alarms[0], "ready_listed", {})
    await solvik.page_answers(asked, "Ring 113")

    alarm = await solvik.card_shows(alarms[0], "Anne Berg sendte en ferdig tekst")
    assert "ready_listed" not in buttons(alarm)
