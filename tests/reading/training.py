"""Logistic regression with one answer of several, by steps that fit each weight (Adam). The same input gives the same weights."""

from collections.abc import Callable, Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.reading.likeness.heads import SLOTS
from tests.reading.labels import Comment

ROUNDS, PACE = 60, 0.3
_RARE = 1.5
_LEAST = 1.0  # what is seldom is not told more weight than it has
_TOGETHER = 100  # rows that are summed at once: as many as the processor keeps at hand

Numbers = NDArray[np.float32]
Places = NDArray[np.int_]


class Texts:
    """All texts as rows of pieces, each row of length one; where rare pieces tell more, each is worth more the fewer texts have it."""

    def __init__(
        self, comments: Sequence[Comment], pieces: Callable[[str], Collection[int]], *, rare_tell_more: bool = False
    ) -> None:
        found = [np.fromiter(sorted(pieces(comment.text)) or [0], int) for comment in comments]
        many = np.array([len(one) for one in found])
        self.slots, self.begins = np.concatenate(found), _begins(many)
        self.sizes = (1 / np.sqrt(many)).astype(np.float32)[:, None]
        rows = np.repeat(np.arange(len(found)), many)
        by_slot = np.argsort(self.slots, kind="stable")
        self.used, counts = np.unique(self.slots, return_counts=True)
        self.rows_of_used, self.begins_of_used = rows[by_slot], _begins(counts)
        self.worth = np.ones((SLOTS, 1), np.float32)
        if rare_tell_more:
            self.worth[self.used, 0] = _worth(counts, len(found))

    def scores(self, weights: Numbers, starts: Numbers) -> Numbers:
        """How clearly the weights of each head (columns) say yes to each text (rows)."""
        return _numbers(starts + _sums(weights * self.worth, self.slots, self.begins) * self.sizes)

    def slopes(self, wrong: Numbers) -> Numbers:
        """How much each slot has to do with what is wrong, head by head."""
        slopes = np.zeros((SLOTS, wrong.shape[1]), np.float32)
        slopes[self.used] = _sums(wrong * self.sizes, self.rows_of_used, self.begins_of_used)
        return slopes * self.worth

    def as_they_are(self, weights: Numbers, starts: Numbers) -> tuple[Numbers, Numbers]:
        """The weights and starts for pieces that are all worth the same."""
        return weights * self.worth, starts


class Rows:
    """What is known of each text as a row of a few numbers, each as far from its mean as is usual."""

    def __init__(self, numbers: Numbers) -> None:
        self.mean, self.usual = numbers.mean(0), np.maximum(numbers.std(0), _LEAST)
        self.numbers = (numbers - self.mean) / self.usual

    def scores(self, weights: Numbers, starts: Numbers) -> Numbers:
        """How clearly the weights say yes to each text."""
        return _numbers(starts + self.numbers @ weights)

    def slopes(self, wrong: Numbers) -> Numbers:
        """How much each number has to do with what is wrong."""
        return _numbers(self.numbers.T @ wrong)

    def as_they_are(self, weights: Numbers, starts: Numbers) -> tuple[Numbers, Numbers]:
        """The weights and starts for the numbers as they were given."""
        weights = weights / self.usual[:, None]
        return weights, starts - self.mean @ weights


def train(texts: Texts | Rows, wanted: Numbers, teaches: Numbers, *, pull: float) -> tuple[Numbers, Numbers]:
    """A column of weights for each answer, and what every text begins with. `pull` holds the weights small."""
    share = (teaches / teaches.sum())[:, None].astype(np.float32)
    starts = np.log((wanted * share).sum(0))
    weights = np.zeros_like(texts.slopes(wanted * share))
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, ROUNDS + 1):
        wrong = share * (chances(texts.scores(weights, starts)) - wanted)
        slope = texts.slopes(wrong) + np.float32(pull / teaches.sum()) * weights
        mean, spread = _numbers(0.9 * mean + 0.1 * slope), _numbers(0.99 * spread + 0.01 * slope**2)
        weights -= PACE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
        starts -= 3 * PACE * wrong.sum(0)
    return weights, starts


def unseen(texts: Texts | Rows, wanted: Numbers, teaches: Numbers, parts: Places, *, pull: float) -> Numbers:
    """The scores of each text by weights that have not seen its part."""
    scores = np.zeros_like(wanted)
    for part in np.unique(parts):
        told = texts.scores(*train(texts, wanted, teaches * (parts != part), pull=pull))
        scores[parts == part] = told[parts == part]
    return scores


def chances(scores: Numbers) -> Numbers:
    """How likely each answer is by its score, all together 1."""
    odds = np.exp(scores - scores.max(1, keepdims=True))
    return _numbers(odds / odds.sum(1, keepdims=True))


def _numbers(found: object) -> Numbers:
    return np.asarray(found, dtype=np.float32)


def _worth(counts: Places, many: int) -> Numbers:
    """What a piece is worth that so many of all texts have; of all that stand in the texts 1.5 in the square mean."""
    squares = np.log((many + 1) / (counts + 1)) + 1
    return _numbers(_RARE * np.sqrt(squares * counts.sum() / (squares @ counts)))


def _begins(counts: Places) -> Places:
    return np.concatenate([[0], np.cumsum(counts)])


def _sums(table: Numbers, picked: Places, begins: Places) -> Numbers:
    """For each stretch of what is picked from the rows of a table, their sum."""
    sums = np.empty((len(begins) - 1, table.shape[1]), np.float32)
    for first in range(0, len(sums), _TOGETHER):
        some = begins[first : first + _TOGETHER + 1]
        sums[first : first + len(some) - 1] = np.add.reduceat(table[picked[some[0] : some[-1]]], some[:-1] - some[0])
    return sums
