"""An answer that is ready stands back where it must not stand open to everybody, and says itself what is personal in it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.drawing.proposal_card import proposal_card
from bot.drawing.question.card import question_card
from bot.drawing.view import View
from bot.ports.card import Action, Style
from handlers.teams.speak.cards import adaptive
from storage.tables import Answer
from tests.bot.drawing.test_closed_comments import NOON, asked
from tests.bot.solvik import solvik

CANCER = "Jeg heter Liv og har fått kreft. Kan jeg få hjemmehjelp?"
OPENS = "Når åpner svømmehallen?"
ABOUT_LIV = "Hei! Liv Hansen bør søke om hjemmehjelp når hun har kreft."
PLAIN = "Hei! Hallen åpner klokka ti."


def proposed(words: str, text: str, kind: str = "comment") -> View:
    view = asked(kind, words, solvik())
    view.question.state = "proposed"
    answer = Answer(
        id=5,
        kind="answer",
        text=text,
        state="proposed",
        made_at=NOON + timedelta(minutes=1),
        question_id=12,
        version=1,
        words_hash="",
    )
    return replace(view, answers=(answer,))


def publishes(view: View) -> Action:
    return proposal_card(view).actions[0]


@pytest.mark.parametrize("text", [ABOUT_LIV, PLAIN])
def test_the_way_that_is_suggested_stays_first_where_the_card_says_not_openly(text: str) -> None:
    card = question_card(proposed(CANCER, text))

    assert (card.actions[0].name, card.actions[0].style) == ("hide_and_redirect", Style.PRIMARY)
    assert "edit" in [action.name for action in card.actions]


def test_an_answer_that_tells_something_personal_is_not_first_either() -> None:
    assert question_card(proposed(OPENS, ABOUT_LIV)).actions[0].name == "redirect"


@pytest.mark.parametrize(("words", "text", "kind"), [(OPENS, PLAIN, "comment"), (CANCER, PLAIN, "message")])
def test_any_other_answer_that_is_ready_comes_first(words: str, text: str, kind: str) -> None:
    assert question_card(proposed(words, text, kind)).actions[0].name == "edit"


def test_the_proposal_says_what_is_personal_in_it_and_opens_its_form_at_once() -> None:
    view = proposed(CANCER, ABOUT_LIV)
    told = [notice.text for notice in proposal_card(view).notices]

    assert "helseopplysninger" in told[0]
    assert publishes(view).confirm == ""


def test_what_asks_once_more_shows_the_words_that_go_out() -> None:
    view = proposed(OPENS, PLAIN)

    assert publishes(view).confirm == "Publisere dette svaret på Facebook?"
    assert publishes(view).shows.endswith(PLAIN)


def test_in_teams_it_shows_a_long_text_whole() -> None:
    long = "Hei! " + "Hallen åpner klokka ti. " * 80
    drawn = adaptive(proposal_card(proposed(OPENS, long.strip())), lambda key, **_: key)
    asks = [one["data"]["ask"] for row in drawn["body"] for one in row.get("actions", ()) if "ask" in one["data"]]

    assert [long.strip() in one for one in asks] == [True]


def test_who_asks_a_plain_question_for_a_child_may_be_answered_openly() -> None:
    for words in (
        "Where can I register my daughter for kindergarten?",
        "Hvor melder jeg på sønnen min til kulturskolen?",
    ):
        told = [notice.text for notice in question_card(asked("comment", words, solvik())).notices]

        assert not any("Ikke svar åpent" in one for one in told)
