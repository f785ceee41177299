"""Where somebody tells of others, or a number, the card's first button leads out of the public, and in a message to the safe way."""

import pytest

from bot.desk.office import Office
from bot.ports.happenings import Kind
from tests.bot.desk.test_no_data import asked, card

ABOUT_OTHERS = [
    "Naboen min i Lia 4 er innlagt på psykiatrisk avdeling, kan noen hente posten hans?",
    "Hvorfor får Per Hansen i Lia 12 sosialhjelp når han jobber?",
    "Fødselsnummeret til moren min er 138190 10050, kan dere sende skjemaet?",
]
OF_ONES_OWN = "Fødselsnummeret mitt er 138190 10050, hvor langt er søknaden min kommet?"


@pytest.mark.parametrize("text", ABOUT_OTHERS)
async def test_what_is_told_of_others_in_public_is_hidden_with_the_first_button(office: Office, text: str) -> None:
    drawn = await card(office, await asked(office, text))

    assert drawn.actions[0].name == "hide_and_redirect"


async def test_in_a_message_the_safe_way_on_is_suggested_and_nothing_can_be_hidden(office: Office) -> None:
    drawn = await card(office, await asked(office, OF_ONES_OWN, Kind.MESSAGE))

    assert "Personlig: ring eller logg inn" in drawn.actions[0].label
    assert "hide" not in " ".join(action.name for action in (*drawn.actions, *drawn.more))
