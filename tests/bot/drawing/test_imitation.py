"""Somebody who is called like us is marked on the card; who leads others to an address as well should be hidden."""

import pytest

from bot.drawing.forms import reasons
from bot.drawing.question.card import question_card
from bot.drawing.view import View
from bot.ports.form import ChoiceField
from tests.bot.drawing.test_closed_comments import asked, buttons
from tests.bot.solvik import solvik

PRIZE = "Gratulerer, du er trukket ut som vinner! Registrer deg her: https://vinn.example/solvik"
MARK = "ligner på vårt"


def by(name: str, words: str, kind: str = "comment") -> View:
    view = asked(kind, words, solvik())
    view.question.author_name = name
    return view


@pytest.mark.parametrize("name", ["Solvik kommune", "S0lvik Kommune", "Kommunetorget", "Solvik bibliotek ✓"])
def test_a_name_like_ours_is_marked_on_the_card(name: str) -> None:
    assert any(MARK in notice.text for notice in question_card(by(name, "Når åpner dere?")).notices)


def test_a_name_of_her_own_is_not() -> None:
    assert not any(MARK in notice.text for notice in question_card(by("Kari Holm", "Når åpner dere?")).notices)


def test_who_leads_to_an_address_in_our_name_should_be_hidden_and_the_reason_is_chosen() -> None:
    view = by("Solvik Kommune", PRIZE)
    field = reasons.hide_form(view).fields[0]

    assert view.suggested.expected == "hide"
    assert buttons(question_card(view))[0].name == "hide"
    assert isinstance(field, ChoiceField)
    assert field.value == "spam"


def test_a_question_in_such_a_name_is_still_a_question() -> None:
    assert by("Solvik kommune", "Når åpner dere?").suggested.expected == "answer"
