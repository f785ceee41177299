"""What is gathered about a question before it is drawn."""

from datetime import datetime, timedelta

import pytest

from bot.drawing.view import View
from bot.rules.rights import Rights
from bot.texts.wording import Wording
from bot.work import House
from storage.tables import NO_ANSWER, Answer, Question, Remark
from tests.bot.houses import OSLO
from tests.bot.solvik import solvik

NOON = datetime(2026, 2, 9, 12, 0, tzinfo=OSLO)


def view(*remarks: Remark, round_at: datetime | None, answers: tuple[Answer, ...] = ()) -> View:
    question = Question(page="main", asked_at=NOON - timedelta(hours=1), round_at=round_at)
    return View(House(solvik(), Wording(), Rights()), NOON, question, remarks, answers, (), (), (), None)


def citizen(text: str, at: datetime) -> Remark:
    return Remark(author="citizen", text=text, written_at=at)


def test_thanks_in_the_very_second_of_the_answer_are_words_after_it() -> None:
    answer = Answer(kind="answer", text="På nettsiden.", state="published", published_at=NOON + timedelta(seconds=0.4))
    asked, thanks = citizen("Hvor kjøper jeg fiskekort?", NOON - timedelta(hours=1)), citizen("Tusen takk!", NOON)

    assert view(asked, thanks, round_at=NOON, answers=(answer,)).unanswered_words == "Tusen takk!"


def test_in_the_first_round_everything_waits_for_an_answer() -> None:
    words = view(citizen("Når åpner hallen?", NOON), citizen("Og hva koster det?", NOON), round_at=None)

    assert words.unanswered_words == "Når åpner hallen?\nOg hva koster det?"


def test_where_the_desk_began_the_round_the_question_is_read_again() -> None:
    asked = citizen("Når åpner hallen?", NOON - timedelta(hours=1))

    assert view(asked, round_at=NOON).unanswered_words == "Når åpner hallen?"


@pytest.mark.parametrize(
    "then",
    [
        "Nå har jeg ventet i tre uker og ingenting skjer. Elendig!",
        "Det stemmer jo ikke! Dere lyver",
        "Det er fortsatt ikke brøytet!",
        "Takk for ingenting!",
    ],
)
def test_after_thanks_the_newest_words_decide(then: str) -> None:
    words = view(citizen("Tusen takk for svar!", NOON), citizen(then, NOON), round_at=None)

    assert words.suggested.expected != NO_ANSWER


@pytest.mark.parametrize("then", ["Supert!", "😀", "Takk igjen!"])
def test_thanks_that_go_on_are_thanks(then: str) -> None:
    words = view(citizen("Tusen takk for svar!", NOON), citizen(then, NOON), round_at=None)

    assert words.suggested.expected == NO_ANSWER
