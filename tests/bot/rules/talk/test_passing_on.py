"""An expert's question goes to the citizen as it was put, and without whom it was spoken to."""

import pytest

from bot.rules.talk.passing_on import for_the_citizen

STAFF = {"Anne", "Ola", "Kjell"}


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Hvilken stolpe er det?", "Hvilken stolpe er det?"),
        ("Hei Anne! Hvilken stolpe er det?", "Hvilken stolpe er det?"),
        ("Anne, hvilken stolpe er det?", "Hvilken stolpe er det?"),
        ("@Anne\u00a0Berg hvilken stolpe er det?", "Hvilken stolpe er det?"),
        ("Hvilken stolpe er det, Anne?", "Hvilken stolpe er det?"),
        ("Jeg må vite mer. Hvilken stolpe er det? Er den helt mørk?", "Hvilken stolpe er det? Er den helt mørk?"),
        ("Hvilken vei mener hun?", "Hvilken vei mener du?"),
        ("Kva veg meiner ho?", "Kva veg meiner du?"),
        ("Which road does she mean?", "Which road do you mean?"),
        ("Hvilken stolpe er det? Kan du spørre henne, Anne?", "Hvilken stolpe er det?"),
        ("Hvilket nummer i Fjellveien?", "Hvilket nummer i Fjellveien?"),
        ("Kan du spørre hvor det er?", "Kan du skrive hvor det er?"),
        ("Har hun et bilde av det?", "Har du et bilde av det?"),
    ],
)
def test_a_question_is_passed_on_without_the_colleague(said: str, asked: str) -> None:
    assert for_the_citizen(said, STAFF) == asked


@pytest.mark.parametrize(
    "said",
    [
        "Skal vi ringe henne om det?",
        "Er det Kjell som har denne?",
        "Vet @Kjell\u00a0Strand noe om dette?",
        "Ring henne.",
        "",
    ],
)
def test_what_is_for_colleagues_or_about_the_citizen_is_not(said: str) -> None:
    assert for_the_citizen(said, STAFF) == ""
