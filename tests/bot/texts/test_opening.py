"""Opening hours are told in the language of the text around them."""

import pytest

from bot.texts.opening import opening_in

NB, NN, EN = "mandag–fredag kl. 08.00–15.30", "måndag–fredag kl. 08.00–15.30", "Monday–Friday 08:00–15:30"


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        (NB, "nb", NB),
        (NB, "nn", NN),
        (NB, "en", EN),
        (NN, "nb", NB),
        ("tirsdag og lørdag kl. 10–14", "nn", "tysdag og laurdag kl. 10–14"),
        ("Tirsdag og torsdag 9.00–11.00", "en", "Tuesday and Thursday 9:00–11:00"),
        ("mandag–fredag, men stengt i juli", "en", "mandag–fredag, men stengt i juli"),
        (NB, "pl", NB),
        ("", "en", ""),
    ],
)
def test_days_and_times_are_told_in_the_readers_language(text: str, language: str, told: str) -> None:
    assert opening_in(text, language) == told
