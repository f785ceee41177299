"""An answer that must not be published yet is no proposal; advice to a citizen in like words is."""

import pytest

from bot.rules.talk.contributions import Contribution
from bot.rules.talk.conversation import converse
from bot.rules.talk.messages.holding import holds
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.sentences import meaning

HOLDS = (
    "Men ikke publiser prisen før rådmannen har godkjent den",
    "Dette skal ikke ut ennå",
    "NB! Ikke legg ut før jeg har snakket med korpset",
    "Vent med å publisere til torsdag",
    "Ikkje legg det ut før måndag",
    "Hold igjen denne",
    "Don't post this before Friday",
    "Sperrefrist klokka 12",
)
HOLDS_NOTHING = (
    "Ikke nevn muggsoppen",
    "Ikke bruk grillen før bålforbudet er opphevet.",
    "Ikke legg ut fødselsnummer i kommentarfeltet.",
    "Ikke send søknaden før 1. mai.",
    "Hold hunden i bånd til 20. august.",
    "Vent med å brenne til forbudet er opphevet.",
    "Vedtaket er offentlig fra mandag.",
)


@pytest.mark.parametrize("said", HOLDS)
def test_who_holds_an_answer_back_is_understood(said: str) -> None:
    assert holds(said)


@pytest.mark.parametrize("said", HOLDS_NOTHING)
def test_advice_and_what_is_to_be_left_out_hold_nothing_back(said: str) -> None:
    assert not holds(said)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("4500 kroner. Men ikke publiser prisen før rådmannen har godkjent den", "4500 kroner."),
        ("Skriv at det koster 4500 kroner. Ikke legg ut før torsdag.", "Det koster 4500 kroner."),
        ("Lørdag: stengt\nSøndag: 10–14\nDette skal ikke ut ennå", "Lørdag: stengt\nSøndag: 10–14"),
        ("Dette skal ikke ut ennå", ""),
    ],
)
def test_the_words_are_kept_for_later_without_the_ban(said: str, words: str) -> None:
    found = meaning(said)

    assert (found.reason, found.words) == (Reason.HELD, words)


def test_a_ban_that_comes_later_holds_back_its_writers_answer_alone() -> None:
    said = [("Ola", "Fristen er 1. mars."), ("Ingrid", "Fristen er 1. mai."), ("Ingrid", "Ikke publiser før onsdag")]

    talk = converse([Contribution(i, by, "expert", words) for i, (by, words) in enumerate(said)])

    assert [each.reason for each in talk.heard] == [Reason.TAKEN, Reason.HELD, Reason.HELD]
