"""What was learned belongs to what it was learned from, and the same input gives the same."""

import numpy as np
import pytest

from tests.reading.labels import Comment
from tests.reading.model import LEARNED, marks
from tests.reading.training import Rows, Texts, train

SAID = [Comment(str(at), "x", text, "answer") for at, text in enumerate(["b", "bc", "cd", "", "bbd"])]
WANTED = np.array([[1, 0], [1, 0], [0, 1], [0, 1], [1, 0]], np.float32)
TEACHES = np.ones(5, np.float32)


def texts(*, rare_tell_more: bool = False) -> Texts:
    return Texts(SAID, lambda text: {ord(one) for one in text}, rare_tell_more=rare_tell_more)


def test_the_weight_files_were_learned_from_what_stands_here() -> None:
    """Red after a change of labelled texts, word files or the training: then `make model`."""
    assert dict(line.split("  ", 1)[::-1] for line in LEARNED.read_text(encoding="utf-8").splitlines()) == marks()


def test_the_same_texts_give_the_same_weights() -> None:
    one, other = (train(texts(), WANTED, TEACHES, pull=0.1) for _ in range(2))

    assert np.array_equal(one[0], other[0])
    assert np.array_equal(one[1], other[1])


def test_a_text_is_told_by_its_pieces() -> None:
    scores = texts().scores(*train(texts(), WANTED, TEACHES, pull=0.1))

    assert (scores.argmax(1) == WANTED.argmax(1)).tolist() == [True] * 5


def test_what_rare_pieces_are_worth_is_folded_into_the_weights() -> None:
    rare = texts(rare_tell_more=True)
    weights, starts = train(rare, WANTED, TEACHES, pull=0.1)

    assert rare.worth[ord("c"), 0] > rare.worth[ord("b"), 0]
    assert texts().scores(*rare.as_they_are(weights, starts)) == pytest.approx(rare.scores(weights, starts), abs=1e-5)


def test_rows_are_told_alike_as_they_were_given() -> None:
    numbers = np.array([[1, 9], [2, 7], [5, 1], [6, 0], [1, 8]], np.float32)
    rows = Rows(numbers)
    weights, starts = train(rows, WANTED, TEACHES, pull=0.1)
    plain, begins = rows.as_they_are(weights, starts)

    assert numbers @ plain + begins == pytest.approx(rows.scores(weights, starts), abs=1e-4)
