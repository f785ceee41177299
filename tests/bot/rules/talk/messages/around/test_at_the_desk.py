"""What the desk asks the desk, and what only somebody who knows can answer."""

import pytest

from bot.rules.talk.messages.around.at_the_desk import is_the_desks


@pytest.mark.parametrize(
    "text",
    [
        "Skal vi publisere denne?",
        "Skal me publisera denne?",
        "Should we publish this?",
        "Kan du godkjenne?",
        "Kan jeg sende svaret?",
        "Skal vi legge den ut?",
        "Hvem tar denne?",
        "Tar du denne, eller skal jeg sende den ut?",
    ],
)
def test_what_to_do_with_an_answer_is_the_desks_own(text: str) -> None:
    assert is_the_desks(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kan du gjøre den kortere?",
        "kan noen legge til hvor det er?",
        "Kan vi publisere, eller mangler det noe?",
        "Stemmer dette, kan vi publisere?",
        "Skal vi publisere? Når åpner det?",
        "Kan du sende det til meg?",
        "Kan du ta bilde av den?",
    ],
)
def test_what_the_answer_says_is_not(text: str) -> None:
    assert not is_the_desks(text)
