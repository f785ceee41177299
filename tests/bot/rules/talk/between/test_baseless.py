"""A correction whose base is gone, and a remark to a colleague by name, are no answers; they stand beside."""

import pytest

from bot.rules.talk.contributions import Contribution
from bot.rules.talk.conversation import Conversation, converse
from bot.rules.talk.messages.reasons import Reason

STAFF = ("Ola", "Kjell", "Ingrid", "Per", "Anne")
TREES = "Når kan vi levere juletrær?"


def talk(question: str, *said: tuple[str, str]) -> Conversation:
    return converse([Contribution(i, by, "expert", words) for i, (by, words) in enumerate(said)], question, STAFF)


@pytest.mark.parametrize(
    "said", ["Korreksjon: 3. januar", "Rettelse: uke 2", "*3. januar", "nei, 3. januar", "3. januar mener jeg"]
)
def test_a_correction_alone_is_no_answer(said: str) -> None:
    found = talk(TREES, ("Ingrid", said))

    assert (found.state, found.heard[0].reason) == ("nothing", Reason.TO_COLLEAGUE)


@pytest.mark.parametrize(
    ("question", "said", "words"),
    [
        (TREES, "3. januar", "3. januar"),
        (TREES, "Korreksjon: juletrær kan leveres fra 3. januar.", "Juletrær kan leveres fra 3. januar."),
        ("Er fristen 2. januar?", "nei, 3. januar", "nei, 3. januar"),
        ("Hva koster badet?", "Oi, prisen er 270 kr.", "Prisen er 270 kr."),
    ],
)
def test_what_stands_by_itself_is_an_answer(question: str, said: str, words: str) -> None:
    assert talk(question, ("Ingrid", said)).text == words


def test_a_correction_still_mends_what_stands() -> None:
    found = talk(TREES, ("Ingrid", "Juletrær kan leveres fra 2. januar."), ("Ingrid", "Korreksjon: 3. januar"))

    assert found.text == "Juletrær kan leveres fra 3. januar."


@pytest.mark.parametrize(
    ("said", "more"),
    [
        ("Anne: privat må de ha en ansvarlig over 18, vet ikke om du vil ta det med", ""),
        ("Per: hallen er ledig lørdag", "\nhallen er ledig lørdag"),
        ("Ola sier: hallen er ledig lørdag.", "\nHallen er ledig lørdag."),
    ],
)
def test_a_name_with_a_colon_speaks_to_that_colleague(said: str, more: str) -> None:
    hall = "Hallen kan leies av alle lag for 300 kr timen."

    assert talk("Kan vi leie hallen?", ("Per", hall), ("Per", said)).text == hall + more


@pytest.mark.parametrize(
    "said", ["Enig med Ola. Dropp torsdag.", "Ta bort datoen.", "Ikke nevn torsdag", "Drop Thursday."]
)
def test_what_is_to_go_out_of_an_answer_is_none(said: str) -> None:
    light = "Feilen er meldt til nettselskapet, vi venter reparasjon torsdag."

    found = talk("Når kommer lyset i Storgata?", ("Ola", light), ("Kjell", said))

    assert (found.text, found.heard[1].words) == (light, said)


def test_a_citizen_may_be_told_to_take_something_away() -> None:
    said = "Ta bort bilen fra parkeringen før kl. 8, så får vi brøytet."

    assert talk("Når brøyter dere torget?", ("Ola", said)).text == said


@pytest.mark.parametrize("signed", [" Mvh Per", "\nMvh Per", "\nVennlig hilsen Per"])
def test_a_signature_stays_cut_when_its_message_is_mended(signed: str) -> None:
    found = talk("Hva koster hallen?", ("Per", f"Hallen kan leies for 300 kr timen.{signed}"), ("Per", "*350 kr"))

    assert found.text == "Hallen kan leies for 350 kr timen."
