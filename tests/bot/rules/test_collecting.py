"""What must not stand as a line among many: emergencies and very personal words."""

import pytest

from bot.reading.suggest import suggest
from bot.rules.collecting import is_grave, reminder_text
from bot.rules.reminders import Step
from bot.texts.wording import Wording
from tests.bot.solvik import solvik


@pytest.mark.parametrize(
    ("text", "grave"),
    [
        ("Hjelp, det brenner i garasjen nå!", True),
        ("Jeg orker ikke leve lenger.", True),
        ("Fødselsnummeret mitt er 158690 99918.", True),
        ("Når åpner svømmehallen?", False),
        ("Dette er for dårlig av kommunen.", False),
    ],
)
def test_what_needs_a_person_by_itself_gets_a_card_by_itself(text: str, grave: bool) -> None:
    municipality = solvik()
    expected = suggest(text, "main", municipality).expected

    assert is_grave(text, expected, municipality.public_contacts) is grave


@pytest.mark.parametrize("step", list(Step))
def test_every_step_has_its_words_in_the_thread_of_a_collecting_card(step: Step) -> None:
    assert "3" in Wording({}).say(reminder_text(step), "nn", count="3", due="onsdag kl. 15.30")
