"""Second thoughts about an answer are no part of it, and it is not proposed any more; what tells something else is."""

import pytest

from bot.rules.talk.between.doubting import doubts
from bot.rules.talk.contributions import Contribution
from bot.rules.talk.conversation import converse

DOUBTS = (
    "hm vent, det stemmer ikke",
    "hm vent",
    "vent litt",
    "hmm, det kan være feil",
    "hm det er visst ikke riktig",
    "oi vent, så feil",
    "jeg tror jeg tok feil",
    "Nei nei, feil av meg!",
    "Oi, det var visst feil dag",
    "Stemmer ikke det der",
    "det over er feil",
    "å nei, det gjelder i fjor",
    "Er litt i tvil nå",
    "jeg må sjekke det en gang til",
    "dette må eg dobbeltsjekke",
    "vent, det er jo vinterferie",
    "Hm, kan det være at det er endret?",
    "hm, wait, not sure about that",
    "I think I was wrong",
    "that's old, sorry",
    "næi oi, det va før påske",
)
TELLS = (
    "Det er feil at hallen er stengt.",
    "Vent, den åpner klokka 10",
    "Prisen er endret fra 50 til 60 kroner.",
    "Du må sjekke det med legen.",
    "vent litt, telefonen ringer",
    "Nei, det er ikke lov.",
    "Stopp ved bommen og ring 61 01 20 01.",
    "Ja",
    "Det var i 1960.",
)


@pytest.mark.parametrize("said", DOUBTS)
def test_an_answer_in_doubt_is_not_proposed(said: str) -> None:
    talk = [Contribution(1, "ola", "expert", "Hallen åpner klokka 9."), Contribution(2, "ola", "expert", said)]

    found = converse(talk, "Når åpner hallen på lørdag?")

    assert (doubts(said) or said.startswith("Stemmer"), found.text) == (True, "")


@pytest.mark.parametrize("said", TELLS)
def test_what_tells_something_is_no_doubt(said: str) -> None:
    assert not doubts(said)


def test_a_doubt_that_was_asked_for_holds_nothing_back() -> None:
    talk = [
        Contribution(1, "ola", "expert", "Hallen åpner klokka 9."),
        Contribution(2, "anne", "desk", "Kan du sjekke søndag også?"),
        Contribution(3, "ola", "expert", "vent litt"),
    ]

    assert converse(talk, "Når åpner hallen på lørdag?").text == "Hallen åpner klokka 9."
