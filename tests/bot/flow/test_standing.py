"""What of a thread belongs to a new round: the page tells whole seconds, the chat fractions of them."""

from datetime import UTC, datetime, timedelta

from bot.flow.answering.talking import standing
from bot.rules.states import State
from storage.tables import Question, Remark

AGAIN = datetime(2026, 11, 30, 9, 15, 3, tzinfo=UTC)  # she wrote at 03.9, and the page says 03


def counts(said_at: datetime, number: int) -> bool:
    """Whether what Ola wrote then counts as talk of the round that began with her remark 5."""
    hers = Remark(id=5, author="citizen", text="Takk! Men hva med skolebussen?", door="page", written_at=AGAIN)
    his = Remark(id=number, author="expert", text="Det blir 16. desember", door="chat", written_at=said_at)
    question = Question(state=State.NEW, asked_at=AGAIN - timedelta(hours=2), heard_at=AGAIN, round_at=AGAIN)
    return his in standing(question, [his, hers] if number < 5 else [hers, his], [])


def test_what_came_before_her_words_in_the_same_second_does_not() -> None:
    assert not counts(AGAIN + timedelta(seconds=0.4), number=4)


def test_what_came_behind_her_words_in_the_same_second_does() -> None:
    assert counts(AGAIN + timedelta(seconds=0.95), number=6)


def test_what_was_said_in_a_later_second_does_although_hers_was_heard_late() -> None:
    assert counts(AGAIN + timedelta(seconds=40), number=4)


def test_what_was_said_in_an_earlier_second_does_not() -> None:
    assert not counts(AGAIN - timedelta(seconds=1), number=6)
