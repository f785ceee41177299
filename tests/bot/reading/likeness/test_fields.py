"""A word that the model has never seen is known by its field."""

import tomllib
from importlib import resources

from bot.reading.likeness.fields import fields_in


def test_words_of_one_field_share_a_number() -> None:
    mother, grandfather, fire = (set(fields_in([(word,)])) for word in ("farmoren", "onkelen", "pipebrannen"))

    assert mother == grandfather != set()
    assert not mother & fire


def test_two_fields_of_a_text_and_two_in_a_row_are_told() -> None:
    alone = set(fields_in([("mor",)])) | set(fields_in([("falt",)]))
    apart, together = set(fields_in([("mor",), ("falt",)])), set(fields_in([("mor", "falt")]))

    assert alone < apart < together
    assert set(fields_in([("falt", "mor")])) - together


def test_a_word_without_a_field_says_nothing() -> None:
    assert not list(fields_in([("xyz",)]))


def test_every_field_has_words_and_none_twice() -> None:
    read = tomllib.loads((resources.files("bot.reading.likeness") / "fields.toml").read_text(encoding="utf-8"))

    assert all(words and len(set(words)) == len(words) for words in read.values())
