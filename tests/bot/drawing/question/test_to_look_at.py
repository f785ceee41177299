"""What a proposal tells of its own words before it is published."""

import pytest

from bot.drawing.proposal_card import proposal_card
from bot.drawing.view import View
from tests.bot.drawing.test_not_openly import proposed

NYNORSK = "Hei, Kari! Bassenget er ope frå klokka ti, men ikkje på sundagar.\nHelsing Solvik kommune"
BOKMAAL = "Hei, Kari! Bassenget er åpent fra klokka ti, men ikke på søndager.\nHilsen Solvik kommune"


def told(view: View) -> list[str]:
    return [notice.text for notice in proposal_card(view).notices]


@pytest.mark.parametrize(
    ("around", "text", "is_told"),
    [
        ("nb", NYNORSK.replace("Helsing", "Hilsen"), True),
        ("nn", BOKMAAL.replace("Hilsen", "Helsing"), True),
        ("nn", NYNORSK, False),
        ("nb", BOKMAAL, False),
        ("nn", "Hei, Kari! Ja.\nHelsing Solvik kommune", False),
    ],
)
def test_an_answer_in_the_other_form_than_the_greeting_around_it_is_told(
    around: str, text: str, *, is_told: bool
) -> None:
    view = proposed("Når opnar symjehallen?", text)
    view.question.language = around

    assert any("hilsenen rundt det" in one for one in told(view)) is is_told
