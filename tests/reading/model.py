"""Train the second pair of eyes (`bot/reading/likeness/`) on the open half, the practice and made everyday texts: `make model`.

The half set aside is never opened here. From where on a head says yes is told by parting the texts in five: each part is
read by a model that has not seen it.
"""

import sys
import zlib
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.reading.danger.seeing import like
from bot.reading.likeness.heads import ASKED, DANGERS, FORMS, HANDLINGS, OFFSET, SCALE, SLOTS, Head, pack
from bot.reading.likeness.spelling import spelling
from bot.reading.suggest import suggest
from bot.reading.word_rules import listed
from tests.bot.reading.corpus import examples
from tests.reading.labels import OPEN, PRACTICE, Comment, read
from tests.reading.measure import town
from tests.reading.ordinary import ordinary

WEIGHTS = Path(__file__).parents[2] / "bot" / "reading" / "likeness" / "weights.bin"
PARTS, ROUNDS, PACE, PULL = 5, 120, 0.3, 0.01
EVERYDAY, EVERYDAY_SEED = 600, 7
KNOWN, KNOWN_TEACHES = "known", 10.0  # the examples that everybody knows, and as how many comments each counts
EVERYDAY_THEMES = ("ordinary", "everyday", "thanks", KNOWN, "away")
FALSE_ALARMS = 0.1  # of the texts without danger, at most; among them many that were made to look like danger
FALSE_ALARMS_EVERYDAY = 0.02  # of everyday texts, at most

WRONGLY_UNANSWERED = 2.5  # what it costs that somebody is left without an answer, in right suggestions
WRONGLY_RAISED = 0.5  # and that something is suggested which leads astray
TIMES_THROUGH, TRIED = 4, 80  # how the bounds are looked for, see `_bounds`

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
    unseen = {name: _unseen(name, texts, comments) for name in ASKED}
    bounds = {name: _enough_for_danger(unseen[name], comments) for name in DANGERS} | _bounds(unseen, comments)
    found = {name: _packed(*_train(texts, *_wanted(name, comments)), bounds[name]) for name in ASKED}
    for name in ASKED:
        _tell(name, unseen[name] > bounds[name], comments)
    spoken = [*read(OPEN), *read(PRACTICE)]
    written = Texts(spoken, spelling)
    found |= {name: _form(name, written, spoken) for name in FORMS}
    WEIGHTS.write_bytes(pack(found))


def everything() -> list[Comment]:
    """All that may be learned from."""
    known = [Comment(one.id, KNOWN, one.text, one.expected) for one in examples() if one.expected != "emergency"]
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


def _wanted(name: str, comments: Sequence[Comment]) -> tuple[Numbers, Numbers]:
    """What a head should say, and how much each comment teaches it: nothing where its answer would be as good as the label's, and
    more where everybody knows the example.
    """
    wanted = np.array([_is(name)(one) for one in comments], dtype=float)
    teaches = [0.0 if name in one.also_ok else KNOWN_TEACHES if one.theme == KNOWN else 1.0 for one in comments]
    return wanted, np.array(teaches)


def _tell(name: str, says: NDArray[np.bool_], comments: Sequence[Comment]) -> None:
    opened = {one.id for one in read(OPEN)}
    real = np.array([one.id in opened and name not in one.also_ok for one in comments])
    seen, wrong = ((says & real & (_wanted(name, comments)[0] == so)).sum() for so in (1, 0))
    total = int((_wanted(name, comments)[0] * real).sum())
    sys.stdout.write(f"{name:20} sees {seen} of {total} in the open half, and {wrong} others\n")


def _bounds(unseen: Mapping[str, Numbers], comments: Sequence[Comment]) -> dict[str, float]:
    """From where on each head of a handling says yes: so that together they are right as often as can be, by models that had not
    seen the comment, with those comments of the open half, and of the examples that everybody knows, of which no rule knows anything.
    """
    opened = {one.id for one in read(OPEN)}
    real = [one.id in opened or one.theme == KNOWN for one in comments]
    told = [suggest(one.text, None, town()) if is_real else None for one, is_real in zip(comments, real, strict=True)]
    free = [at for at, one in enumerate(told) if one and (one.reason in _NO_RULE or one.reason.startswith("alike"))]
    kept = [comments[at] for at in free]
    else_ = np.array(
        ["holding" if _is_for_experts(one.department) else "answer" for one in (told[at] for at in free) if one]
    )
    scores = {name: unseen[name][free] for name in HANDLINGS}
    bounds = dict.fromkeys(HANDLINGS, 2.0)
    for _ in range(TIMES_THROUGH):
        for name in HANDLINGS:
            tried = (float(one) for one in np.quantile(scores[name], np.linspace(0.4, 0.999, TRIED)))
            bounds[name] = max(tried, key=lambda one: _worth({**bounds, name: one}, scores, else_, kept))
    return bounds


_NO_RULE = ("nothing", "expert")


def _is_for_experts(department: str) -> bool:
    return department in listed("suggest", "holding_departments")


def _worth(
    bounds: Mapping[str, float], scores: Mapping[str, Numbers], else_: NDArray[np.str_], kept: Sequence[Comment]
) -> float:
    """How many of the comments are handled well with these bounds: half for what nobody would blame, half for the label's own."""
    over = np.array([scores[name] - bounds[name] for name in HANDLINGS])
    said = np.where(over.max(0) > 0, np.array(HANDLINGS)[over.argmax(0)], else_)
    return sum(_worth_of(str(one), comment) for one, comment in zip(said, kept, strict=True))


def _worth_of(said: str, comment: Comment) -> float:
    if said in (comment.handling, *comment.also_ok):
        return 1.5 if said == comment.handling else 1.0
    if said == "no_answer_needed":
        return -WRONGLY_UNANSWERED
    return 0.0 if said in ("answer", "holding") else -WRONGLY_RAISED


def _form(name: str, texts: Texts, comments: Sequence[Comment]) -> Head:
    """The head of a form of language; it says how likely the form is, and needs no bound."""
    wanted = np.array([_is(name)(one) for one in comments], dtype=float)
    return _packed(*_train(texts, wanted, np.ones(texts.count), even=True), 0.0)


def _packed(weights: Numbers, start: float, enough: float) -> Head:
    packed = np.clip(np.round(weights * SCALE) + OFFSET, 0, 255).astype(np.uint8).tobytes()
    return Head(packed, start, enough)


def _unseen(name: str, texts: Texts, comments: Sequence[Comment]) -> Numbers:
    """The score of each text by a model that has not seen it."""
    wanted, counts = _wanted(name, comments)
    parts = np.array([part_of(one) for one in comments])
    scores = np.zeros(texts.count)
    for part in range(PARTS):
        weights, start = _train(texts, wanted, counts * (parts != part))
        scores = np.where(parts == part, texts.scores(weights, start), scores)
    return scores


def _enough_for_danger(scores: Numbers, comments: Sequence[Comment]) -> float:
    """The score that no more than the allowed shares of harmless texts reach."""
    harmless = np.array([not one.is_danger for one in comments])
    everyday = np.array([one.theme in EVERYDAY_THEMES for one in comments]) & harmless
    shares = ((harmless, FALSE_ALARMS), (everyday, FALSE_ALARMS_EVERYDAY))
    return max(float(np.quantile(scores[which], 1 - share)) for which, share in shares)


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
