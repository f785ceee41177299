"""One message at a time: what it is to the question."""

import pytest

from bot.rules.talk.messages.asking import may_be_yes_or_no
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.sentences import meaning

STAFF = ("Ola", "Anne", "Ingrid")

MESSAGES = [
    ("Bak skolen.", Reason.TAKEN),
    ("Mandag", Reason.TAKEN),
    ("Nei, dessverre.", Reason.TAKEN),
    ("Vi ser på det i morgen.", Reason.TAKEN),  # "vi" and a time: that is what the citizen wants to know
    ("Er det glatt, strø selv.", Reason.TAKEN),  # begins like a question and is advice
    ("Når isen er tykk nok, åpner vi.", Reason.TAKEN),
    ("Send en e-post til post@solvik.kommune.no", Reason.TAKEN),
    ("Veien åpner snart.", Reason.TAKEN),
    ("Søknaden må sendes før 1. mars.", Reason.TAKEN),
    ("Du kan svare: «Badet åpner klokka ti.»", Reason.TAKEN),
    ("👍👍", Reason.SMALL_TALK),
    (":partyparrot:", Reason.TAKEN),  # an emoji code nobody knows is shown rather than lost
    ("Det vet jeg ikke sikkert.", Reason.LATER),
    ("Har vi ikke svart på dette før?", Reason.QUESTION),
    ("Kan du sjekke, Ingrid?", Reason.TO_COLLEAGUE),
    ("Spør Ingrid", Reason.TO_COLLEAGUE),
    ("Be henne ringe oss", Reason.TO_DESK),
    ("Glem det", Reason.TAKEN_BACK),
]


@pytest.mark.parametrize(("text", "reason"), MESSAGES)
def test_a_message_is_what_colleagues_would_say_it_is(text: str, reason: Reason) -> None:
    """A table of single messages, each with what it is."""
    assert meaning(text, STAFF).reason is reason


def test_the_answer_in_a_message_to_the_desk_is_taken_out_of_it() -> None:
    """Who dictates an answer has written one."""
    assert meaning("Du kan svare: «Badet åpner klokka ti.»", STAFF).words == "Badet åpner klokka ti."


@pytest.mark.parametrize(
    ("question", "may_be"),
    [
        ("Er badet åpent?", True),
        ("Hei, kan jeg parkere der?", True),
        ("Når åpner badet?", False),
        ("Is the ferry running?", True),
        ("Det er mørkt her.", False),
    ],
)
def test_some_questions_can_be_answered_with_yes_or_no(question: str, may_be: bool) -> None:
    """They begin with the verb."""
    assert may_be_yes_or_no(question) is may_be


@pytest.mark.parametrize("unit", ["kr", "km", "kg", "år"])
def test_a_short_unit_behind_a_number_ends_a_sentence_too(unit: str) -> None:
    """The answer before it is not lost with what is asked of a colleague behind it."""
    found = meaning(f"Det er alltid 40 {unit}. Anne, kan du minne Per på skiltet?", ["Anne", "Per"], "Hvor mye er det?")

    assert (found.reason, found.words) == (Reason.TAKEN, f"Det er alltid 40 {unit}.")
