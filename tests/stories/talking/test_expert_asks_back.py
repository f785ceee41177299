"""An expert asks back, we ask the citizen, and she answers: whoever needed to know it goes on, and nobody else has to."""

import pytest

from sandbox.slack.state.values import SimMessage
from tests.chats import called, written
from tests.town import ANNE, INGRID, KARI, OLA, Town, buttons, shown
from tests.waiting import eventually

WAITS = "Venter på innbyggeren. Anne Berg spurte"


async def asked_back(solvik: Town, words: str, question: str, text: str = "") -> tuple[str, SimMessage]:
    """Anne asks Ola's department, Ola asks back, and Anne asks the citizen with one click, or with words of her own."""
    asked, card = await solvik.asked(KARI, words)
    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})
    await solvik.card_shows(card, "Venter på svar fra Teknisk drift")
    await solvik.replies(OLA, card, question)
    card = await solvik.card_shows(card, f"spør: «{question}»")
    await solvik.press_and_fill(ANNE, card, "clarify", {"text": text} if text else {})
    await solvik.page_answers(asked, "Kan du skrive litt mer")
    return asked, await solvik.card_shows(card, WAITS)


async def test_the_citizen_is_asked_what_the_expert_wants_to_know(long_day: Town) -> None:
    asked, _ = await asked_back(long_day, "Det er mørkt ved postkassene", "Hvilken stolpe er det?")

    (text,) = long_day.public(asked)
    assert "Kan du skrive litt mer? Hvilken stolpe er det?" in text


async def test_a_short_answer_to_our_question_goes_back_to_the_department_that_asked(long_day: Town) -> None:
    asked, card = await asked_back(long_day, "Lyset er gått igjen", "Hvilken lampe er det?")

    long_day.asks(KARI, "ja den utanfor kyrkja", parent_id=asked)

    card = await long_day.card_shows(card, "Venter på svar fra Teknisk drift.")
    assert "trenger kanskje ikke svar" not in shown(card)
    assert "no_answer" not in buttons(card)
    assert "svar innen" in shown(card)


async def test_the_expert_who_asked_is_called_once_with_her_question_and_the_answer(long_day: Town) -> None:
    asked, card = await asked_back(long_day, "Lampa er gått i dag også", "Hvilken lampe mener hun?")

    long_day.asks(KARI, "ja den ved skolen", parent_id=asked)

    told = await long_day.thread_shows(card, "Innbyggeren har svart på det vi spurte om")
    assert called(told) == {OLA}
    assert shown(told).index("Hvilken lampe mener hun?") < shown(told).rindex("ja den ved skolen")
    assert not long_day.in_thread(card, "Innbyggeren har skrevet mer")


async def test_an_answer_that_comes_while_the_citizen_is_asked_is_the_proposal_once_she_has_answered(
    long_day: Town,
) -> None:
    asked, card = await asked_back(long_day, "Er lysløypa tent?", "Hvilken løype mener hun?")
    await long_day.replies(OLA, card, "Begge løypene er tent til klokka 22.")
    await long_day.thread_shows(card, "mens vi venter på svar fra innbyggeren")

    long_day.asks(KARI, "den ved skolen", parent_id=asked)

    await long_day.proposal(card, "Begge løypene er tent til klokka 22.")
    await long_day.card_shows(
        card, "men innbyggeren har skrevet eller endret noe etterpå"
    )  # he answered before he knew which


async def test_one_click_takes_such_an_answer_without_waiting_any_longer(long_day: Town) -> None:
    asked, card = await asked_back(long_day, "Er isen trygg?", "Hvilket vann mener hun?")
    await long_day.replies(OLA, card, "Ingen vann er trygge ennå.")
    told = await long_day.thread_shows(card, "mens vi venter på svar fra innbyggeren")

    await long_day.press(ANNE, told, "reopen_with")

    await long_day.press(ANNE, await long_day.proposal(card, "Ingen vann er trygge ennå."), "publish")
    await long_day.page_answers(asked, "Ingen vann er trygge ennå.")


async def test_whoever_opens_the_question_by_hand_finds_such_an_answer_as_the_proposal(long_day: Town) -> None:
    _, card = await asked_back(long_day, "Er bommen åpen?", "Hvilken bom mener hun?")
    await long_day.replies(OLA, card, "Alle bommene er åpne til april.")
    await long_day.thread_shows(card, "mens vi venter på svar fra innbyggeren")

    await long_day.press_and_fill(ANNE, card, "whole", {"way": "reopen"})

    await long_day.proposal(card, "Alle bommene er åpne til april.")


async def test_thanks_for_a_question_of_ours_are_an_answer_to_it(long_day: Town) -> None:
    text = "Hei, Kari! Kan du skrive litt mer? Skal vi ringe deg?"
    asked, card = await asked_back(long_day, "Nå blinker lyset", "Skal vi ringe henne om det?", text)

    long_day.asks(KARI, "Ja takk!", parent_id=asked)

    card = await long_day.card_shows(card, "Venter på svar fra Teknisk drift.")
    assert "no_answer" not in buttons(card)


async def test_a_question_of_ours_that_was_written_by_hand_is_answered_too(long_day: Town) -> None:
    asked, card = await long_day.asked(KARI, "Kumlokket klaprer hele natta")
    long_day.facebook.staff_reply("main", asked, "Hvilket kumlokk mener du?")
    await long_day.card_shows(card, "Besvart for hånd")

    long_day.asks(KARI, "det utenfor kirka", parent_id=asked)

    card = await long_day.card_shows(card, "det utenfor kirka")
    assert "no_answer" not in buttons(card)
    assert "svar innen" in shown(card)


