"""What the words speak for: most talk is like a telephone call, and a few things are worth keeping."""

import pytest

from bot.flow.keeping.worth import NOTHING, Flag, Worth, worth
from bot.reading.suggest import suggest
from tests.bot.solvik import solvik


def of(words: str, *answers: str, corrected: bool = False) -> Worth:
    return worth(words, suggest(words, "main", solvik()), answers, corrected=corrected)


@pytest.mark.parametrize(
    "words",
    [
        "Hei! Når åpner svømmehallen etter jul?",
        "Når blir veien vår brøytet?",
        "Tusen takk for hjelpen!",
        "Hva koster et årskort på kino?",
        "Hvordan søker jeg barnehageplass?",
    ],
)
def test_what_is_asked_in_passing_is_not_kept(words: str) -> None:
    assert of(words) == NOTHING


@pytest.mark.parametrize(
    ("words", "flag", "reason"),
    [
        ("Jeg vil klage på vedtaket om avslag på barnehageplass.", Flag.YES, "complaint"),
        ("Jeg krever innsyn i dokumentene om skolebygget.", Flag.YES, "access"),
        ("Gatelyset i Lia har vært mørkt i en uke.", Flag.CONSIDER, "fault"),
        ("Eg har eit innspel til planen for sentrum.", Flag.CONSIDER, "input"),
        ("Det har gått ras over veien ved Lia, hele veien er borte!", Flag.CONSIDER, "danger"),
    ],
)
def test_what_may_be_worth_keeping_is_pointed_out_with_the_reason(words: str, flag: Flag, reason: str) -> None:
    assert of(words) == Worth(flag, reason)


def test_a_measure_that_we_promised_is_considered() -> None:
    assert of("Benken i parken er ødelagt.", "Takk! Vi retter den denne uken.") == Worth(Flag.CONSIDER, "promise")


def test_an_answer_that_was_wrong_is_considered() -> None:
    assert of("Når åpner hallen?", corrected=True) == Worth(Flag.CONSIDER, "corrected")
