"""What an expert wants of the citizen is put as a question to her; what she had better not tell in public is not."""

import pytest

from bot.rules.talk.messages.around.wishing import is_wish, wished
from bot.rules.talk.messages.sentences import meaning
from bot.rules.talk.passing_on import is_for_colleagues

STAFF = ("Anne", "Ingrid", "Per")
PHONE = "61 01 20 00"
WISHES = [
    ("Be henne ringe meg", "Kan du ringe oss på 61 01 20 00?"),
    ("Kan dere be vedkommende sende bilde?", "Kan du sende bilde?"),
    ("Kan de be ho sende bilete?", "Kan du sende bilete?"),
    ("Få henne til å sende en e-post til meg", "Kan du sende en e-post til oss?"),
    ("Spør henne hvilken stolpe det er", "Kan du skrive hvilken stolpe det er?"),
    ("Kan dere spørre om hun har et bilde?", "Kan du skrive om du har et bilde?"),
    ("Be henne om bilde av stolpen", "Kan du sende oss bilde av stolpen?"),
    ("Hun må sende meg et bilde", "Kan du sende oss et bilde?"),
    ("Kan jeg få et bilde av stolpen?", "Kan du sende oss et bilde av stolpen?"),
    ("jeg vil gjerne snakke med henne, kan dere be henne ringe?", "Kan du ringe oss på 61 01 20 00?"),
    ("Please ask her to call me", "Can you call us on 61 01 20 00?"),
    ("Ask her where she lives", "Can you tell us where you live?"),
    ("Be henne om adresse", ""),
]
NO_WISHES = (
    "Du må sende bilde.",
    "Spør på biblioteket.",
    "Har vi et bilde?",
    "Hvis hun sender bilde kan jeg se på det",
)
OURS = (
    "Skal vi svare på denne?",
    "Kommunetorget, har dere hørt noe mer?",
    "Anne, skal jeg svare?",
    "Vet noen om lyset er bestilt?",
    "Vet ikke helt, Ingrid vet du dette?",
    "Hvem er det som spør?",
    "Er det Per som har denne?",
    "Er det vår vei?",
)
HERS = (
    "Hvilken stolpe er det?",
    "Hvor er dette?",
    "Har hun et bilde?",
    "Hvilken vei mener hun?",
    "Be henne ringe meg",
    "Skal vi ringe henne om det?",
)


@pytest.mark.parametrize(("said", "asked"), WISHES)
def test_a_wish_is_put_to_the_citizen(said: str, asked: str) -> None:
    assert (is_wish(said), wished(said, PHONE)) == (True, asked)


@pytest.mark.parametrize("said", NO_WISHES)
def test_what_wants_nothing_of_the_citizen_is_no_wish(said: str) -> None:
    assert not is_wish(said)


@pytest.mark.parametrize(
    ("said", "reason"),
    [("Be dem melde det på solvik.kommune.no", "to_desk"), ("sjekk med innbygger hvor dette er", "question")],
)
def test_a_wish_is_no_answer(said: str, reason: str) -> None:
    """What the desk is asked to ask is a question to the citizen."""
    assert meaning(said, STAFF).reason.value == reason


@pytest.mark.parametrize("said", OURS)
def test_some_questions_are_for_colleagues(said: str) -> None:
    assert is_for_colleagues(said, STAFF)


@pytest.mark.parametrize("said", HERS)
def test_others_may_be_for_the_citizen(said: str) -> None:
    assert not is_for_colleagues(said, STAFF)
