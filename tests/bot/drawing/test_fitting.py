"""Advice fits where it stands: nobody is told to hide a message, or that a neighbour is a name, or that thanks are due."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.drawing.calling.brief_card import brief_card
from bot.ports.card import Card, Style
from bot.rules.states import State
from storage.tables import NO_ANSWER, Answer
from tests.bot.drawing.test_called_once import house, view
from tests.bot.drawing.test_question_card import NOON, asked

ABUSE = "Dere er noen jævla idioter hele gjengen, hold kjeft og dra til helvete!"


def said(card: Card) -> str:
    return " ".join(notice.text for notice in (*card.notices, *card.advice))


def test_a_comment_may_be_hidden_and_a_message_may_not() -> None:
    assert "Vurder å skjule" in said(asked("comment", ABUSE))
    assert "skjule" not in said(asked("message", ABUSE))
    assert "Kan være sjikane eller søppel." in said(asked("message", ABUSE))


@pytest.mark.parametrize(
    "words", ["Naboen bråker hver natt, hva gjør jeg?", "Broren min er innlagt, hvem hjelper oss?"]
)
def test_who_is_not_named_is_somebody_else(words: str) -> None:
    told = said(asked("comment", words))

    assert "noe om noen andre" in told
    assert "navn på noen andre" not in told


def test_an_answer_that_is_ready_leads_also_when_the_time_is_over() -> None:
    ready = Answer(question_id=12, version=1, kind="answer", text="Kl. 10.", state="proposed", author_id="U0OLA")
    ready.made_at = NOON + timedelta(hours=1)
    late = {"due_at": NOON - timedelta(hours=1), "state": State.PROPOSED, "answers": (ready,)}

    first, second, *_ = asked("comment", "Når åpner hallen?", **late).actions

    assert (first.name, first.style) == ("edit", Style.PRIMARY)
    assert second.name == "apologise"


@pytest.mark.parametrize(
    "words",
    ["Jeg orker ikke mer, ingen ville merket om jeg var borte", "Nummeret mitt er 138190 10050, får jeg plass?"],
)
def test_what_is_grave_is_seen_to_before_anybody_apologises_for_the_wait(words: str) -> None:
    late = asked("comment", words, due_at=NOON - timedelta(hours=1))

    assert "apologise" not in [action.name for action in late.actions]
    assert {"answer", "take"} <= {action.name for action in late.actions}


@pytest.mark.parametrize(
    ("state", "heading"), [(State.NEW, "Trenger kanskje ikke svar"), (State.ASKED, "Fristen er ute")]
)
def test_the_morning_tells_thanks_apart_until_somebody_works_on_them(state: State, heading: str) -> None:
    thanks = view()
    thanks.question.suggestion, thanks.question.state = NO_ANSWER, state

    (listing,) = brief_card(house(), "mandag", 1, [replace(thanks)]).listings

    assert listing.title == heading
