from collections import Counter

import pytest

from tests.reading import measure
from tests.reading.add import labelled
from tests.reading.labels import ASIDE, BATCHES, DANGERS, DIALECTS, EARLIER, OPEN, Comment, Span, batch_of, read
from tests.reading.measure import Share
from tests.reading.ordinary import ordinary


def comments(*lines: str) -> list[Comment]:
    return list(labelled("x", lines))


@pytest.fixture
def everything() -> list[Comment]:
    return read(OPEN) + read(ASIDE)


def test_there_are_enough_comments_and_each_half_has_its_share(everything: list[Comment]) -> None:
    assert len(everything) >= 1500
    assert 0.4 <= len(read(ASIDE)) / len(everything) <= 0.6


def test_every_comment_is_of_one_batch() -> None:
    parts = [measure.written(OPEN, when) for when in (EARLIER, *BATCHES)]

    assert sum(map(len, parts)) == len(read(OPEN))
    assert {batch_of(one.theme) for one in parts[1]} == {"later"}


def test_every_danger_every_dialect_and_both_forms_are_in_both_halves() -> None:
    for half in (OPEN, ASIDE):
        there = read(half)
        assert {comment.kind for comment in there} >= set(DANGERS)
        assert {comment.dialect for comment in there} >= DIALECTS
        assert min(Counter(comment.language for comment in there).values()) >= 50


def test_ordinary_comments_are_many_different_and_the_same_every_time() -> None:
    made = ordinary()

    assert len(set(made)) == len(made) >= 3000
    assert made == ordinary()
    assert made != ordinary(seed=2)


@pytest.mark.parametrize(
    ("found", "is_found"),
    [
        ([Span("fodselsnummer", 4, 16)], True),
        ([Span("bank_account", 4, 16)], True),
        ([Span("fodselsnummer", 4, 10)], False),
        ([Span("fodselsnummer", 4, 10), Span("fodselsnummer", 11, 16)], True),
        ([Span("phone", 4, 16)], False),
        ([], False),
    ],
)
def test_a_number_counts_as_found_only_when_every_digit_is_covered(found: list[Span], *, is_found: bool) -> None:
    text = "fnr 118380 33379 takk"

    assert measure.is_found(Span("fodselsnummer", 4, 16), found, text) is is_found


def test_a_danger_that_is_raised_is_seen_and_a_calm_text_that_is_raised_is_a_false_alarm() -> None:
    there = comments(
        "@ handling=emergency dept=brann danger=fire/life finds=no\n", "Det brenner på kjøkkenet\n", "Fin dag i dag\n"
    )

    assert measure.dangers(there)["fire"] == Share(1, 2)
    assert measure.false_dangers(["Det brenner på kjøkkenet", "Fin dag i dag"]).per_thousand == 500


def test_dialect_is_answered_in_the_form_of_the_page() -> None:
    there = comments(
        "nn| Kva kostar det å leige hallen, og korleis får eg nøkkelen?\n", "en| When do you open the library?\n"
    )

    assert measure.languages(there, "nb") == Share(2, 2)


def test_what_is_printed_of_the_half_set_aside_has_no_words_of_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "ordinary", lambda: ordinary()[:100])
    measure.main(ASIDE, "later")
    printed = capsys.readouterr().out

    assert "danger" in printed
    assert not any(
        comment.id in printed or comment.text in printed for comment in read(ASIDE) if len(comment.text) > 12
    )
