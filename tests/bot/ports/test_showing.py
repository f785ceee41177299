"""Other people's text made fit to be shown."""

import pytest

from bot.ports.showing import clean, cut, first_words, quiet_lines, safe_url


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\u202eb\u202c", "ab"),
        ("a\u200b\u2060\ufeffb", "ab"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("\ud83d alene", "alene"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),  # a family is one emoji
        ("pay\u200dpal", "paypal"),  # a joiner between letters only hides
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian needs it
        ("\x00a\x1b[31mb", "a[31mb"),
        ("e" + "\u0301" * 40, "e" + "\u0301" * 3),
        ("  a  ", "a"),
    ],
)
def test_what_the_eye_cannot_see_is_gone(text: str, seen: str) -> None:
    assert clean(text) == seen


def test_empty_lines_cannot_push_a_card_off_the_screen() -> None:
    assert quiet_lines("a" + "\n \n" * 500 + "b") == "a\n\n\nb"


def test_line_breaks_that_structure_a_text_stay() -> None:
    assert quiet_lines("a\n\nb\nc") == "a\n\nb\nc"


def test_a_text_that_fits_is_left_alone() -> None:
    assert cut("åtte ord", 8) == "åtte ord"


def test_a_text_is_cut_between_words() -> None:
    assert cut("Når åpner svømmehallen igjen", 20) == "Når åpner …"


@pytest.mark.parametrize("room", range(2, 30))
def test_a_text_that_is_cut_never_takes_more_than_its_room(room: int) -> None:
    assert len(cut("Når åpner svømmehallen igjen etter jul", room)) <= room


def test_a_word_without_an_end_is_cut_where_the_room_ends() -> None:
    assert cut("https://solvik.example/" + "a" * 100, 20) == "https://solvik.exam…"


def test_first_words_stand_on_one_line() -> None:
    assert first_words("Hei!\n\nHvor er søknadsskjemaet for barnehage?", 24) == "Hei! Hvor er …"


def test_an_emoji_family_is_not_torn_apart() -> None:
    assert cut("ab👨\u200d👩\u200d👧", 5) == "ab…"


def test_a_skin_tone_is_not_torn_from_its_hand() -> None:
    assert cut("ab👋🏽cd", 4) == "ab…"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://a.example/|x",
        "https://a.example/> <!here",
        "https://",
        "http://[",
        "//a.example",
        "https://a.example/" + "a" * 2000,
        "https://exa\u202emple.no",
    ],
)
def test_an_address_that_could_break_out_is_no_address(url: str) -> None:
    assert safe_url(url) == ""


def test_a_plain_address_stays_as_it_is() -> None:
    assert safe_url("https://facebook.com/1?a=1&b=%C3%A5") == "https://facebook.com/1?a=1&b=%C3%A5"
