"""The second pair of eyes: it raises what no rule knew, says by which words, and never speaks where a rule has spoken."""

from math import sqrt

import pytest

from bot.reading.danger.seeing import danger_in, like
from bot.reading.likeness.heads import (
    DANGERS,
    HANDLINGS,
    NAMES,
    OFFSET,
    SCALE,
    SLOTS,
    Head,
    added,
    heads,
    pack,
    unpack,
    weighed,
)
from bot.reading.likeness.likeness import calm, pieces
from bot.reading.suggest import suggest
from tests.bot.solvik import solvik
from tests.reading.labels import OPEN, read


def test_the_weight_file_is_whole_and_small() -> None:
    assert set(heads()) == set(NAMES)
    assert len(pack(heads())) < 750_000


def test_what_is_packed_is_unpacked_the_same() -> None:
    head = Head(bytes([128] * SLOTS), start=-0.5, enough=1.25)

    assert unpack(pack(dict.fromkeys(NAMES, head))) == dict.fromkeys(NAMES, head)


def test_a_broken_weight_file_is_refused() -> None:
    with pytest.raises(ValueError, match=r"weights\.bin"):
        unpack(b"short")


@pytest.mark.parametrize("text", ["", *(comment.text for comment in read(OPEN)[::60])])
def test_heads_that_are_weighed_together_say_what_each_says_slot_by_slot(text: str) -> None:
    found = like(text).found
    alone = {
        name: head.start + sum((head.weights[slot] - OFFSET) / SCALE for slot in found) / sqrt(max(1, len(found)))
        for name, head in heads().items()
    }

    assert weighed(NAMES, found) == pytest.approx(alone)


@pytest.mark.parametrize("slots", [(), (7,), (7, 9)])
def test_a_head_weighs_no_slot_one_or_two_alike(slots: tuple[int, ...]) -> None:
    weights = heads()["despair"].weights

    assert added("despair", slots) == sum((weights[slot] - OFFSET) / SCALE for slot in slots)


def test_capitals_blanks_and_digits_make_no_difference() -> None:
    assert pieces(calm("Hjelp  oss KL 12"), ()) == pieces(calm("hjelp oss kl 99"), ())


def test_what_is_meant_weighs_beside_the_letters() -> None:
    assert pieces(("x",), [frozenset({"kin", "fall"})]) > pieces(("x",), [frozenset({"kin"})]) > pieces(("x",), [])


@pytest.mark.parametrize(
    "text", ["", "❤️❤️", "Helt enig", "Når åpner biblioteket på lørdag?", "Takk for en fin kveld!", "Og til slutt denne?"]
)
def test_everyday_words_are_not_like_danger(text: str) -> None:
    assert danger_in(text) is None
    assert suggest(text, None, solvik()).expected != "emergency"


def test_what_is_like_danger_is_told_with_its_words() -> None:
    seen = like("hjelp det ryker og gnistrer fra veggen, hva gjør vi, ungene er inne")
    name = seen.clearest(DANGERS)

    assert name == "unclear"
    assert set(seen.words(name).split()) <= set(seen.said)
    assert len(seen.words(name).split()) == 3


def test_a_plain_question_is_like_what_is_answered() -> None:
    assert like("Når åpner biblioteket på lørdag?").clearest(HANDLINGS) == "answer"


def test_where_a_rule_spoke_the_rule_is_the_reason() -> None:
    danger = danger_in("Huset brenner, send noen")

    assert danger is not None
    assert danger.kind.reason == "emergency_fire"
