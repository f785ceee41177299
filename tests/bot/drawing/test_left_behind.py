"""The message of an earlier proposal says what became of it, and promises no new one where none stands."""

from bot.drawing.proposal_card import left_behind
from storage.tables import Answer
from tests.bot.drawing.test_view import NOON, citizen, view

FIRST, SECOND = "1.1", "2.2"


def told(*answers: Answer, now: str, of: int = 1) -> str:
    """What the message `FIRST` says of the answer `of`, while the newest proposal stands in the message `now`."""
    seen = view(citizen("Når åpner akebakken?", NOON), round_at=None, answers=answers)
    seen.question.proposal_id = now
    card = left_behind(seen, of, FIRST)
    return f"{card.lead} {card.body}"


def answer(number: int, text: str, state: str) -> Answer:
    return Answer(id=number, kind="answer", text=text, state=state, published_id="9")


def test_where_another_stands_below_it_says_so() -> None:
    assert "Det nye står lenger ned i tråden." in told(now=SECOND, of=0)


def test_where_the_answer_was_written_in_a_form_nothing_stands_below() -> None:
    assert told(now="", of=0).strip() == "Dette forslaget gjelder ikke lenger."


def test_an_answer_that_went_out_stands_there_still() -> None:
    assert "klokka ti" in told(answer(1, "Den åpner klokka ti.", "published"), now=SECOND)


def test_an_answer_that_was_put_right_stands_there_as_it_is_now() -> None:
    first, right = answer(1, "Den åpner klokka ti.", "superseded"), answer(2, "Den åpner klokka elleve.", "published")

    assert "klokka elleve" in told(first, right, now=SECOND)
