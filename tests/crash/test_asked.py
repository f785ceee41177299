"""What the people of the crash run write goes out by one press: a form that asks for a tick would hold their story up for minutes."""

from bot.ports.happenings import Kind as Asked
from bot.reading import composing
from bot.reading.composing import Weight
from tests.crash.machinery.asked import Kind, Question, questions


def test_no_text_of_the_crash_run_asks_for_a_look_before_it_goes_out() -> None:
    asked = [Question(Kind.ASKED, place, citizen) for place, citizen in questions()]

    texts = [text for one in asked for text in (one.first_reply, one.reply, one.written)]
    held_up = [text for text in texts if _weights(text) - {Weight.ADVICE}]

    assert len(texts) > 1000
    assert held_up == []


def _weights(text: str) -> set[Weight]:
    return {problem.weight for problem in composing.check(text, Asked.COMMENT)}
