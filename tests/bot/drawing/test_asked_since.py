"""Whether a proposal says that the citizen has written since: the platform tells moments in whole seconds, we in fractions."""

from datetime import datetime, timedelta

import pytest

from bot.drawing.asked_since import asked_since
from storage.tables import Answer, Remark
from tests.bot.drawing.test_view import NOON, citizen, view

MADE = NOON + timedelta(seconds=0.6)  # told as noon by the platform
LATER = NOON + timedelta(seconds=1)


def told(*more: Remark, sources: str = "2") -> list[str]:
    """What the proposal of 12:00:00.6 says, made of the expert's remark 2, with these remarks beside the first question."""
    asked = citizen("Når åpner hallen?", NOON - timedelta(hours=1))
    asked.id = 1
    expert = Remark(id=2, author="expert", text="Klokka ti.", written_at=NOON)
    answer = Answer(kind="answer", text="Klokka ti.", state="proposed", made_at=MADE, sources=sources)
    return asked_since(view(asked, expert, *more, round_at=None, answers=(answer,)), answer)


def hers(number: int, at: datetime) -> Remark:
    return Remark(id=number, author="citizen", text="Og hva koster det?", written_at=at)


def test_nothing_is_said_while_she_has_written_nothing_more() -> None:
    assert told() == []


def test_more_words_of_a_later_second_are_said() -> None:
    (said,) = told(hers(3, LATER))

    assert said.startswith("Innbyggeren har skrevet mer")


def test_more_words_of_the_same_second_that_came_behind_the_answer_are_said() -> None:
    (said,) = told(hers(3, NOON))

    assert said.startswith("Innbyggeren har skrevet mer")


def test_words_of_the_same_second_that_came_before_the_answer_are_not() -> None:
    assert told(hers(1, NOON), sources="2") == []


def test_older_words_that_were_only_heard_late_are_not() -> None:
    assert told(hers(3, NOON - timedelta(minutes=5))) == []


@pytest.mark.parametrize("field", ["edited_at", "gone_at"])
def test_what_was_changed_in_the_same_second_is_said(field: str) -> None:
    changed = citizen("Når åpner hallen i vinterferien?", NOON - timedelta(hours=1))
    changed.id = 1
    setattr(changed, field, NOON)

    (said,) = told(changed)

    assert said.startswith("Innbyggeren har endret spørsmålet")
