"""Questions that do not belong on Facebook: we say so kindly, and always with a concrete way on."""

from pathlib import Path

import pytest

from tests.town import ANNA, ANNE, KARI, OLA, Town, solvik_with, town


@pytest.mark.parametrize(
    ("kind", "way", "words"),
    [
        ("redirect_case", {"department": "plan_bygg"}, "Ta kontakt med Plan og bygg på 61 01 22 00"),
        ("redirect_personal", {"department": "nav"}, "Ring Nav Solvik på 61 01 60 00 (mandag–fredag kl. 08.00–15.30)"),
        ("redirect_other", {"body": "statens_vegvesen"}, "Det er Statens vegvesen som har ansvaret for dette"),
        ("complaint", {"department": "barnehage"}, "skriftlig til https://solvik.example/barnehage"),
        ("same_question", {"link": "https://solvik.example/svar"}, "her: https://solvik.example/svar."),
        ("emergency", {}, "Ring 110 (brann), 112 (politi) eller 113 (ambulanse) nå."),
        ("emergency_technical", {}, "Ring vakttelefonen vår med en gang: 61 09 99 99."),
        ("clarify", {}, "Kan du skrive litt mer"),
        ("thanks", {}, "Tusen takk, Kari!"),
    ],
)
async def test_a_ready_text_names_the_way_on(solvik: Town, kind: str, way: dict[str, str], words: str) -> None:
    asked, card = await solvik.asked(KARI, f"Hva gjør jeg med noe som er {kind}?")

    await solvik.press_and_fill(ANNE, card, "redirect", {"kind": kind, **way})
    await solvik.fill(ANNE, {})

    await solvik.page_answers(asked, words)


async def test_a_redirected_citizen_has_been_answered(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvorfor fikk jeg avslag på garasjen?")

    await solvik.press_and_fill(ANNE, card, "redirect", {"kind": "redirect_case", "department": "plan_bygg"})
    await solvik.fill(ANNE, {})

    await solvik.page_answers(asked, "Plan og bygg")
    await solvik.card_shows(card, "Vist videre av Anne Berg")


async def test_thanking_back_is_not_called_a_redirect(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Så fint dere har brøytet!")

    await solvik.press_and_fill(ANNE, card, "redirect", {"kind": "thanks"})
    await solvik.fill(ANNE, {})

    await solvik.card_shows(card, "Anne Berg sendte en ferdig tekst")


async def test_the_text_is_shown_before_it_goes_out(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når får jeg svar på byggesøknaden?")

    await solvik.press_and_fill(ANNE, card, "redirect", {"kind": "redirect_case", "department": "plan_bygg"})

    assert "Ta kontakt med Plan og bygg på 61 01 22 00" in _text_in(await _form(solvik))
    assert solvik.public(asked) == []


async def test_the_suggested_way_on_is_chosen_beforehand(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når asfalterer dere riksveien gjennom sentrum?")

    await solvik.press(ANNE, card, "redirect")
    await solvik.fill(ANNE, {})

    assert "Statens vegvesen" in _text_in(await _form(solvik))


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "redirect_other", "body": ""},
        {"kind": "same_question", "link": ""},
        {"kind": "same_question", "link": "spør meg"},
    ],
)
async def test_without_a_way_on_there_is_no_redirect(solvik: Town, values: dict[str, str]) -> None:
    _, card = await solvik.asked(KARI, f"Hvem andre kan jeg spørre om {len(values['kind'])}{values}?")

    sent = await solvik.press_and_fill(ANNE, card, "redirect", values)

    assert "Si hvordan innbyggeren kommer videre" in sent.errors["kind"]


async def test_a_way_on_that_was_deleted_from_the_text_is_missed(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvor ble det av søknaden min?")
    await solvik.press_and_fill(ANNE, card, "redirect", {"kind": "redirect_case", "department": "plan_bygg"})

    sent = await solvik.fill(ANNE, {"text": "Hei, Kari! Det kan vi ikke svare på før kl. 10."})

    assert "Si hvordan innbyggeren kommer videre" in sent.errors["text"]
    assert solvik.public(asked) == []


async def test_a_text_for_somebody_who_is_not_well_is_offered_in_messages_only(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Er det noen som har det vondt?")
    await solvik.press(ANNE, card, "redirect")
    assert "Noen har det vondt" not in str((await solvik.form_of(ANNE)).content)
    await solvik.tidy_up()

    solvik.facebook.message("main", ANNA, "Jeg har det ikke bra.")
    private = await solvik.card_with("Jeg har det ikke bra.")
    await solvik.press_and_fill(ANNE, private, "redirect", {"kind": "self_harm"})
    await solvik.fill(ANNE, {})

    await solvik.card_shows(private, "Anne Berg sendte en ferdig tekst")
    assert "Mental Helse 116 123" in solvik.facebook.conversation("main", ANNA)[-1].text


async def test_an_expert_cannot_redirect(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem har ansvar for elva?")

    await solvik.press(OLA, card, "redirect")

    await solvik.was_told(OLA, "Du har ikke rett til å gjøre dette.")


async def test_where_comments_are_closed_two_clicks_tell_how_to_write_a_message(tmp_path: Path) -> None:
    file = solvik_with(tmp_path, 'department = "kino"\ncomments = "open"', 'department = "kino"\ncomments = "closed"')

    async with town(environment={"MUNICIPALITY_FILE": file}) as solvik:
        asked, card = await solvik.asked(KARI, "Er filmen tekstet?", page="kino")
        await solvik.press(ANNE, card, "ready_text")
        await solvik.fill(ANNE, {})

        await solvik.page_answers(
            asked, "Skriv gjerne til oss i en melding, så svarer vi deg der: https://m.me/100200300400504"
        )


async def _form(solvik: Town) -> str:
    return str((await solvik.form_of(ANNE)).content)


def _text_in(form: str) -> str:
    return form.replace("\\n", "\n")


async def test_in_a_message_nothing_is_said_of_everybody_who_reads(solvik: Town) -> None:
    solvik.facebook.message("main", solvik.facebook.newcomer("Mia Melding"), "Hvor mye får jeg i sosialhjelp?")
    card = await solvik.card_with("Hvor mye får jeg")

    await solvik.press_and_fill(ANNE, card, "redirect", {"kind": "redirect_personal", "department": "nav"})

    text = _text_in(await _form(solvik))
    assert "Ring Nav Solvik på 61 01 60 00" in text
    assert "alle kan lese" not in text
