"""What a reader sees of a text, and where it stands in the written one."""

import pytest

from bot.guard.plain import plain


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Åpent på søndag – «ja»!", "Åpent på søndag – «ja»!"),
        ("138190\u206010050", "13819010050"),
        ("138\u00ad190", "138190"),
        ("a\u2003b\u2011c", "a b-c"),
        ("A\u030apent", "Åpent"),
        ("1\ufe0f\u20e32", "12"),
        ("٠١٢", "012"),
        ("fıre trettİ", "fire trettI"),
        ("line\u2028break", "line\nbreak"),
    ],
)
def test_nothing_unseen_is_left(written: str, seen: str) -> None:
    assert plain(written).text == seen


def test_a_piece_is_found_again_in_the_written_text() -> None:
    written = "nr.\u200b 138190\u206010050!"
    seen = plain(written)
    start = seen.text.index("1")

    begin, end = seen.written(start, start + 11)

    assert written[begin:end] == "138190\u206010050"
