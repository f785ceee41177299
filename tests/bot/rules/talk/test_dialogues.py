"""The dialogues are data one can rely on."""

import pytest

from bot.rules.talk.messages.reasons import Reason
from bot.texts.wording import keys
from tests.bot.rules.talk.dialogues import (
    ASIDE,
    BATCHES,
    FILE,
    MADE,
    OPEN,
    PARTS,
    PRACTICE,
    Dialogue,
    dialogues,
    is_right,
    played,
    right_of,
)

STATES = {"proposal", "question", "nothing"}


def test_there_are_enough_and_both_halves_are_large() -> None:
    """Sixty dialogues at least, and neither half is so small that its rate means nothing."""
    aside = [each.is_set_aside for each in dialogues()]

    assert len(aside) >= 60
    assert 25 <= sum(aside) <= len(aside) - 25


def test_every_dialogue_is_told_apart_and_complete() -> None:
    """Ids are used once, speakers and states are known, and a proposal stands exactly where the state says so."""
    found = [each for file in (FILE, *OPEN.values(), *ASIDE.values(), *PRACTICE) for each in dialogues(file)]

    assert len({each.id for each in found}) == len(found)
    assert [each.id for each in found if not is_complete(each)] == []


def is_complete(dialogue: Dialogue) -> bool:
    """Whether the result fits the state, and what is asked was said by somebody known. Its words stay out of a failure."""
    known = all(name in PARTS and words for name, words in dialogue.talk)
    stands = dialogue.state in STATES and bool(dialogue.proposal) == (dialogue.state == "proposal")
    asked = set(dialogue.asks) <= {words for _, words in dialogue.talk} and (
        dialogue.state != "question" or dialogue.asks
    )
    others = len({dialogue.proposal, *dialogue.also}) == 1 + len(dialogue.also)
    return bool(dialogue.question and known and stands and asked and others)


@pytest.mark.parametrize("batch", BATCHES)
def test_a_batch_lies_in_two_halves_by_its_ids(batch: str) -> None:
    """Who makes rules can keep to one file, and neither half is so small that its rate means nothing."""
    read, counted = dialogues(OPEN[batch]), dialogues(ASIDE[batch])

    assert [each.id for each in read if each.is_set_aside] == []
    assert [each.id for each in counted if not each.is_set_aside] == []
    assert min(len(read), len(counted)) >= 60


@pytest.mark.parametrize(
    ("said", "also", "right"),
    [
        ("Nei", "Nei", True),
        ("Nei", "Nei, ikke i dag.", False),
        ("👍", "", True),
        ("Nei", "", False),
    ],
)
def test_what_is_as_good_is_right_too(said: str, also: str, *, right: bool) -> None:
    """Another proposal is accepted when it is named, and so is none."""
    dialogue = Dialogue("", "Er badet åpent?", (("Ola", said),), "proposal", "Nei, badet er stengt.", (), (also,))

    assert is_right(dialogue) is right


def test_a_question_back_that_may_be_the_proposal_need_not_be_shown_twice() -> None:
    """«Vi må vite hvilken dato det gjelder» can be published or asked with the button: one of them is enough."""
    words = "Vi må vite hvilken dato det gjelder."
    dialogue = Dialogue("", "Er hallen ledig?", (("Ola", words),), "question", "", (words,), (words,))

    assert is_right(dialogue)


@pytest.mark.parametrize("dialogue", [each for each in dialogues() if not each.is_set_aside], ids=lambda each: each.id)
def test_the_proposal_is_what_colleagues_meant(dialogue: Dialogue) -> None:
    """Proposal, state and questions back, for the half on which the rules were made."""
    found = played(dialogue)

    assert (found.text, found.state) == (dialogue.proposal, dialogue.state)
    assert tuple(each.contribution.text for each in found.questions) == dialogue.asks


@pytest.mark.parametrize("dialogue", dialogues(OPEN["fresh"]), ids=lambda each: each.id)
def test_the_rules_read_rightly_what_they_were_made_on(dialogue: Dialogue) -> None:
    """The fresh ones that may be read; where several proposals are as good, any of them."""
    assert is_right(dialogue), played(dialogue).text


@pytest.mark.parametrize(("batch", "least"), [("second", 88), ("third", 97), ("fourth", 80)])
def test_most_of_a_batch_that_may_be_read_are_right(batch: str, least: int) -> None:
    """Some of them cannot be told by their words alone; a change that lowers the number is noticed."""
    right, _ = right_of(dialogues(OPEN[batch]))

    assert right >= least


@pytest.mark.parametrize(
    ("file", "least"), [("made", 480), ("fifth_a", 83), ("fifth_b", 73), ("sixth", 58), ("seventh", 33)]
)
def test_most_of_the_practice_is_right(file: str, least: int) -> None:
    """Some sentences of it weigh otherwise in their place; a change that lowers the number is noticed."""
    right, _ = right_of(dialogues(MADE.with_name(f"{file}.toml")))

    assert right >= least


def test_every_contribution_says_what_became_of_it() -> None:
    """Nothing anybody writes is without a reason, and each reason has its words."""
    for dialogue in dialogues():
        assert len(played(dialogue).heard) == len(dialogue.talk)
    for language in ("nb", "nn", "en"):
        assert set(keys(language, "ui")) >= {f"talk.{reason}" for reason in Reason}


def test_a_short_answer_to_the_desk_is_shown_beside_the_proposal() -> None:
    """«På lørdag» may be for the citizen: it is not joined by a guess, and not hidden as small talk either."""
    talk = (("Ola", "Hallen er åpen fra kl. 11 til 16."), ("Anne", "Hvilken dag?"), ("Ola", "På lørdag"))
    found = played(Dialogue("", "Når er hallen åpen?", talk, "proposal", "", ()))

    assert found.text == "Hallen er åpen fra kl. 11 til 16."
    assert found.heard[2].reason is Reason.TO_COLLEAGUE
