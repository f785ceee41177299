"""What is said after an answer and may speak against it is shown with it; thanks and small talk are not."""

import pytest

from bot.rules.talk.against import said_against
from bot.rules.talk.contributions import Contribution
from bot.rules.talk.conversation import converse
from bot.rules.talk.messages.reasons import Reason

AGAINST = (
    "er du sikker Ola?",
    "hm, det stemmer ikke helt",
    "og hva med Langvatn?",
    "tror den ble endret i går",
    "usikker på den der",
    "Ikke nevn prisen",
    "sånn ca",
    "omtrent altså",
    "roughly",
    "jeg har klokka 20",
    "eg trudde det var klokka 20",
    "nei, klokka 20",
    "stengd i vinter",
    "husk å nevne prisen",
    "si det likevel",
)
NOT_AGAINST = (
    "takk!",
    "ok",
    "👍",
    "bra jobba",
    "topp, enig",
    "skal ta kaffe nå",
    "sitter i møte til klokka 14",
    "21 stemmer",
    "skrev nesten det samme, klokka 21",
)


@pytest.mark.parametrize("said", AGAINST)
def test_a_doubt_after_an_answer_is_shown_with_it(said: str) -> None:
    assert against("Kaia er åpen til klokka 21.", said) == [said]


@pytest.mark.parametrize("said", NOT_AGAINST)
def test_small_talk_after_an_answer_is_not(said: str) -> None:
    assert against("Kaia er åpen til klokka 21.", said) == []


def test_what_was_said_before_an_answer_is_not_against_it() -> None:
    assert against("Kaia er åpen til klokka 21.", "Hei", source=1) == []


@pytest.mark.parametrize("said", ["uke 18", "18, ikke 19"])
def test_a_bare_fact_that_may_correct_the_writers_own_answer_is_shown_with_it_and_not_published_beside(
    said: str,
) -> None:
    messages = [
        Contribution(number, "Ola", "expert", text) for number, text in enumerate(("Bilen kommer uke 17.", said))
    ]
    talk = converse(messages, "Når kommer feiebilen?", ["Ola"])

    assert talk.text == "Bilen kommer uke 17."
    assert [each.contribution.text for each in said_against(talk.heard, [0])] == [said]


def test_what_is_less_than_an_answer_is_shown_with_it() -> None:
    assert against("Kaia er åpen tirsdag og torsdag.", "nå er det bare torsdager") == ["nå er det bare torsdager"]


@pytest.mark.parametrize("said", ["det stemmer ikke, den er åpen til 20", "that's not right, it's open until 20"])
def test_who_denies_an_answer_and_tells_another_takes_its_place_and_does_not_stand_below_it(said: str) -> None:
    messages = [Contribution(0, "Ola", "expert", "Kaia er åpen til 21."), Contribution(1, "Ingrid", "expert", said)]
    heard = converse(messages, "Når stenger kaia, og er det kiosk der?", ["Ola", "Ingrid"]).heard

    assert [each.reason for each in heard] == [Reason.OLDER_ANSWER, Reason.TAKEN]


def against(answer: str, said: str, *, source: int = 0) -> list[str]:
    """What speaks against the first of two messages, or the second."""
    messages = [Contribution(0, "Ola", "expert", answer), Contribution(1, "Ingrid", "expert", said)]
    talk = converse(messages, "Er kaia åpen?", ["Ola", "Ingrid"])
    return [each.contribution.text for each in said_against(talk.heard, [source])]
