"""Which form a citizen wrote in, and in which we answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.language import detect, reply_language
from tests.bot.reading.corpus import Example, examples


@pytest.mark.parametrize("example", examples(), ids=lambda one: one.id)
def test_the_language_of_every_corpus_text_is_recognised(example: Example) -> None:
    assert detect(example.text, "nb") == example.language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kva tid opnar symjehallen?", "nn"),
        ("No er det glatt på vegen ved skulen, kan de strø?", "nn"),
        ("Veien er stengt, når åpner den?", "nb"),
        ("Æ lure på ka tid dokker åpne", "dialect"),
        ("Åssen får je tak i brøytebilen? Itte råd å komme fram", "dialect"),
        ("No idea where to go, can you help?", "en"),
        ("Gdzie jest urząd?", "pl"),
        ("Когда открыта библиотека?", "ru"),
        ("Коли відкрита бібліотека?", "uk"),
        ("👍👍", "und"),
        ("[bilde uten tekst]", "und"),
        ("", "und"),
    ],
)
def test_other_texts_are_recognised_too(text: str, language: str) -> None:
    assert detect(text, "nb") == language


@pytest.mark.parametrize("page", ["nb", "nn"])
def test_without_a_sign_the_form_of_the_page_is_taken(page: str) -> None:
    assert detect("Takk!", page) == page


@pytest.mark.parametrize(
    ("detected", "page", "reply"),
    [
        ("nn", "nb", "nn"),  # the citizen's own form
        ("en", "nb", "en"),
        ("dialect", "nn", "nn"),  # dialect gets the page's form
        ("und", "nb", "nb"),
        ("pl", "nb", "en"),  # no ready texts in Polish
        ("ar", "nn", "en"),
    ],
)
def test_we_answer_in_a_form_we_have(detected: str, page: str, reply: str) -> None:
    assert reply_language(detected, page) == reply


@given(st.text())
def test_any_text_has_a_language(text: str) -> None:
    assert detect(text, "nb")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Startar påmeldingane snart?", "nn"),
        ("Når leveres nøklene til utleieboligen?", "nb"),
        ("Er skoleplassen klar?", "nb"),
        ("Blir helsesjukepleiarane med?", "nn"),
        ("Which bin for milk carton?", "en"),
        ("d e ingen her, ska dokker komme?", "dialect"),
    ],
)
@pytest.mark.parametrize("page", ["nb", "nn"])
def test_endings_tell_the_form_where_no_word_does(text: str, language: str, page: str) -> None:
    assert detect(text, page) == language


@pytest.mark.parametrize("page", ["nb", "nn"])
def test_a_text_that_could_be_either_takes_the_form_of_the_page(page: str) -> None:
    assert detect("Er det kino i kveld?", page) == page
