"""Whatever text comes from outside can be kept by both stores."""

from hypothesis import given
from hypothesis import strategies as st

from bot.ports.cleaning import REPLACEMENT, clean

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=[])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=[])), inner),
)


@given(ANYTHING)
def test_what_is_left_can_be_encoded_and_holds_no_nul(value: object) -> None:
    assert "\x00" not in repr(clean(value)).encode().decode()
    repr(clean(value)).encode("utf-8")


def test_half_characters_and_nul_become_the_replacement_sign_and_the_rest_stays() -> None:
    assert clean({"message": "Hei \ud83d og \x00", "from": {"id": "1"}}) == {
        "message": f"Hei {REPLACEMENT} og {REPLACEMENT}",
        "from": {"id": "1"},
    }


def test_a_whole_character_of_two_halves_stays_one() -> None:
    assert clean("\ud83d\ude0a") == "😊"
