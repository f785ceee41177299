"""Which buttons lead to a form must be known when a card is drawn."""

from bot.desk import pressing
from bot.ports.card import AT_ONCE

MAY_OPEN_A_FORM = {"publish_listed", "ready_listed", "collected"}
NO_BUTTON = {"use"}  # what is chosen on a message


def test_the_port_names_the_buttons_that_the_desk_never_answers_with_a_form() -> None:
    of_no_card = pressing._OF_NO_CARD.keys() - MAY_OPEN_A_FORM - NO_BUTTON
    assert {"take", *pressing._AT_ONCE, *pressing._DECIDES, *of_no_card} == AT_ONCE
