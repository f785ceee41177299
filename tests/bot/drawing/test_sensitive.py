"""A department that is known by its clients alone gets no suggestion to answer in public about somebody."""

import pytest

from bot.drawing.forms.texts import text_form
from bot.drawing.question.card import question_card
from bot.drawing.view import View
from bot.flow.answering import correct
from bot.municipality.shape import Municipality
from tests.bot.drawing.test_closed_comments import asked, buttons
from tests.bot.solvik import solvik

ABOUT_A_CHILD = "Når er helsestasjonen åpen for sønnen min på 4 år?"
IN_GENERAL = "Når åpner Nav i romjula?"


def unmarked() -> Municipality:
    """Solvik without that mark on any department."""
    departments = {key: each.model_copy(update={"sensitive": False}) for key, each in solvik().departments.items()}
    return solvik().model_copy(update={"departments": departments})


@pytest.mark.parametrize("kind", ["comment", "reply", "visitor_post"])
def test_about_somebody_the_safe_way_on_is_suggested(kind: str) -> None:
    view = asked(kind, ABOUT_A_CHILD, solvik())

    assert (view.suggested.expected, view.suggested.reason) == ("redirect_personal", "sensitive")
    assert buttons(question_card(view))[0].name in ("ready_text", "hide_and_redirect")


def test_without_the_mark_it_is_a_question_like_any_other() -> None:
    assert asked("comment", ABOUT_A_CHILD, unmarked()).suggested.expected == "answer"


def test_what_is_general_is_answered_and_so_is_a_message() -> None:
    assert asked("comment", IN_GENERAL, solvik()).suggested.expected == "answer"
    assert asked("message", ABOUT_A_CHILD, solvik()).suggested.expected == "answer"


@pytest.mark.parametrize("name", ["answer", correct.CORRECT, correct.RECTIFY])
def test_whoever_writes_an_answer_for_it_is_told_to_stay_general(name: str) -> None:
    def told(municipality: Municipality) -> str:
        return " ".join(
            notice.text for notice in text_form(asked("comment", IN_GENERAL, municipality), name, "", "").notices
        )

    assert "Svar allment" in told(solvik())
    assert "Svar allment" not in told(unmarked())


PERSONAL = "Nummeret mitt er 138190 10050, får jeg plass?"


@pytest.mark.parametrize(("kind", "warns"), [("comment", "Ikke svar åpent."), ("message", "Ikke skriv om det her.")])
def test_whoever_writes_an_answer_reads_the_warning_of_personal_data_again(kind: str, warns: str) -> None:
    view = asked(kind, PERSONAL, solvik())

    assert told(view, "answer") == [f"Trolig fødselsnummer. {warns}"]
    assert [one.text for one in question_card(view).notices if one.text.startswith("Trolig fødselsnummer.")]


@pytest.mark.parametrize("name", ["redirect_text", "hide_text"])
def test_a_ready_text_that_tells_the_safe_way_on_only_must_not_repeat_it(name: str) -> None:
    assert told(asked("comment", PERSONAL, solvik()), name) == ["Trolig fødselsnummer. Ikke gjenta det i teksten."]


def told(view: View, name: str) -> list[str]:
    """What the form of a text says of personal data."""
    return [one.text for one in text_form(view, name, "Ring oss.", "personal_data").notices if "Trolig" in one.text]
