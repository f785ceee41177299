"""The dialogues are data one can rely on."""

from tests.bot.rules.talk.dialogues import PARTS, dialogues

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
