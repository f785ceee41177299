"""The second pair of eyes: it raises what no rule knew, says by which words, and never speaks where a rule has spoken."""

import pytest

from bot.reading.danger.likeness import NAMES, SLOTS, Head, calm, heads, likeness, pack, pieces, unpack
from bot.reading.danger.seeing import danger_in


def test_the_weight_file_is_whole_and_small() -> None:
    assert set(heads()) == set(NAMES)
    assert len(pack(heads())) < 300_000


def test_what_is_packed_is_unpacked_the_same() -> None:
    head = Head(bytes([128] * SLOTS), start=-0.5, enough=1.25)

    assert unpack(pack(dict.fromkeys(NAMES, head))) == dict.fromkeys(NAMES, head)


def test_a_broken_weight_file_is_refused() -> None:
    with pytest.raises(ValueError, match=r"likeness\.bin"):
        unpack(b"short")


def test_capitals_blanks_and_digits_make_no_difference() -> None:
    assert pieces(calm("Hjelp  oss KL 12")) == pieces(calm("hjelp oss kl 99"))


@pytest.mark.parametrize(
    "text", ["", "❤️❤️", "Helt enig", "Når åpner biblioteket på lørdag?", "Takk for en fin kveld!", "Og til slutt denne?"]
)
def test_everyday_words_are_not_like_danger(text: str) -> None:
    assert danger_in(text) is None


def test_what_is_like_danger_is_told_with_its_words() -> None:
    like = likeness("hjelp det ryker og gnistrer fra veggen, hva gjør vi, ungene er inne")

    assert like is not None
    assert like[1]


def test_where_a_rule_spoke_the_rule_is_the_reason() -> None:
    danger = danger_in("Huset brenner, send noen")

    assert danger is not None
    assert danger.kind.reason == "emergency_fire"
