"""A figure that a colleague doubts and the writer puts right."""

import pytest

from bot.rules.talk.between.confirming import confirmed


@pytest.mark.parametrize(
    ("asked", "said", "correction"),
    [
        ("mener du 2025?", "haha ja, 2025", "*2025"),
        ("ikke 15. april?", "jo, april, beklager", "*15. april"),
        ("900? trodde det var 1100", "stemmer, 1100", "*1100"),
        ("10. januar, Kjell", "ja sorry 10. januar", "*10. januar"),
        ("mener du 2025?", "nei", ""),
        ("mener du 2025?", "ja, og i 2026 kommer neste del", ""),  # says more
        ("hvor mange er det?", "ja, 40", ""),
    ],
)
def test_what_is_confirmed_is_a_correction(asked: str, said: str, correction: str) -> None:
    assert confirmed(asked, said) == correction
