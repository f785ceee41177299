"""Who has answered and then takes back, updates or gives in: the wrong words never stand beside the right ones."""

import pytest

from bot.rules.talk.contributions import Contribution
from bot.rules.talk.conversation import converse

PARTS = {"Ola": "expert", "Mona": "expert", "Anne": "desk"}


def proposed(question: str, *said: str) -> str:
    spoken = (each.partition(": ") for each in said)
    messages = [Contribution(at, who, PARTS[who], words) for at, (who, _, words) in enumerate(spoken)]
    return converse(messages, question, list(PARTS)).text


@pytest.mark.parametrize("given", ["Mona har rett", "Sjekka, Mona har rett!", "ja, du har rett", "oops, Mona is right"])
def test_a_colleagues_figure_takes_the_place_of_the_one_of_its_kind(given: str) -> None:
    said = ("Ola: Solvik har 7 812 innbyggere pr 1. oktober.", "Mona: SSB sier 7 821", f"Ola: {given}")

    assert proposed("Hvor mange bor i Solvik?", *said) == "Solvik har 7 821 innbyggere pr 1. oktober."


def test_nothing_is_changed_where_more_than_one_could_be_meant() -> None:
    said = ("Ola: Hel plass koster 3 300 og halv 2 050.", "Mona: 2 700 står det på nettsida", "Ola: Mona har rett")

    assert proposed("Hva koster SFO?", *said) == "2 700 står det på nettsida"


@pytest.mark.parametrize(
    ("before", "now", "left"),
    [
        ("Ja 17-21", "Nei. Sjuk vakt, stengt i kveld", "Nei. Sjuk vakt, stengt i kveld"),
        ("Innen kl 16 i dag", "Blir dessverre i morgen tidlig.", "Blir dessverre i morgen tidlig."),
        (
            "Elektrikar kjem kl 14",
            "Oppdatering: elektrikaren er sjuk, det blir fredag",
            "Elektrikaren er sjuk, det blir fredag",
        ),
        ("1. november, altså for sent nå", "neida, jeg blander. 15. desember", "15. desember"),
        ("Ring Nils på 91 22 33 44", "eller nei, ikkje legg ut nummeret hans. Ring 61 01 20 00", "Ring 61 01 20 00"),
        ("Fill in the form by 20 Dec", "yes sorry, 15 Dec", "Fill in the form by 15 Dec"),
        ("3 300 full, 2 050 half", "sry 2 150 half", "3 300 full, 2 150 half"),
        ("Yes 250 kr per half hour", "actually it's 300 from this year", "Yes 300 kr per half hour"),
    ],
)
def test_the_writers_own_newer_words_stand_alone(before: str, now: str, left: str) -> None:
    assert proposed("Er det åpent?", f"Ola: {before}", f"Ola: {now}") == left


@pytest.mark.parametrize(
    "now", ["hm, den siste setninga kan du ta ut", "stryk siste setning", "please drop the last sentence"]
)
def test_the_last_sentence_goes_when_its_writer_says_so(now: str) -> None:
    said = "Ola: Pumpa er gammel. Vi har ikkje pengar til ny. Ho blir bytta i 2027."

    assert proposed("Kvifor luktar det?", said, f"Ola: {now}") == "Pumpa er gammel. Vi har ikkje pengar til ny."


@pytest.mark.parametrize(
    "now",
    [
        "Anne: ikke svar før ordføreren har sett på det",
        "Jeg ringer styreren nå. Vent med svar",
        "Fant en feil i kartet, ikke send den lenka",
    ],
)
def test_an_answer_that_must_wait_is_no_proposal(now: str) -> None:
    assert proposed("Blir det nytt helsehus?", "Ola: Ingen vedtak. Høring i januar.", f"Ola: {now}") == ""


def test_a_colleague_who_says_that_it_cannot_go_out_holds_it_until_another_answer() -> None:
    said = ("Ola: Ja, oppstart til våren", "Mona: Dette er ikke politisk behandlet. Svaret kan ikke gå ut slik.")

    assert proposed("Blir det ny skole?", *said) == ""
    assert proposed("Blir det ny skole?", *said, "Ola: Saken skal opp 10. desember.") == "Saken skal opp 10. desember."


@pytest.mark.parametrize(
    "said", ["Vent med å sende søknaden til du har fått svar.", "Ikke svar på e-poster som ber om kortnummer."]
)
def test_what_a_citizen_is_to_wait_with_is_an_answer(said: str) -> None:
    assert proposed("Hva gjør jeg?", f"Ola: {said}") == said
