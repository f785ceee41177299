"""What is dictated of the citizen is said to her, and not where somebody or something else may be meant."""

import pytest

from bot.rules.talk.messages.around.dictating import dictated


@pytest.mark.parametrize(
    ("said", "question", "answer"),
    [
        ("skriv til henne at hun må søke på nytt", "Hva gjør jeg nå?", "Du må søke på nytt"),
        ("svar at hun kan melde seg på i luka", "Hvor melder jeg meg på?", "Du kan melde deg på i luka"),
        ("skriv te na at ho beholder plassen", "Mister jeg plassen?", "Du beholder plassen"),
        ("svar at hun må søke selv", "Kan mora mi få plass?", "Hun må søke selv"),
        ("skriv at ho opnar i mars", "Når opnar løypa?", "Ho opnar i mars"),
    ],
)
def test_whom_a_dictated_answer_speaks_to(said: str, question: str, answer: str) -> None:
    assert dictated(said, question) == answer
