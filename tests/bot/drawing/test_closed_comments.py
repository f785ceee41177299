"""Where a page's comments are closed, a comment that comes anyway is told kindly how to write a message."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.drawing.forms import choices
from bot.drawing.question.card import question_card
from bot.drawing.view import View
from bot.flow.answering import redirect
from bot.municipality.shape import Municipality
from bot.ports.card import Action, Card
from bot.ports.form import ChoiceField
from bot.rules.rights import Rights
from bot.texts.wording import Wording
from bot.work import House
from storage.tables import Question, Remark
from tests.bot.houses import OSLO
from tests.bot.solvik import solvik

NOON = datetime(2026, 2, 9, 12, 0, tzinfo=OSLO)
OPENS = "Hei! Når åpner svømmehallen etter jul?"
FIRE = "Det brenner i et hus i Storgata!"
ROAD = "Når kommer fylkesveien til å bli asfaltert?"


def closed(**more: Any) -> Municipality:
    """Solvik, whose own page answers messages only."""
    page = solvik().pages["main"].model_copy(update={"comments": "closed", **more})
    return solvik().model_copy(update={"pages": {**solvik().pages, "main": page}})


def asked(kind: str, words: str, municipality: Municipality | None = None) -> View:
    question = Question(
        id=12,
        page="main",
        kind=kind,
        author_name="Kari Nordmann",
        channel="C0SPORSMAL",
        heard_at=NOON,
        asked_at=NOON,
        due_at=NOON + timedelta(days=1, hours=3, minutes=30),
        reaction_due_at=NOON + timedelta(hours=2),
        department="kommunetorget",
    )
    citizen = Remark(id=1, author="citizen", text=words, written_at=NOON)
    house = House(municipality or closed(), Wording(), Rights(frozenset({"U0ANNE"})))
    return View(house, NOON, question, [citizen], (), (), (), (), None)


def buttons(card: Card) -> list[Action]:
    return [*card.actions, *card.more]


def test_the_first_button_tells_how_to_write_a_message() -> None:
    first = question_card(asked("comment", OPENS)).actions[0]

    assert (first.name, first.label) == ("ready_text", "Send «Skriv til oss i en melding»")


@pytest.mark.parametrize("kind", ["comment", "reply", "visitor_post"])
def test_all_that_stands_in_public_is_told_so(kind: str) -> None:
    assert asked(kind, OPENS).suggested.expected == "by_message"


def test_a_message_is_answered_as_ever() -> None:
    view = asked("message", OPENS)

    assert view.suggested.expected != "by_message"
    assert "holding" in [each.name for each in buttons(question_card(view))]


@pytest.mark.parametrize(("words", "expected"), [(FIRE, "emergency"), (ROAD, "redirect_other")])
def test_what_helps_sooner_is_still_suggested_first(words: str, expected: str) -> None:
    assert asked("comment", words).suggested.expected == expected


def test_nobody_is_promised_an_answer_in_a_field_that_is_closed() -> None:
    names = [each.name for each in buttons(question_card(asked("comment", OPENS)))]

    assert "holding" not in names
    assert "answer" in names, "a person may still answer there"


def test_an_expert_can_be_asked_and_the_citizen_is_not_told_to_wait_there() -> None:
    form = choices.ask_form(asked("comment", OPENS), {}, "teknisk")

    (holding,) = [each for each in form.fields if isinstance(each, ChoiceField) and each.key == "holding"]
    assert holding.value == choices.NO_HOLDING


def test_where_comments_are_open_nobody_is_sent_away() -> None:
    view = asked("comment", OPENS, solvik())

    assert view.suggested.expected != "by_message"
    assert not redirect.offered(solvik(), view.question, "by_message")


def test_messages_are_written_where_every_page_has_them() -> None:
    assert closed().message_link("main") == "https://m.me/100200300400500"


def test_a_page_can_name_another_place_for_messages() -> None:
    assert closed(message_link="https://m.me/solvik").message_link("main") == "https://m.me/solvik"
