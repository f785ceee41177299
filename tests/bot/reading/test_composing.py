"""What is said about a text before it goes out, and what keeps it from going out."""

import pytest

from bot.ports.happenings import Kind
from bot.reading.composing import Weight, check, may_go_out, tick
from bot.reading.privacy import scan
from bot.texts.wording import Wording, keys, placeholders

GOOD = "Hei, Kari! Biblioteket åpner lørdag kl. 10.00.\nHilsen Anne, Kommunetorget"


def said(text: str, kind: Kind = Kind.COMMENT) -> list[tuple[str, Weight]]:
    return [(problem.key, problem.weight) for problem in check(text, kind)]


def test_a_short_plain_answer_has_no_problems() -> None:
    assert check(GOOD, Kind.COMMENT) == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("  \n", ("empty", Weight.BLOCKS)),
        ("Hei, {navn}!", ("unfilled", Weight.BLOCKS)),
        ("Vi ser at nummeret 158690 99918 er ditt", ("never_public", Weight.BLOCKS)),
        ("Vi betaler til 1234 56 78903", ("never_public", Weight.BLOCKS)),
        ("Ring meg på 912 34 567", ("tick_needed", Weight.TICK)),
        ("Skriv til kari@solvik.example", ("look_once", Weight.TICK)),
        ("Vi kommer iht. planen", ("stiff_words", Weight.ADVICE)),
        ("Se § 11 i loven", ("stiff_words", Weight.ADVICE)),
        ("Vi svarer deg i morgen", ("relative_day", Weight.ADVICE)),
        ("Ja. " * 151, ("rather_long", Weight.ADVICE)),
        ("ord " * 31, ("long_sentence", Weight.ADVICE)),
    ],
)
def test_a_problem_is_named_with_its_weight(text: str, problem: tuple[str, Weight]) -> None:
    assert problem in said(text)


@pytest.mark.parametrize(("kind", "limit"), [(Kind.COMMENT, 8000), (Kind.VISITOR_POST, 8000), (Kind.MESSAGE, 1999)])
def test_the_limit_depends_on_where_the_text_goes(kind: Kind, limit: int) -> None:
    assert ("too_long", Weight.BLOCKS) not in said("a" * limit, kind)
    assert ("too_long", Weight.BLOCKS) in said("a" * (limit + 1), kind)


def test_a_tick_lets_a_high_find_pass() -> None:
    text = "Ring meg på 912 34 567"
    (find,) = scan(text)

    assert check(text, Kind.COMMENT, ticked={tick(text, find)}) == ()


def test_a_tick_does_not_hold_for_another_number() -> None:
    before, after = "Ring meg på 912 34 567", "Ring meg på 912 34 568"

    problems = check(after, Kind.COMMENT, ticked={tick(before, scan(before)[0])})

    assert [problem.key for problem in problems] == ["tick_needed"]


def test_no_tick_lets_a_birth_number_pass() -> None:
    text = "Nummeret er 158690 99918"

    problems = check(text, Kind.COMMENT, ticked={tick(text, find) for find in scan(text)})

    assert not may_go_out(problems)


def test_our_own_phone_is_no_problem() -> None:
    assert check("Ring oss på 61 01 20 00", Kind.COMMENT, allow={"61012000"}) == ()


def test_advice_does_not_stop_a_text() -> None:
    assert may_go_out(check("Vi kommer iht. planen", Kind.COMMENT))


def test_the_gravest_problem_comes_first() -> None:
    assert [weight for _, weight in said("Iht. {frist} ring 912 34 567")] == [Weight.BLOCKS, Weight.TICK, Weight.ADVICE]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_problem_can_be_said(language: str) -> None:
    texts = ["", "x" * 9000, "{navn} 158690 99918 912 34 567 kari@solvik.example iht. i morgen " + "ord " * 40]

    problems = [problem for text in texts for problem in check(text, Kind.COMMENT)]

    assert all(Wording().say(f"check.{one.key}", language, **dict(one.values)) for one in problems)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("key", sorted(keys("nb", "citizen")))
def test_no_ready_text_is_stopped_once_it_is_filled(key: str, language: str) -> None:
    template = Wording().template(key, language)
    values = dict.fromkeys([*placeholders(template), "navn", "signatur"], "Anne")

    assert may_go_out(check(Wording().ready(key, language, values), Kind.MESSAGE))
