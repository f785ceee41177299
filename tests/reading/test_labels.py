from collections import Counter
from pathlib import Path

import pytest

from tests.reading.add import add, add_practice, labelled
from tests.reading.labels import ASIDE, OPEN, PRACTICE, faults, from_plain, half_of, home_of, read, to_plain


@pytest.mark.parametrize("half", [OPEN, ASIDE, PRACTICE])
def test_every_label_holds(half: str) -> None:
    wrong = {comment.id: faults(comment) for comment in read(half)}  # ids only: a failing test must not show the half

    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize("half", [OPEN, ASIDE])
def test_every_comment_lies_in_the_half_that_its_hash_says(half: str) -> None:
    assert {comment.id for comment in read(half) if half_of(comment.id) != half} == set()


def test_no_comment_is_there_twice() -> None:
    counted = Counter(comment.text.casefold() for half in (OPEN, ASIDE, PRACTICE) for comment in read(half))

    assert sum(times - 1 for times in counted.values()) == 0


def test_a_draft_says_what_holds_for_its_lines() -> None:
    [comment] = labelled("danger", ["@ handling=emergency dept=brann danger=fire/life finds=no\n", "nn| Det brenn!\n"])

    assert (comment.text, comment.language, comment.kind, comment.department, comment.finds) == (
        "Det brenn!",
        "nn",
        "fire",
        "brann",
        None,
    )
    assert faults(comment) == []


def test_what_stands_in_braces_is_a_find_with_its_place() -> None:
    [comment] = labelled("data", ["[redirect_personal nav] Ring {p:400 00 001},\\neller {m:ola@post.example}\n"])

    assert comment.text == "Ring 400 00 001,\neller ola@post.example"
    assert [(one.kind, comment.text[one.start : one.end]) for one in comment.finds or ()] == [
        ("phone", "400 00 001"),
        ("email", "ola@post.example"),
    ]


def test_a_label_that_is_none_is_named() -> None:
    [comment] = labelled("danger", ["@ handling=emergency dept=brann\n", "Det brenner!\n"])

    assert faults(comment) == ["an emergency is a danger"]


def test_a_comment_reads_back_as_it_was_written() -> None:
    for comment in labelled("x", ["@ handling=answer/holding dept=kino\n", "tr| Ka skjer på {a:Storgata 5}?\n"]):
        assert from_plain(to_plain(comment), "x") == comment


def test_drafts_land_in_the_half_of_their_hash_and_only_once(tmp_path: Path) -> None:
    comments = list(labelled("x", [f"Når åpner hall {number}?\n" for number in range(20)]))

    assert sum(add("x", comments, tmp_path).values()) == 20
    assert sum(add("x", comments, tmp_path).values()) == 0
    assert len((tmp_path / OPEN / "x.jsonl").read_text(encoding="utf-8").splitlines()) == sum(
        half_of(comment.id) == OPEN for comment in comments
    )


def test_what_stands_in_a_half_is_no_practice(tmp_path: Path) -> None:
    measured = read(OPEN)[0]
    fresh = list(labelled("x", ["En setning som ingen har skrevet før\n"]))

    assert add_practice("x", [measured, *fresh], tmp_path) == 1


@pytest.mark.parametrize(
    ("theme", "place"),
    [
        ("danger", ""),
        ("later_danger", "later/"),
        ("fresh_danger", "fresh/"),
        ("second_danger", "second/"),
        ("third_danger", "third/"),
        ("fourth_danger", "fourth/"),
        ("ways_tired", "ways/"),
    ],
)
def test_each_batch_lies_in_a_folder_of_its_own(theme: str, place: str) -> None:
    assert home_of(Path("all"), OPEN, theme) == Path(f"all/open/{place}{theme}.jsonl")