async def test_what_an_expert_wants_of_the_citizen_is_asked_in_words_that_the_desk_reads_first(long_day: Town) -> None:
    asked, card = await long_day.asked(KARI, "Gatelyset blinker hele kvelden")
    await long_day.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})
    await long_day.card_shows(card, "Venter på svar fra Teknisk drift")

    await long_day.replies(OLA, card, "Kan dere be vedkommende sende bilde av stolpen?")
    note = await long_day.thread_shows(card, "Ola Nordby trenger noe fra innbyggeren.")
    await long_day.press(ANNE, note, "clarify")
    form = written(await long_day.form_of(ANNE))["text"]
    await long_day.fill(ANNE, {})

    text = await long_day.page_answers(asked, "Kan du sende bilde av stolpen?")
    assert text.text == form
    long_day.asks(KARI, "Her er det", parent_id=asked)
    told = await long_day.thread_shows(card, "Innbyggeren har svart på det vi spurte om")
    assert called(told) == {OLA}


async def test_who_wants_to_be_called_is_given_with_her_departments_number(long_day: Town) -> None:
    _, card = await long_day.asked(KARI, "Det lukter rart av kummen")
    await long_day.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})
    await long_day.card_shows(card, "Venter på svar fra Teknisk drift")

    await long_day.replies(OLA, card, "Be henne ringe meg")
    await long_day.press(ANNE, await long_day.card_shows(card, "Ola Nordby skriver: «Be henne ringe meg»"), "clarify")

    assert "Kan du ringe oss på 61 01 20 00?" in written(await long_day.form_of(ANNE))["text"]


async def test_what_only_colleagues_can_answer_is_not_offered_to_the_citizen(long_day: Town) -> None:
    _, card = await long_day.asked(KARI, "Det er hull i gjerdet ved banen")

    await long_day.replies(OLA, card, "Er det vi som skal svare på dette?")

    note = await long_day.thread_shows(card, "Ola Nordby spør dere i tråden. Svar her.")
    assert ANNE in called(note)
    card = await long_day.card_shows(card, "Ola Nordby spør: «Er det vi som skal svare på dette?»")
    assert "clarify" not in [*buttons(note), *buttons(card)]


async def test_a_colleague_who_is_asked_by_her_bare_name_is_called(long_day: Town) -> None:
    _, card = await long_day.asked(KARI, "Når blir skøytebanen islagt?")

    await long_day.replies(OLA, card, "Ingrid, vet du når dere rekker dette?")

    note = await long_day.thread_shows(card, "Ola Nordby spør deg i tråden. Svar her.")
    assert called(note) == {INGRID}
    assert buttons(note) == []


async def types(solvik: Town, person: str, card: SimMessage, text: str) -> None:
    """Write in the thread without choosing anybody from the list; the simulated Teams chooses for whoever writes a plain sign."""
    html = {"html": f"<p>{text.replace('@', '&#64;')}</p>"} if solvik.sandbox.teams else {}
    await solvik.slack.say(person, card.channel, text, thread_ts=card.ts, **html)


async def test_a_colleague_whose_name_is_only_typed_behind_the_sign_is_called(long_day: Town) -> None:
    _, card = await long_day.asked(KARI, "Når blir gapahuken ferdig?")
    await long_day.replies(INGRID, card, "Den hører til oss.")

    await types(long_day, OLA, card, "@Ingrid Moen materialet er bestilt")

    note = await long_day.thread_shows(card, "Ola Nordby skriver til deg i tråden:")
    assert called(note) == {INGRID}
    assert "materialet er bestilt" in shown(note)
    assert not [told for told in long_day.told(OLA) if "ble ikke varslet" in told]


async def test_who_types_a_name_that_calls_nobody_is_told_how_to_call(long_day: Town) -> None:
    _, card = await long_day.asked(KARI, "Når blir brygga reparert?")

    await types(long_day, OLA, card, "@Berit Ås vet det, og hun er her i morgen")

    await long_day.was_told(OLA, "«Berit Ås» ble ikke varslet. Velg navnet fra listen")


@pytest.mark.parametrize("words", ["Hvor bor han?", "Spør henne om farge først kanskje"])
async def test_what_cannot_be_asked_as_it_stands_is_rewritten_before_it_can_go_out(long_day: Town, words: str) -> None:
    asked, card = await long_day.asked(KARI, f"Tanken hos naboen lukter ({words[:5]})")
    await long_day.replies(OLA, card, words)
    await eventually(lambda: "clarify" in buttons(long_day.now(card)))

    await long_day.press(ANNE, card, "clarify")

    form = await long_day.form_of(ANNE)
    assert words in shown(form)
    assert "Skriv det om til innbyggeren" in shown(form)
    assert "{sporsmal}" in written(form)["text"]
    assert not (await long_day.fill(ANNE, {"text": written(form)["text"]})).closed
    await long_day.fill(ANNE, {"text": "Hei, Kari! Hvilken vei gjelder det?"})
    await long_day.page_answers(asked, "Hvilken vei gjelder det?")


async def test_a_bare_question_mark_calls_nobody(long_day: Town) -> None:
    _, card = await long_day.asked(KARI, "Kan jeg leie myntskap i hallen?")

    await long_day.replies(OLA, card, "?")
    await long_day.replies(OLA, card, "Mener hun garderobeskap?")

    await long_day.thread_shows(card, "Ola Nordby spør i tråden")
    assert len(long_day.in_thread(card, "Ola Nordby spør i tråden")) == 1
