"""`python -m tests.finding.measure [open|fresh|aside]`: how well what was answered before is found again, and who is thought to know.

Of the half set aside without a word. Figures only, never a text or an id.
"""

import sys
from collections.abc import Iterable
from functools import cache

from bot.finding.alike import LISTED, OFFERED, Alike, likest
from bot.finding.meanings import Meanings, meanings, with_answer
from bot.reading.suggest import suggest
from tests.finding.labels import ASIDE, FRESH, OPEN, Asked, asked, earlier
from tests.reading.measure import Share, town


@cache
def _answered() -> dict[int, Meanings]:
    return {number: with_answer(one.text, one.answer) for number, one in enumerate(earlier())}


def found(question: Asked, least: float, most: int) -> list[str]:
    """The ids of the earlier questions that are found for a new one."""
    likely: list[Alike] = likest(meanings(question.text), _answered(), least)[:most]
    return [earlier()[one.id].id for one in likely]


def among_first(questions: Iterable[Asked], most: int, least: float = LISTED) -> Share:
    """Where an earlier answer fits: how often it is among the first so many."""
    share = Share()
    for question in questions:
        if question.fits:
            share.count(seen=question.fits in found(question, least, most))
    return share


def in_vain(questions: Iterable[Asked], least: float = OFFERED) -> Share:
    """Where no earlier answer fits: how often one is offered on the card, or listed, all the same."""
    share = Share()
    for question in questions:
        if question.fits is None:
            share.count(seen=bool(found(question, least, 1)))
    return share


def departments(questions: Iterable[Asked]) -> Share:
    """How often the department that knows is the one suggested from the words."""
    share = Share()
    for question in questions:
        share.count(seen=suggest(question.text, None, town()).department == question.department)
    return share


def main(half: str) -> None:
    """Print everything of a half."""
    questions = asked(half)
    for title, share in (
        ("earlier answer that fits: first", among_first(questions, 1)),
        ("earlier answer that fits: among the first three", among_first(questions, 3)),
        ("earlier answer that fits: offered on the card", among_first(questions, 1, OFFERED)),
        ("none fits, and one is offered on the card", in_vain(questions)),
        ("none fits, and something is listed for who searches", in_vain(questions, LISTED)),
        ("right department first, from the words", departments(questions)),
    ):
        sys.stdout.write(f"{title:52}{share.rate:7.3f}  {share.seen}/{share.total}\n")


if __name__ == "__main__":
    main(next((half for half in (OPEN, FRESH) if half in sys.argv), ASIDE))
