"""The text files carry the same keys and placeholders, and ready texts are filled, signed and never half done."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.wording import LANGUAGES, NoSuchText, Wording, first_name, keys, override_faults, placeholders, unfilled

SECTIONS = ("citizen", "signs", "reasons", "ui", "patterns")
VALUES = {
    "navn": "Kari",
    "frist": "onsdag kl. 15.30",
    "gammel_frist": "mandag kl. 15.30",
    "avdeling": "Teknisk drift",
    "telefon": "61 01 20 00",
    "lenke": "https://solvik.example/teknisk",
    "apningstid": "mandag–fredag kl. 08.00–15.30",
    "grunn": "vi må undersøke det på stedet",
    "organ": "Statens vegvesen",
    "vakttelefon": "61 09 99 99",
    "neste_apning": "mandag kl. 08.00",
    "rett": "Vi åpner mandag",
    "sporsmal": "Hvilken stolpe er det?",
    "signatur": "Anne, Kommunetorget",
}
NOT_SENTENCES = {"slack.manifest_command_hint"}  # a usage hint
CITIZEN_KEYS = sorted(keys("nb", "citizen"))


@pytest.mark.parametrize("language", ["nn", "en"])
@pytest.mark.parametrize("section", SECTIONS)
def test_all_languages_have_the_same_keys(section: str, language: str) -> None:
    assert set(keys(language, section)) == set(keys("nb", section))


@pytest.mark.parametrize("language", ["nn", "en"])
@pytest.mark.parametrize("section", SECTIONS)
def test_all_languages_have_the_same_placeholders(section: str, language: str) -> None:
    nb, other = keys("nb", section), keys(language, section)

    assert {key: set(placeholders(other[key])) for key in nb} == {key: set(placeholders(nb[key])) for key in nb}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_have_no_sections_that_nobody_reads(language: str) -> None:
    path = Path(__file__).parents[3] / "bot" / "texts" / f"{language}.toml"

    assert set(tomllib.loads(path.read_text(encoding="utf-8"))) == set(SECTIONS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", ["citizen", "reasons", "ui"])
def test_no_text_has_leftover_markup(section: str, language: str) -> None:
    marked = {key for key, text in keys(language, section).items() if re.search(r"[*`<>\[\]|\\]|__|&\w+;|  ", text)}

    assert not {
        key for key in marked - NOT_SENTENCES if not key.startswith(("cli.", "list.words."))
    }  # a terminal's columns need their blanks


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", ["citizen", "reasons", "ui"])
def test_no_text_is_empty_or_has_a_lonely_brace(section: str, language: str) -> None:
    bare = {key: re.sub(r"\{\w+\}", "", text) for key, text in keys(language, section).items()}

    assert not [
        key for key, text in bare.items() if "{" in text or "}" in text or not keys(language, section)[key].strip()
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", CITIZEN_KEYS)
def test_every_ready_text_can_be_filled(key: str, language: str) -> None:
    assert unfilled(Wording().ready(key, language, VALUES)) == []


def test_a_ready_text_is_signed_on_a_line_of_its_own() -> None:
    text = Wording().ready("closing", "nb", VALUES)

    assert text == "Bare hyggelig, Kari! Spør gjerne igjen.\nHilsen Anne, Kommunetorget"


@pytest.mark.parametrize("key", ["emergency", "self_harm", "auto_note"])
def test_emergencies_are_not_signed(key: str) -> None:
    assert "Hilsen" not in Wording().ready(key, "nb", VALUES)


@pytest.mark.parametrize(
    ("key", "language", "beginning"),
    [
        ("holding", "nb", "Hei! Takk"),
        ("extension", "nn", "Hei igjen! Vi lova"),
        ("holding", "en", "Hi! Thank you"),
        ("thanks", "nb", "Tusen takk! Det"),
    ],
)
def test_an_unknown_name_is_left_out_with_its_comma(key: str, language: str, beginning: str) -> None:
    assert Wording().ready(key, language, {**VALUES, "navn": ""}).startswith(beginning)


def test_a_missing_value_leaves_its_placeholder_to_be_found() -> None:
    text = Wording().ready("late", "nb", {"navn": "Kari", "signatur": "Anne", "avdeling": "Teknisk", "telefon": " "})

    assert unfilled(text) == ["gammel_frist", "telefon"]


def test_a_hidden_note_stands_before_the_signature() -> None:
    text = Wording().ready("redirect_personal", "nb", VALUES, also=("hidden_note",))

    assert text.splitlines()[0].endswith("så er den helt borte.")
    assert text.splitlines()[1:] == ["Hilsen Anne, Kommunetorget"]


@given(st.text())
def test_a_value_is_never_read_as_a_text_of_ours(name: str) -> None:
    text = Wording().ready("closing", "nb", {"navn": f"x{name}{{signatur}}", "signatur": "Anne"})

    assert f"x{name}{{signatur}}" in text


def test_the_municipality_may_replace_a_single_text() -> None:
    own = Wording({"nb": {"closing": "Takk, {navn}!"}})

    assert own.ready("closing", "nb", VALUES).startswith("Takk, Kari!")
    assert own.template("closing", "nn") == Wording().template("closing", "nn")


def test_a_page_may_replace_a_text_of_the_municipality() -> None:
    own = Wording({"nb": {"closing": "A", "thanks": "B"}}).with_overrides({"nb": {"closing": "C"}})

    assert (own.template("closing", "nb"), own.template("thanks", "nb")) == ("C", "B")


def test_a_replaced_text_with_an_unknown_key_or_placeholder_is_a_fault() -> None:
    faults = list(override_faults("nb", {"clozing": "Hei", "closing": "Hei {nanv}"}))

    assert [(key, problem) for key, problem, _ in faults] == [
        ("clozing", "unknown_text"),
        ("closing", "unknown_placeholder"),
    ]


def test_a_sentence_without_its_value_is_a_bug() -> None:
    with pytest.raises(NoSuchText, match="name"):
        Wording().say("settings.missing", "nb")


def test_a_sentence_that_does_not_exist_is_a_bug() -> None:
    with pytest.raises(NoSuchText):
        Wording().say("state.tekken", "nb")


@pytest.mark.parametrize(
    ("name", "first"),
    [("Kari Nordmann", "Kari"), ("Anne-Lise Berg", "Anne-Lise"), ("", ""), ("  ", ""), ("X Y", ""), ("123 abc", "")],
)
def test_a_citizen_is_greeted_by_the_first_name(name: str, first: str) -> None:
    assert first_name(name) == first
