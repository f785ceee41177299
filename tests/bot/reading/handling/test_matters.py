"""A matter is personal by whom it is about together with what, and not by a single word."""

import pytest

from bot.reading.handling.matters import matters_in


@pytest.mark.parametrize(
    "text",
    [
        "Datteren min har fått diabetes og får ikke hjelp på skolen",
        "Mora mi treng avlasting, kven ringer eg?",
        "Læreren til Ola kjefter på ham hver dag",
        "My husband is sick and we can't afford the rent",
        "Jeg har angst og venter på psykolog",
    ],
)
def test_health_money_or_a_quarrel_of_somebody_makes_it_personal(text: str) -> None:
    assert "personal" in matters_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hva koster en sykehjemsplass?",
        "Når er foredraget om demens?",
        "Er biblioteket åpent i romjula?",
        "Takk for hjelpen!",
        "",
    ],
)
def test_the_same_words_about_nobody_are_not_personal(text: str) -> None:
    assert "personal" not in matters_in(text)
