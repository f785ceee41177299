"""Two questions are alike by what they are about, whatever their form and endings."""

import pytest

from bot.finding.alike import LISTED, OFFERED, likest
from bot.finding.meanings import meanings, with_answer
from bot.finding.stems import split, stem
from tests.finding import measure
from tests.finding.labels import FRESH, OPEN, asked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("barnehagene", "barnehagar"),
        ("søknaden", "søknader"),
        ("veien", "vegen"),
        ("strøm", "straumen"),
        ("feieren", "feiaren"),
        ("vannmåler", "vannmålaren"),
        ("aapent", "åpent"),
    ],
)
def test_one_word_has_one_stem_in_both_forms(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_a_compound_is_known_by_its_parts() -> None:
    assert list(split("brøytebilen", frozenset({"bil"}))) == ["brøyt", "bil"]
    assert list(split("pianoplassar", frozenset({"plas"}))) == ["piano", "plas"]
    assert list(split("fjelltur", frozenset({"bil"}))) == []


@pytest.mark.parametrize(
    ("bokmaal", "nynorsk"),
    [
        ("Når åpner svømmehallen?", "Når opnar symjehallen?"),
        ("Hvor søker jeg om sommerjobb?", "Kor søkjer eg om sommarjobb?"),
        ("Hvem brøyter veien vår?", "Kven har snørydding på vegen?"),
        ("Hva koster renovasjon?", "Kva er søppelgebyret?"),
    ],
)
def test_the_same_question_in_both_forms_is_alike(bokmaal: str, nynorsk: str) -> None:
    assert [one.id for one in likest(meanings(nynorsk), {1: meanings(bokmaal)}, LISTED)] == [1]


def test_what_many_are_about_tells_less() -> None:
    earlier = {
        number: meanings(f"Har biblioteket {thing}?") for number, thing in enumerate(("strikking", "kaffe", "avis"))
    }

    found = likest(meanings("Er det strikking på biblioteket?"), earlier, OFFERED)

    assert [one.id for one in found] == [0]


def test_an_everyday_word_alone_makes_nothing_alike() -> None:
    assert likest(meanings("Hva koster det?"), {1: meanings("Hva koster kino?")}, 0.0) == []


def test_of_two_as_like_the_later_one_stands_first() -> None:
    same = meanings("Når går Bamse på kino?")

    assert [one.id for one in likest(same, {1: same, 2: same}, OFFERED)] == [2, 1]


def test_the_answer_tells_something_too() -> None:
    answered = with_answer("Når er det åpent for innlevering?", "Miljøstasjonen tar imot fra klokka 8.")

    assert likest(meanings("Når åpner gjenbruksstasjonen?"), {1: answered}, LISTED)


def test_nothing_is_like_a_question_without_words() -> None:
    assert likest(meanings("??? 123"), {1: meanings("Når åpner kinoen?")}, 0.0) == []


def test_the_open_half_is_found_as_it_was_when_the_rules_were_written() -> None:
    """A net under the rules; what they are worth is told by the half set aside, in `make bench`."""
    questions = asked(OPEN)

    assert measure.among_first(questions, 3).rate >= 0.9
    assert measure.in_vain(questions).rate <= 0.15


def test_who_asks_for_a_price_is_led_to_the_price_and_not_to_the_day() -> None:
    earlier = {
        1: meanings("Hva koster det å gå i kulturskolen et semester?"),
        2: meanings("Når er søknadsfristen til kulturskolen?"),
    }

    assert [one.id for one in likest(meanings("Hvor mye koster kulturskolen?"), earlier, 0.0)] == [1, 2]


def test_questions_that_were_unseen_once_are_found_as_often_as_then_or_more() -> None:
    questions = asked(FRESH)

    assert measure.departments(questions).seen >= 40
    assert measure.among_first(questions, 3).seen >= 35
