"""What leads an answer in, an excuse or an interjection, is no part of it, and no reason to lose it."""

import pytest

from bot.rules.talk.contributions import Contribution
from bot.rules.talk.conversation import converse
from bot.rules.talk.messages.around.excusing import mixed_up, without_lead_in


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Sorry, jeg blandet: vi strør Bakkegata onsdag morgen.", "Vi strør Bakkegata onsdag morgen."),
        ("Oi, blandet: prisen er 270 kr.", "Prisen er 270 kr."),
        ("Sorry, mixed up – the pool opens at 11.", "The pool opens at 11."),
        ("Beklager, jeg leste feil, badet åpner klokka elleve", "Badet åpner klokka elleve"),
        ("Sorry, jeg blandet.", ""),
        ("Sorry, jeg blandet: 3. januar", ""),
        ("Beklager, jeg blandet, dette gjaldt en annen sak", ""),
        ("Bassenget er blandet: både store og små svømmer der.", ""),
    ],
)
def test_the_answer_after_an_excuse_is_the_new_one(said: str, answer: str) -> None:
    assert mixed_up(said) == answer


@pytest.mark.parametrize("before", [(), ("The main deadline is 1 March.",)])
def test_it_takes_the_place_of_what_was_said_before(before: tuple[str, ...]) -> None:
    answer = "hovedopptaket har frist 1. mars, men det er ledige plasser nå så hun kan søke fortløpende"
    said = [*before, f"Sorry, jeg blandet – {answer}"]

    found = converse([Contribution(i, "Siri", "expert", words) for i, words in enumerate(said)], "Can I apply now?")

    assert found.text == f"H{answer[1:]}"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Uff, 270 er familiebilletten. Håndkle er 50 kr.", "270 er familiebilletten. Håndkle er 50 kr."),
        ("Hm, det koster 50 kr.", "Det koster 50 kr."),
        ("Æsj, badet er stengt i dag.", "Badet er stengt i dag."),
        ("Jo altså, badet er stengt i dag.", "Badet er stengt i dag."),
        ("Oi, feil: hallen er stengt i dag", "Hallen er stengt i dag"),
        ("Uff da, det var leit.", "Uff da, det var leit."),
        ("Oi, stengt.", "Oi, stengt."),
        ("Jo, badet er åpent.", "Jo, badet er åpent."),
        ("Beklager, badet er stengt i dag.", "Beklager, badet er stengt i dag."),
    ],
)
def test_what_only_leads_in_is_cut_where_the_rest_stands_by_itself(said: str, left: str) -> None:
    assert without_lead_in(said) == left


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Korreksjon: søknadsfristen er 1. mai", "Søknadsfristen er 1. mai"),
        ("Rettelse – hallen åpner kl. 10", "Hallen åpner kl. 10"),
        ("Retting: Løypa er open til 5. mai.", "Løypa er open til 5. mai."),
        ("Edit: det er stengt i påsken", "Det er stengt i påsken"),
        ("Correction: a permit is 165 kr a month.", "A permit is 165 kr a month."),
        ("EDIT: kl. 12", "Kl. 12"),
        ("Endringer i ruta: bussen går kl. 8.", "Endringer i ruta: bussen går kl. 8."),
    ],
)
def test_the_label_of_a_correction_is_no_part_of_the_answer(said: str, answer: str) -> None:
    assert without_lead_in(said) == answer
