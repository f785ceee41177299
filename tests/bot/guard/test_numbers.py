"""No spelling of a person's number or an account passes the guard, whatever stands between its digits."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.guard.digits import is_account, is_birth_number
from bot.guard.numbers import Number, number_in
from bot.guard.plain import plain

SIGNS = [
    "\n", "\r\n", "/", ",", "_", ".", ":", ";", "|", "=", "*", "…", "–", "—", "\t", " ", "  ", " \n ", " - ", " / ", " (", "'", "•",
    " og så ", "\u00a0", "\u00ad", "\u2003", "\u2009", "\u200b", "\u200d", "\u2011", "\u202f", "\u2060", "\u2212",
    "\ufeff", "\ufe0f\u20e3", "\u2028",
]  # fmt: skip
WORDS = [" personnummer ", " og resten er ", " … personnummeret ditt er ", " (pnr: ", ", nummer ", " heter det, og så "]
SCRIPTS = ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "0123456789", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "⁰¹²³⁴⁵⁶⁷⁸⁹", "⓪①②③④⑤⑥⑦⑧⑨"]
USUAL_CUTS = [(6,), (6, 9), (2, 4, 6), (2, 4, 6, 9), tuple(range(1, 11))]


@st.composite
def birth_numbers(draw: st.DrawFn) -> str:
    """Birth, D-, H- and test numbers that check by the rule of today or that of 2032."""
    day = draw(st.integers(1, 28)) + draw(st.sampled_from([0, 40]))
    month = draw(st.integers(1, 12)) + draw(st.sampled_from([0, 40, 65, 80]))
    begun = f"{day:02}{month:02}{draw(st.integers(0, 99)):02}{draw(st.integers(0, 999)):03}"
    valid = [number for number in (f"{begun}{last:02}" for last in range(100)) if is_birth_number(number)]
    return draw(st.sampled_from(valid)) if valid else "01025407446"


@st.composite
def accounts(draw: st.DrawFn) -> str:
    begun = f"{draw(st.integers(1, 9_999_999_999)):010}"
    return next((begun + str(last) for last in range(10) if is_account(begun + str(last))), "12345678903")


def cut(number: str, places: tuple[int, ...]) -> list[str]:
    return [number[start:end] for start, end in zip((0, *places), (*places, len(number)), strict=True)]


@given(birth_numbers(), st.sampled_from(SIGNS), st.sampled_from(USUAL_CUTS))
@settings(max_examples=400, deadline=None)
def test_a_birth_number_is_seen_with_any_sign_between(number: str, sign: str, places: tuple[int, ...]) -> None:
    assert number_in(f"Saken til {sign.join(cut(number, places))} er ferdig.")


@given(birth_numbers(), st.data())
@settings(max_examples=300, deadline=None)
def test_a_birth_number_is_seen_with_different_signs_between(number: str, data: st.DataObject) -> None:
    pieces = cut(number, data.draw(st.sampled_from(USUAL_CUTS[:-1])))
    spelt = "".join(data.draw(st.sampled_from(SIGNS)) + piece for piece in pieces)

    assert number_in(f"Saken til{spelt} er ferdig.")


@given(
    birth_numbers(), st.lists(st.sampled_from([sign for sign in SIGNS if plain(sign).text]), min_size=11, max_size=11)
)
@settings(max_examples=300, deadline=None)
def test_single_digits_are_seen_with_different_signs_between(number: str, signs: list[str]) -> None:
    spelt = "".join(sign + digit for sign, digit in zip(signs, number, strict=True))

    assert number_in(f"Saken til{spelt} er ferdig.")


@given(birth_numbers(), st.sampled_from(WORDS), st.sampled_from(["", ".", "/", " ", "-"]))
@settings(max_examples=300, deadline=None)
def test_a_birth_number_is_seen_with_words_between(number: str, words: str, sign: str) -> None:
    assert number_in(f"Født {sign.join(cut(number[:6], (2, 4)))}{words}{number[6:]}.")


@given(birth_numbers(), st.sampled_from(["19", "20"]), st.sampled_from([*SIGNS, *WORDS]), st.booleans())
@settings(max_examples=300, deadline=None)
def test_a_birth_number_is_seen_with_the_year_written_whole(
    number: str, century: str, between: str, year_first: bool
) -> None:
    day, month, year = cut(number[:6], (2, 4))
    date = f"{century}{year}-{month}-{day}" if year_first else f"{day}.{month}.{century}{year}"

    assert number_in(f"Den som er født {date}{between}{number[6:]}.")


@given(birth_numbers(), st.sampled_from(SCRIPTS))
@settings(max_examples=200, deadline=None)
def test_a_birth_number_is_seen_in_any_script(number: str, script: str) -> None:
    assert number_in(f"Nr. {number[:6].translate(str.maketrans('0123456789', script))} {number[6:]}")


@given(accounts(), st.sampled_from(SIGNS))
@settings(max_examples=300, deadline=None)
def test_an_account_is_seen_with_any_sign_between(number: str, sign: str) -> None:
    assert number_in(f"Send pengene til {sign.join(cut(number, (4, 6)))} i dag.")


@given(accounts(), st.sampled_from([*SIGNS, ", så "]))
@settings(max_examples=200, deadline=None)
def test_an_international_account_is_seen(number: str, sign: str) -> None:
    check = 98 - int(f"{number}232400") % 97
    whole = f"NO{check:02}{number}"

    assert number_in(f"IBAN: {whole}")  # where some of its digits make a birth number, as that
    assert number_in(f"IBAN: {sign.join(cut(whole, (4, 8, 12)))}") is not None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Saken til 138190\n10050 er ferdig", Number.BIRTH),
        ("01.02.1954 07446", Number.BIRTH),
        ("Du er født 01.02.1954, bor i Storgata 5, og har personnummer 07446", Number.BIRTH),
        ("Personnummer 07446, født 1. februar 1954", Number.BIRTH),
        ("Born 1st of February 1954, last five 074 46", Number.BIRTH),
        ("0102195407446", Number.BIRTH),
        ("41 02 54 07006", Number.D_NUMBER),
        ("Konto 1234, så 56, så 78903", Number.ACCOUNT),
        ("no93 8601 1117 947", Number.ACCOUNT),
        ("GB82WEST12345698765432", Number.ACCOUNT),
        ("en tre åtte en nİ null en null null fem null", Number.BIRTH),
    ],
)
def test_what_it_is_is_told(text: str, kind: Number) -> None:
    assert number_in(text) is kind
