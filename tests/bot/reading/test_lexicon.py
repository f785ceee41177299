"""Words belong to classes whatever their ending and small slips."""

import pytest

from bot.reading.lexicon import lexicon

WORDS = lexicon({"burns": ["brenn*", "on fire"], "house": ["*huset"], "out": ["bevisstløs*"]})


@pytest.mark.parametrize(
    ("word", "of"),
    [
        ("brenner", "burns"),
        ("nabohuset", "house"),
        ("bevistløs", "out"),
        ("bevisstløst", "out"),
        ("breeenner", "burns"),
        ("skole", ""),
    ],
)
def test_a_word_is_known_by_its_beginning_its_end_and_with_a_slip(word: str, of: str) -> None:
    assert WORDS.classes(word) == ({of} if of else set())


def test_an_expression_is_found_where_it_begins() -> None:
    assert list(WORDS.expressions_in(["it", "is", "on", "fire"])) == [("burns", 2, 4)]


def test_what_is_too_long_for_a_word_means_nothing_and_takes_no_time() -> None:
    assert WORDS.classes("brenn" + "a" * 20_000) == set()
