"""The dialogues are data one can rely on."""

import pytest

from bot.rules.talk.sentences import Reason
from bot.texts.wording import keys
from tests.bot.rules.talk.dialogues import PARTS, Dialogue, dialogues, played

STATES = {"proposal", "question", "nothing"}


def test_there_are_enough_and_both_halves_are_large() -> None:
    """Sixty dialogues at least, and neither half is so small that its rate means nothing."""
    aside = [each.is_set_aside for each in dialogues()]

    assert len(aside) >= 60
    assert 25 <= sum(aside) <= len(aside) - 25


def test_every_dialogue_is_told_apart_and_complete() -> None:
    """Ids are used once, speakers and states are known, and a proposal stands exactly where the state says so."""
    found = dialogues()

    assert len({each.id for each in found}) == len(found)
    assert all(name in PARTS for each in found for name, _ in each.talk)
    assert all(each.state in STATES and bool(each.proposal) == (each.state == "proposal") for each in found)


@pytest.mark.parametrize("dialogue", [each for each in dialogues() if not each.is_set_aside], ids=lambda each: each.id)
def test_the_proposal_is_what_colleagues_meant(dialogue: Dialogue) -> None:
    """Proposal, state and questions back, for the half on which the rules were made."""
    found = played(dialogue)

    assert (found.text, found.state) == (dialogue.proposal, dialogue.state)
    assert tuple(each.contribution.text for each in found.questions) == dialogue.asks


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
