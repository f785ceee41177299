"""Of several things that a citizen asks, the ones of which an answer says nothing are named; in doubt none is."""

import pytest

from bot.rules.talk.covering import uncovered

THREE = "Når åpner hallen på lørdag? Hva koster det? Og kan man leie utstyr der?"


@pytest.mark.parametrize(
    ("question", "answer", "left"),
    [
        (THREE, "Hallen åpner klokka 10 på lørdag.", ("Hva koster det?", "Og kan man leie utstyr der?")),
        (THREE, "Hallen åpner 10, det koster 50 kroner, og utstyr leier du der.", ()),
        ("Når åpner hallen og hva koster det?", "Hallen åpner klokka 10.", ("hva koster det?",)),
        ("Når åpner hallen og hva koster det?", "Den åpner 10 og er gratis for alle.", ()),
        ("Er badet åpent i påsken? Må barn ha med voksen?", "Badet er åpent hver dag.", ("Må barn ha med voksen?",)),
        ("Kva tid opnar biblioteket? Kostar det noko?", "Det opnar klokka 10.", ("Kostar det noko?",)),
        ("What time does the pool open? How much is it?", "The pool opens at 10.", ("How much is it?",)),
    ],
)
def test_what_an_answer_says_nothing_of_is_named(question: str, answer: str, left: tuple[str, ...]) -> None:
    assert uncovered(question, answer) == left


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Når åpner hallen?", "Alt er stengt."),
        (THREE, "Alt om hallen står på solvik.kommune.no."),
        (THREE, "Ring oss på 61 01 20 00."),
        ("Hvorfor er lyset slukket? Når blir det fikset?", "Vi fikser det i uke 10."),
        ("Er det lov å fiske? Trenger jeg fiskekort?", "Ja, du må kjøpe fiskekort."),
        ("Når blir veien brøytet? Er dere klar over at det bor folk her?", "Veien brøytes i løpet av dagen."),
    ],
)
def test_in_doubt_nothing_is_named(question: str, answer: str) -> None:
    assert uncovered(question, answer) == ()
