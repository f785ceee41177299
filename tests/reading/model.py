"""Train the second pair of eyes (`bot/reading/likeness/`) on the open half, the practice and made everyday texts: `make model`.

The half set aside is never opened here. From where on a head says yes is told by parting the texts in five: each part is
read by a model that has not seen it.
"""

import sys
import zlib
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.reading.danger.seeing import like
from bot.reading.likeness.heads import DANGERS, FORMS, HANDLINGS, OFFSET, SCALE, SLOTS, Head, pack
from bot.reading.likeness.spelling import spelling
from tests.bot.reading.corpus import examples
from tests.reading.labels import OPEN, PRACTICE, Comment, read
from tests.reading.ordinary import ordinary

WEIGHTS = Path(__file__).parents[2] / "bot" / "reading" / "likeness" / "weights.bin"
PARTS, ROUNDS, PACE, PULL = 5, 120, 0.3, 0.01
EVERYDAY, EVERYDAY_SEED = 600, 7
EVERYDAY_THEMES = ("ordinary", "everyday", "thanks", "known", "away")
FALSE_ALARMS = 0.04  # of the texts without danger, at most; among them many that were made to look like danger
FALSE_ALARMS_EVERYDAY = 0.008  # of everyday texts, at most

COST = {"no_answer_needed": 3.0, "hide": 2.0}  # of a wrong yes, in right ones: the worst thing is not to answer at all

Numbers = NDArray[np.float64]


class Texts:
    """All texts as rows of pieces, each row of length one."""

    def __init__(self, comments: Sequence[Comment], pieces: Callable[[str], Collection[int]]) -> None:
        found = [np.fromiter(pieces(comment.text), int) for comment in comments]
        self.rows = np.concatenate([np.full(len(one), at) for at, one in enumerate(found)])
        self.slots = np.concatenate(found)
        self.sizes = np.concatenate([np.full(len(one), 1 / np.sqrt(max(1, len(one)))) for one in found])
        self.count = len(comments)

    def scores(self, weights: Numbers, start: float) -> Numbers:
        """How clearly the weights say yes to each text."""
        return start + _sums(self.rows, weights[self.slots] * self.sizes, self.count)


def main() -> None:
    """Train all heads, write the weight file, and tell how much each head sees of texts it was not trained on."""
    comments = everything()
    texts = Texts(comments, lambda text: like(text).found)
    found = {name: _head(name, texts, comments) for name in (*DANGERS, *HANDLINGS)}
    spoken = [*read(OPEN), *read(PRACTICE)]
    written = Texts(spoken, spelling)
    found |= {name: _form(name, written, spoken) for name in FORMS}
    WEIGHTS.write_bytes(pack(found))


def everything() -> list[Comment]:
    """All that may be learned from."""
    known = [Comment(one.id, "known", one.text, one.expected) for one in examples() if one.expected != "emergency"]
    made = [Comment(text, "ordinary", text, "answer") for text in ordinary(EVERYDAY, EVERYDAY_SEED)]
    return [*read(OPEN), *read(PRACTICE), *known, *made]


def part_of(comment: Comment) -> int:
    """The part of the texts to which a comment belongs."""
    return zlib.crc32(comment.text.encode()) % PARTS


def _is(name: str) -> Callable[[Comment], bool]:
    despair: Callable[[Comment], bool] = lambda one: (one.kind or "").startswith("despair")  # noqa: E731
    named = {"despair": despair, "unclear": lambda one: one.is_danger and not despair(one)}
    if name in FORMS:
        return lambda one: one.language == name
    return named.get(name, lambda one: one.handling == name)


def _head(name: str, texts: Texts, comments: Sequence[Comment]) -> Head:
    wanted = np.array([_is(name)(one) for one in comments], dtype=float)
    unseen = _unseen(texts, wanted, np.array([part_of(one) for one in comments]))
    enough = _enough_for_danger(unseen, comments) if name in DANGERS else _enough(unseen, wanted, COST.get(name, 1.5))
    seen, wrong = ((unseen > enough) & (wanted == so) for so in (1, 0))
    sys.stdout.write(f"{name:20} sees {seen.sum()} of {int(wanted.sum())}, and {wrong.sum()} others\n")
    return _packed(*_train(texts, wanted, np.ones(texts.count)), enough)


def _form(name: str, texts: Texts, comments: Sequence[Comment]) -> Head:
    """The head of a form of language; it says how likely the form is, and needs no bound."""
    wanted = np.array([_is(name)(one) for one in comments], dtype=float)
    return _packed(*_train(texts, wanted, np.ones(texts.count), even=True), 0.0)


def _packed(weights: Numbers, start: float, enough: float) -> Head:
    packed = np.clip(np.round(weights * SCALE) + OFFSET, 0, 255).astype(np.uint8).tobytes()
    return Head(packed, start, enough)


def _unseen(texts: Texts, wanted: Numbers, parts: Numbers) -> Numbers:
    """The score of each text by a model that has not seen it."""
    scores = np.zeros(texts.count)
    for part in range(PARTS):
        weights, start = _train(texts, wanted, (parts != part).astype(float))
        scores = np.where(parts == part, texts.scores(weights, start), scores)
    return scores


def _enough_for_danger(scores: Numbers, comments: Sequence[Comment]) -> float:
    """The score that no more than the allowed shares of harmless texts reach."""
    harmless = np.array([not one.is_danger for one in comments])
    everyday = np.array([one.theme in EVERYDAY_THEMES for one in comments]) & harmless
    shares = ((harmless, FALSE_ALARMS), (everyday, FALSE_ALARMS_EVERYDAY))
    return max(float(np.quantile(scores[which], 1 - share)) for which, share in shares)


def _enough(scores: Numbers, wanted: Numbers, cost: float) -> float:
    """The score from which on right answers outweigh wrong ones most, a wrong one counted at its cost."""
    order = np.argsort(-scores)
    gain = np.cumsum((1 + cost) * wanted[order] - cost)
    return float(scores[order[int(np.argmax(gain))]]) - 1e-6


def _train(texts: Texts, wanted: Numbers, counts: Numbers, *, even: bool = False) -> tuple[Numbers, float]:
    """Logistic regression over the texts that count, by steps that fit each weight (Adam); the rarer answer weighs more, and
    where the answers are made even as much as the other, for weights that are held small.
    """
    yes, all_of_them = float((wanted * counts).sum()), float(counts.sum())
    rarer = (all_of_them - yes) / yes
    pull, rarer = (1.0, rarer) if even else (PULL, min(6.0, max(1.0, rarer / 2)))
    weight = np.where(wanted > 0, rarer, 1.0) * counts / all_of_them
    weights, start = np.zeros(SLOTS), -2.0
    mean, spread = np.zeros(SLOTS), np.zeros(SLOTS)
    for step in range(1, ROUNDS + 1):
        wrong = weight * (1 / (1 + np.exp(-texts.scores(weights, start))) - wanted)
        slope = _sums(texts.slots, wrong[texts.rows] * texts.sizes, SLOTS) + pull * weights / all_of_them
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        weights = weights - PACE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
        start -= 3 * PACE * float(wrong.sum())
    return weights, start


def _sums(where: NDArray[np.int_], what: Numbers, count: int) -> Numbers:
    return np.bincount(where, what, count).astype(np.float64)


if __name__ == "__main__":
    main()
