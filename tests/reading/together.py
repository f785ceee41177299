"""Learn how rules and likeness weigh together (`bot/reading/likeness/together.json`): the second step of `make model`.

It is learned from what heads say of texts that they have not seen, by parting the texts in five; what is printed is told by
parting them in five once more. The half set aside is never opened. The same input gives the same file.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.reading import weighing
from bot.reading.danger.seeing import danger_in, like
from bot.reading.fitting import fitting
from bot.reading.fitting import read as as_rules_see
from bot.reading.likeness.heads import ASKED, SLOTS
from bot.reading.likeness.together import CHOICES, EMERGENCY, START, inputs
from tests.reading.labels import OPEN, Comment, batch_of, read
from tests.reading.measure import Share, Shares, town
from tests.reading.model import BOUNDS, KNOWN, MADE, PARTS, Numbers, Texts, everything, part_of
from tests.reading.model import _chances as chances
from tests.reading.model import _teaches as teaches_alone
from tests.reading.model import _unseen as unseen
from tests.reading.model import _wanted as wanted_of_heads

TOGETHER = Path(__file__).parents[2] / "bot" / "reading" / "likeness" / "together.json"
TEACHES = {KNOWN: 0.1, MADE: 0.33}  # how much less each counts here: the rules were fitted to them
OPEN_TEACHES = 2.0  # and how much more what is most like the texts that will be met
RARE_TEACHES = 0.25  # a handling that is half as frequent teaches more by each: twice, to this power
SELDOM = 4  # what is known of fewer texts is not learned
ROUNDS, PACE, PULL = 60, 0.3, 8.0
_TOGETHER = 100  # rows that are summed at once: as many as the processor keeps at hand


class QuickTexts(Texts):
    """The same, summed stretch by stretch where it lies together: in a fifth of the time."""

    def __init__(self, comments: Sequence[Comment], pieces: Callable[[str], Collection[int]]) -> None:
        super().__init__(comments, pieces)
        self.begins = np.searchsorted(self.rows, np.arange(self.count + 1))
        by_slot = np.argsort(self.slots, kind="stable")
        self.used, counts = np.unique(self.slots, return_counts=True)
        self.rows_of_used, self.begins_of_used = self.rows[by_slot], np.concatenate([[0], np.cumsum(counts)])
        self.size_of = self.sizes[self.begins[:-1]][:, None]

    def scores(self, weights: Numbers, starts: Numbers) -> Numbers:
        """How clearly the weights of each head (columns) say yes to each text (rows)."""
        return np.asarray(starts + _sums(weights, self.slots, self.begins) * self.size_of, dtype=np.float64)

    def slopes(self, wrong: Numbers) -> Numbers:
        """How much each slot has to do with what is wrong, head by head."""
        slopes = np.zeros((SLOTS, wrong.shape[1]))
        slopes[self.used] = _sums(wrong * self.size_of, self.rows_of_used, self.begins_of_used)
        return slopes


def _sums(table: Numbers, picked: NDArray[np.int_], begins: NDArray[np.int_]) -> Numbers:
    """For each stretch of what is picked from the rows of a table, their sum."""
    sums = np.empty((len(begins) - 1, table.shape[1]))
    for first in range(0, len(sums), _TOGETHER):
        some = begins[first : first + _TOGETHER + 1]
        sums[first : first + len(some) - 1] = np.add.reduceat(table[picked[some[0] : some[-1]]], some[:-1] - some[0])
    return sums


class Rows:
    """What is known of each text as a row of numbers, each as far from its mean as is usual."""

    def __init__(self, numbers: Numbers) -> None:
        self.mean, self.usual = numbers.mean(0), np.maximum(numbers.std(0), 1)
        self.numbers = (numbers - self.mean) / self.usual

    def as_they_are(self, weights: Numbers, starts: Numbers) -> tuple[Numbers, Numbers]:
        """The weights and starts for the numbers as they were given."""
        weights = weights / self.usual[:, None]
        return weights, starts - self.mean @ weights


def main() -> None:
    """Learn, write the file, and tell how texts are handled that nothing was learned from."""
    comments = everything()
    texts = QuickTexts(comments, lambda text: like(text).found)
    bounds = np.array([BOUNDS.get(name, 0.0) for name in ASKED])
    scores = unseen(texts, wanted_of_heads(comments), teaches_alone(comments), comments) - bounds
    TOGETHER.write_text(_written(learn(scores, comments)), encoding="utf-8")


def learn(scores: Numbers, comments: Sequence[Comment]) -> dict[str, list[float]]:
    """What each input adds to each choice, learned from these scores of heads that have not seen the text, and from the rules."""
    known = [dict(_known(one.text, row)) for one, row in zip(comments, scores.tolist(), strict=True)]
    often = Counter(name for one in known for name in one)
    names = sorted(name for name in often if often[name] >= SELDOM and name != START)
    rows = Rows(np.array([[one.get(name, 0.0) for name in names] for one in known]))
    wanted = np.array([[float(name == one.handling) for name in CHOICES] for one in comments])
    teaches = _teaches(comments, wanted)
    _tell(_unseen(rows, wanted, teaches, comments), comments)
    weights, starts = rows.as_they_are(*_train(rows.numbers, wanted, teaches))
    return {START: starts.tolist(), **dict(zip(names, weights.tolist(), strict=True))}


def _known(text: str, row: Sequence[float]) -> Iterator[tuple[str, float]]:
    """All that is weighed of a text of which the heads say this."""
    reading = as_rules_see(text, town(), shows=False, no_data=frozenset())
    first = next((rule.name for rule, _ in fitting(reading)), "")
    return inputs(dict(zip(ASKED, row, strict=True)), frozenset(weighing.signs(text, reading, danger_in(text), first)))


def _teaches(comments: Sequence[Comment], wanted: Numbers) -> Numbers:
    """How much each comment teaches."""
    opened = {one.id for one in read(OPEN)}
    more = [OPEN_TEACHES if one.id in opened else TEACHES.get(one.theme, 1.0) for one in comments]
    teaches = teaches_alone(comments) * np.array(more)
    share = (teaches @ wanted) / teaches.sum()
    return np.asarray(teaches * (wanted @ share**-RARE_TEACHES), dtype=np.float64)


def _unseen(rows: Rows, wanted: Numbers, teaches: Numbers, comments: Iterable[Comment]) -> Numbers:
    """The scores of each text by weights that have not seen its part."""
    parts = np.array([part_of(one) for one in comments])
    scores = np.zeros_like(wanted)
    for part in range(PARTS):
        weights, starts = _train(rows.numbers, wanted, teaches * (parts != part))
        scores[parts == part] = rows.numbers[parts == part] @ weights + starts
    return scores


def _train(numbers: Numbers, wanted: Numbers, teaches: Numbers) -> tuple[Numbers, Numbers]:
    """Logistic regression with one answer of several, as in `model.py`, over a few numbers."""
    share = (teaches / teaches.sum())[:, None]
    weights = np.zeros((numbers.shape[1], wanted.shape[1]))
    mean, spread, starts = np.zeros_like(weights), np.zeros_like(weights), np.log((wanted * share).sum(0))
    for step in range(1, ROUNDS + 1):
        wrong = share * (chances(numbers @ weights + starts) - wanted)
        slope = numbers.T @ wrong + PULL * weights / teaches.sum()
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        weights -= PACE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
        starts -= 3 * PACE * wrong.sum(0)
    return weights, starts


def _tell(scores: Numbers, comments: Sequence[Comment]) -> None:
    """How the open half is handled with these scores, by handling and by batch, and how much is raised falsely."""
    opened, shares, raised = {one.id for one in read(OPEN)}, Shares(), Share()
    for comment, row in zip(comments, chances(scores), strict=True):
        if comment.id in opened:
            said = EMERGENCY if row[0] >= weighing.RAISED_ALONE else CHOICES[1 + int(row[1:].argmax())]
            for name in (comment.handling, batch_of(comment.theme)):
                shares[name].count(seen=said == comment.handling)
            if not comment.is_danger:
                raised.count(seen=said == EMERGENCY)
    for name, share in (*shares.of.items(), ("falsely raised", raised)):
        sys.stdout.write(f"{name:20}{share.rate:7.3f}  {share.seen}/{share.total}\n")


def _written(table: dict[str, list[float]]) -> str:
    """The table as its file says it, a line for each input."""
    lines = (f"  {json.dumps(name)}: {[round(one, 2) for one in row]}" for name, row in table.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    main()
