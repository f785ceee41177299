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
