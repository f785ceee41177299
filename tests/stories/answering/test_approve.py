"""The front desk says yes: exactly those characters go out, once, and some things never do."""

import asyncio
from pathlib import Path

from tests.town import AHMED, ANNE, JONAS, KARI, OLA, TURID, Town, shown, solvik_with, town

EXACT = """Hei, Kari! «Ja» – 100 % sant & <b>gratis</b> 😊 *stjerne* _strek_ ~bølge~ `kode`

- punkt én:  to mellomrom
- punkt to\tmed tabulator
> ikke et sitat
ikke & &amp; <@U0ANNE0001> https://solvik.example/a_b?c=d&e=f"""


async def test_the_edited_text_is_published_to_the_character(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Er parkering gratis?")
    proposal = await solvik.proposed(OLA, card, "Ja, det er den.")

    await solvik.press_and_fill(ANNE, proposal, "edit", {"text": EXACT})

    answer = await solvik.page_answers(asked, "Hei, Kari!")
    assert answer.text == EXACT


async def test_the_form_holds_the_proposal_as_it_stands(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Er ferja gratis?")
    words = "Ja & nei: <barn> er gratis 😊\n\nVoksne betaler 50 kr (5 % rabatt)"
    await solvik.replies(OLA, card, words)
    proposal = await solvik.proposal(card, "Svar fra Ola Nordby")

    await solvik.press_and_fill(ANNE, proposal, "edit", {})

    assert (await solvik.page_answers(asked, "Ja & nei")).text == f"Hei, Kari! {words}\nHilsen Kommunetorget"


async def test_a_long_answer_is_published_whole(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Kan dere fortelle alt om vann?")
    words = "\n".join(f"Linje {number}: vannet vårt kommer fra fjellet og er rent." for number in range(1, 91))
    await solvik.replies(OLA, card, words)
    proposal = await solvik.proposal(card, "Linje 1:")

    await solvik.press_and_fill(ANNE, proposal, "edit", {})

    assert (await solvik.page_answers(asked, "Linje 90")).text == f"Hei, Kari! {words}\nHilsen Kommunetorget"


async def test_of_two_who_publish_at_once_one_is_told_and_one_answer_stands(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Er biblioteksbussen gratis?")
    proposal = await solvik.proposed(OLA, card, "Ja, den er gratis.")

    await asyncio.gather(solvik.press(ANNE, proposal, "publish"), solvik.press(JONAS, proposal, "publish"))

    approved = shown(await solvik.card_shows(card, "Publisert av"))
    second = JONAS if "Publisert av Anne Berg" in approved else ANNE
    await solvik.was_told(second, "Svaret er allerede godkjent")
    assert len(solvik.public(asked)) == 1


async def test_an_expert_cannot_publish(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Er toget gratis?")
    proposal = await solvik.proposed(OLA, card, "Nei, det koster.")

    await solvik.press(OLA, proposal, "publish")

    await solvik.was_told(
        OLA, "Det kan Kommunetorget og de som er ansvarlige for siden. Vet du svaret, så skriv det i tråden"
    )
    assert solvik.public(asked) == []


async def test_somebody_without_a_part_cannot_publish(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Er flyet gratis?")
    proposal = await solvik.proposed(OLA, card, "Nei, det er dyrt.")

    await solvik.press(TURID, proposal, "publish")

    await solvik.was_told(TURID, "Du har ikke rett til å gjøre dette.")
    assert solvik.public(asked) == []


async def test_words_the_citizen_changed_meanwhile_are_read_before_the_answer_goes_out(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Er hallen ledig på lørdag?")
    await solvik.press(ANNE, card, "answer")
    await solvik.form_of(ANNE)
    solvik.facebook.edit(asked, "Er hallen ledig på søndag?")
    await solvik.card_shows(card, "Er hallen ledig på søndag?")

    sent = await solvik.fill(ANNE, {"text": "Hei, Kari! Ja, den er ledig."})

    form = shown(await solvik.form_of(ANNE))
    assert not sent.closed
    assert "Noe nytt har kommet mens skjemaet var åpent." in form
    assert form.count("Er hallen ledig på søndag?") == 1
    assert solvik.public(asked) == []


async def test_an_answer_with_something_left_to_fill_in_is_refused(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvem ringer jeg om bredbånd?")

    sent = await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Ring {telefon}."})

    assert sent.errors == {"text": "Dette er ikke fylt ut: telefon"}
    assert solvik.public(asked) == []


async def test_an_empty_answer_is_refused(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Kan dere si ingenting?")

    sent = await solvik.press_and_fill(ANNE, card, "answer", {"text": "  \n "})

    assert sent.errors == {"text": "Teksten er tom."}


async def test_an_answer_that_is_only_greeting_and_signature_is_refused(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Kan dere bare hilse?")

    sent = await solvik.press_and_fill(ANNE, card, "answer", {})

    assert sent.errors == {"text": "Teksten er tom."}
    assert solvik.public(asked) == []


async def test_an_answer_too_long_for_a_message_is_refused(solvik: Town) -> None:
    solvik.facebook.message("main", AHMED, "Kan dere fortelle alt om veier?")
    card = await solvik.card_with("Kan dere fortelle alt om veier?")

    sent = await solvik.press_and_fill(ANNE, card, "answer", {"text": "Vei. " * 450})

    assert "Her er det plass til 1999." in sent.errors["text"]


async def test_a_birth_number_can_never_be_published(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Kan dere si nummeret mitt?")

    sent = await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei! Nummeret er 13097248022."})

    assert "Teksten inneholder fødselsnummer. Det kan aldri publiseres." in sent.errors["text"]
    assert solvik.public(asked) == []


async def test_a_birth_number_in_an_experts_reply_cannot_be_published_either(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hva er nummeret hans?")
    await solvik.replies(OLA, card, "Nummeret er 13097248022.")
    proposal = await solvik.proposal(card, "Svar fra Ola Nordby")

    await solvik.press(ANNE, proposal, "publish")

    await solvik.was_told(ANNE, "Teksten inneholder fødselsnummer. Det kan aldri publiseres.")
    assert solvik.public(asked) == []


async def test_a_phone_number_waits_for_somebodys_tick(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvem selger ved?")
    proposal = await solvik.proposed(OLA, card, "Ring Per på 912 34 567.")

    await solvik.press(ANNE, proposal, "publish")

    form = shown(await solvik.form_of(ANNE))
    assert "Jeg har sjekket at dette kan stå offentlig" in form
    assert "telefonnummer: 912 34 567" in form
    assert solvik.public(asked) == []


async def test_a_ticked_phone_number_goes_out(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvem selger egg?")
    proposal = await solvik.proposed(OLA, card, "Ring Per på 912 34 567.")
    await solvik.press(ANNE, proposal, "publish")

    await solvik.fill(ANNE, {"ticks": ["phone:912 34 567"]})

    await solvik.page_answers(asked, "Ring Per på 912 34 567.")


async def test_a_phone_number_nobody_ticked_is_asked_about_again(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvem selger honning?")

    sent = await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei! Ring 912 34 567."})

    assert not sent.closed
    assert "telefonnummer: 912 34 567" in shown(await solvik.form_of(ANNE))
    assert solvik.public(asked) == []


async def test_a_name_waits_for_its_tick_too(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvem svarer om jakt?")
    proposal = await solvik.proposed(OLA, card, "Skriv til per@jegerne.example.")

    await solvik.press(ANNE, proposal, "publish")

    form = shown(await solvik.form_of(ANNE))
    assert "e-postadresse: per@jegerne.example" in form
    assert "(valgfritt)" not in form.partition("Jeg har sjekket")[2]
    assert solvik.public(asked) == []

    await solvik.fill(ANNE, {"ticks": ["email:per@jegerne.example"]})

    await solvik.page_answers(asked, "per@jegerne.example")


async def test_two_finds_need_two_ticks_and_the_form_says_which_is_missing(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvem selger egg og ved?")
    proposal = await solvik.proposed(OLA, card, "Ring Per på 912 34 567, eller skriv til per@gard.example.")
    await solvik.press(ANNE, proposal, "publish")

    sent = await solvik.fill(ANNE, {"ticks": ["phone:912 34 567"]})

    assert not sent.closed
    assert "Dette er ikke krysset av ennå: e-postadresse: per@gard.example" in shown(await solvik.form_of(ANNE))
    assert solvik.public(asked) == []


async def test_the_municipalitys_own_phone_needs_no_tick(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvem tar imot drivved?")

    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei! Ring oss på 61 01 20 00."})

    await solvik.page_answers(asked, "61 01 20 00")


async def test_where_nobody_is_known_to_be_the_front_desk_nobody_publishes(tmp_path: Path) -> None:
    desk = '[front_desk]\npeople = ["U0ANNE0001", "U0JONAS001"]\ngroup = "S0FRONT001"\n'
    nobody = '[front_desk]\ngroup = "S0UKJENT01"\n'
    async with town(environment={"MUNICIPALITY_FILE": solvik_with(tmp_path, desk, nobody)}) as solvik:
        asked, card = await solvik.asked(KARI, "Er det noen hjemme?")
        proposal = await solvik.proposed(OLA, card, "Ja, det er det.")

        await solvik.press(ANNE, proposal, "publish")

        await solvik.was_told(ANNE, "Du har ikke rett til å gjøre dette.")
        assert solvik.public(asked) == []
