"""A collecting card and its reminder speak of what they hold: one that waits alone is not many."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.drawing.collecting_card import Gathering, collecting_card, reminder_card
from bot.rules.rights import Rights
from bot.texts.wording import Wording
from bot.work import House
from storage.collecting import Held
from storage.tables import Collection
from tests.bot.houses import OSLO
from tests.bot.solvik import solvik

NOON = datetime(2026, 2, 9, 12, 0, tzinfo=OSLO)
MANY = ("mange", "flere", "de første")


def gathered(waiting: int) -> Gathering:
    """A card under a post of ours on which so many wait."""
    held: dict[str, Any] = {"waiting": waiting, "ended": 0, "oldest_due_at": NOON + timedelta(days=1), "suggested": {}}
    house, nearest = House(solvik(), Wording(), Rights()), ()
    return Gathering(
        house, NOON, Collection(id=1, page="main", post_last="1", channel="C0"), Held(**held), nearest, "", True
    )


def told(waiting: int) -> Sequence[str]:
    """What the card says on top, and each of its reminders."""
    texts = (f"collecting.{name}" for name in ("waiting", "due_soon", "late"))
    card = collecting_card(gathered(waiting))
    return [f"{card.title} {card.lead}", *(reminder_card(gathered(waiting), text, ()).body for text in texts)]


@pytest.mark.parametrize("said", told(1))
def test_one_question_is_spoken_of_as_one(said: str) -> None:
    assert "ett spørsmål" in said.casefold()
    assert not [word for word in MANY if word in said.casefold()]


@pytest.mark.parametrize("said", told(7))
def test_several_are_counted(said: str) -> None:
    assert "7 spørsmål" in said
