"""What the desk has got from an office or a firm and passes on is an answer; what the citizen said is none."""

import pytest

from bot.rules.talk.between.relaying import relayed

NAMES = frozenset({"ola", "anne"})
ANSWER = "Veien åpner igjen fredag klokka ti"


@pytest.mark.parametrize(
    "lead",
    [
        "fikk svar fra veg: ",
        "svar frå fylket: ",
        "beskjed fra Ola: ",
        "fra vaktmesteren:\n> ",
        "de svarte: ",
        "svaret derifra:\n\nHei Anne,\n",
    ],
)
def test_an_answer_that_is_passed_on_is_taken(lead: str) -> None:
    assert relayed(f"{lead}{ANSWER}", NAMES) == ANSWER


@pytest.mark.parametrize(
    "said",
    [
        f"svar fra henne: {ANSWER}",
        f"svar fra Kari: {ANSWER}",  # may be the citizen
        f"fra oss: {ANSWER}",
        "fikk svar fra veg: gjelder det Bruveien?",
        "ingen svar fra veg",
        ANSWER,
    ],
)
def test_what_is_no_answer_from_outside_is_left_alone(said: str) -> None:
    assert relayed(said, NAMES) == ""
