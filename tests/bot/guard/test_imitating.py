"""A name that is ours to the eye is known, however it is spelt; the name of somebody who lives here is not."""

import pytest

from bot.guard.imitating import imitates

OURS = ("Solvik kommune", "Kommunetorget", "Solvik bibliotek", "Nav Solvik", "Kino", "Svarvakt")


@pytest.mark.parametrize(
    "name",
    [
        "Solvik kommune",
        "SOLVIK KOMMUNE",
        "Solvik  Kommune ✓",
        "Solvik-kommune",
        "Solvik kommune – kundeservice",
        "S0lvik Kommune",
        "So1vik kommune",
        "SoIvik kommune",  # a capital i
        "Sоlvik kоmmune",  # Cyrillic o
        "Solvi\u200bk kom\u2060mune",
        "\u202eSolvik kommune\u202c",
        "Sölvik kommune",
        "𝗦𝗼𝗹𝘃𝗶𝗸 𝗸𝗼𝗺𝗺𝘂𝗻𝗲",
        "Kommunetorget Solvik",
        "Kino",
        "Team Svarvakt",
    ],
)
def test_a_name_like_ours_is_known(name: str) -> None:
    assert imitates(name, OURS)


@pytest.mark.parametrize(
    "name",
    ["Kari Holm", "Ola Solvik", "Solveig Kommunedal", "Kinoentusiast Per", "Bibliotekar Siri", "", "✓", "Nav", "Kine"],
)
def test_a_name_of_somebody_else_is_not(name: str) -> None:
    assert not imitates(name, OURS)
