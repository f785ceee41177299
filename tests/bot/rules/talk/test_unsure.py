"""What of a proposal may be meant for colleagues is named; what a citizen is told is not."""

import pytest

from bot.rules.talk.unsure import unsure

ANSWER = "Badet åpner klokka ti på lørdag."


@pytest.mark.parametrize("talk", ["Spør heller Ingrid på kultur.", "Haha, den var god.", "Formuler det litt penere."])
def test_talk_beside_an_answer_is_named(talk: str) -> None:
    assert unsure(f"{talk} {ANSWER}", "Når åpner badet?", {"ingrid"}) == (talk,)


@pytest.mark.parametrize("said", ["Takk for at du spør!", "Ja.", "Gjelder det barn?", "Vi sender noen ut i morgen."])
def test_what_a_citizen_is_told_is_not(said: str) -> None:
    assert unsure(f"{said} {ANSWER}", "Når åpner badet?", {"ingrid"}) == ()


@pytest.mark.parametrize(
    "said",
    [
        "The office is open from 9 to 15.",
        "You need a permit for that.",
        "Leave the boxes outside your gate before seven.",
        "It was fixed this morning.",
        "Sure, just turn up.",
        "Have a nice day!",
        "Please let us know if it happens again.",
        "We will look into it this week.",
    ],
)
def test_what_a_citizen_is_told_in_english_is_not_either(said: str) -> None:
    assert unsure(f"The pool opens at ten. {said}", "When does the pool open?", {"ingrid"}, is_english=True) == ()


@pytest.mark.parametrize("talk", ["Ask Ingrid instead.", "I'll check with the contractor.", "Haha, good one."])
def test_talk_in_english_is_named(talk: str) -> None:
    assert unsure(f"{talk} The pool opens at ten.", "When does the pool open?", {"ingrid"}, is_english=True) == (talk,)
