"""Everybody is called once by a message: who is a member of a group that it calls is not named beside the group."""

import re
from pathlib import Path

import pytest

from bot.drawing.calling.alarm_card import alarm_card
from bot.drawing.calling.brief_card import brief_card
from bot.drawing.calling.mentions import mentions
from bot.drawing.calling.reminder_card import Reminded, reminder_list
from bot.drawing.sentences import sentence_card
from bot.drawing.view import View
from bot.flow.promising.reminding import Entry
from bot.municipality.shape import People
from bot.ports.card import Card
from bot.rules.rights import Rights
from bot.texts.wording import Wording
from bot.work import House
from storage.tables import Question
from tests.bot.drawing.test_question_card import NOON
from tests.bot.solvik import solvik

ANNE, OLA, DESK = "U0ANNE0001", "U0OLA00001", "S0FRONT001"


def house() -> House:
    """Solvik with a group at the desk, in which Anne is; the main page is hers."""
    municipality = solvik()
    main = municipality.pages["main"].model_copy(update={"owners": People(people=(ANNE,))})
    changes = {"front_desk": People(group=DESK), "pages": {**municipality.pages, "main": main}}
    return House(municipality.model_copy(update=changes), Wording(), Rights(groups={DESK: frozenset({ANNE})}))


def view() -> View:
    question = Question(id=12, page="main", kind="comment", channel="C1", asked_at=NOON, heard_at=NOON, due_at=NOON)
    return View(house(), NOON, question, (), (), (), (), (), None)


def reminders() -> Card:
    """Two reminders in one message: one for Anne, one for the desk."""
    first, second = (Reminded(view(), Entry(12, -1, "late"), calls) for calls in ([ANNE], [DESK]))
    return reminder_list(house(), [first, second])


WHAT = {"number": "12", "page": "main", "reason": "brann"}
CARDS = {
    "a sentence": lambda: sentence_card(view(), {"text": "thread.own_text", "mentions": [ANNE, DESK]}),
    "the brief": lambda: brief_card(house(), "mandag", 1, [view()], [ANNE, DESK]),
    "reminders": reminders,
    "an alarm": lambda: alarm_card(house(), {"text": "alarm.emergency", "values": WHAT}, NOON, view()),
}


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_member_of_the_group_is_not_named_beside_it(card: object) -> None:
    assert callable(card)

    assert [mention.id for mention in card().mentions] == [DESK]


def test_who_is_in_no_group_that_is_called_is_named() -> None:
    assert [mention.id for mention in mentions(house(), [OLA, ANNE, OLA])] == [OLA, ANNE]
    assert [mention.id for mention in mentions(house(), [OLA, DESK])] == [OLA, DESK]


def test_of_a_group_that_nobody_could_look_up_the_member_is_named_too() -> None:
    unknown = house().with_rights(Rights())

    assert [mention.id for mention in mentions(unknown, [ANNE, DESK])] == [ANNE, DESK]


def test_every_card_names_whom_it_calls_in_the_same_way() -> None:
    """One place makes mentions, so that no new card calls anybody twice."""
    makes = [path.name for path in Path("bot").rglob("*.py") if re.search(r"\bMention\(", path.read_text("utf-8"))]

    assert makes == ["mentions.py"]
