"""Train the second pair of eyes (`bot/reading/likeness/`) on the open half, the practice and made everyday texts: `make model`.

The half set aside is never opened here. What is printed is told by parting the texts in five: each part is read by a model
that has not seen it, and handled by the rules as they are.
"""

import sys
import zlib
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.reading.danger.seeing import like
from bot.reading.likeness.heads import ASKED, FORMS, FRONT_DESK, MATTERS, OFFSET, SCALE, SLOTS, TOPICS, Head, pack
from bot.reading.likeness.spelling import spelling
from bot.reading.suggest import suggest
from tests.bot.reading.corpus import examples
from tests.reading.labels import OPEN, PRACTICE, Comment, batch_of, read
from tests.reading.measure import Share, Shares, town
from tests.reading.ordinary import ordinary

WEIGHTS = Path(__file__).parents[2] / "bot" / "reading" / "likeness" / "weights.bin"
PARTS, ROUNDS, PACE, PULL, PULL_OF_FORMS = 5, 60, 0.3, 0.03, 1.0
MADE, EVERYDAY, EVERYDAY_SEED = "ordinary", 600, 7
KNOWN = "known"  # the examples that everybody knows
TEACHES = {KNOWN: 10.0, MADE: 0.3}  # as how many comments each counts
OPEN_TEACHES = 2.0  # what is most like the texts that will be met
ANYBODY_TEACHES = 0.1  # where nobody in particular knows
ROUGHLY, TOPICS_ROUGHLY = 0.25, 0.5  # to what weights are rounded: as many are right, and the file is half as large
DOUBTFUL_TEACHES = 0.3  # where another handling would do as well as the label's
# From where on a head says yes, as the logarithm of odds: to hide asks for more proof, and danger is not to be missed.
BOUNDS = {"hide": 0.5, "unclear": -0.2, "duty": -0.2}
# The same for what is told of somebody, where no rule has found it: what is rare asks for less.
BOUNDS_OF_MATTERS = {"health": -0.2, "social_services": 0.3, "economy": -0.7, "child": 0.3, "name_third_party": 0.8}

Numbers = NDArray[np.float64]


class Texts:
    """All texts as rows of pieces, each row of length one."""

    def __init__(self, comments: Sequence[Comment], pieces: Callable[[str], Collection[int]]) -> None:
        found = [np.fromiter(pieces(comment.text), int) for comment in comments]
        self.rows = np.concatenate([np.full(len(one), at) for at, one in enumerate(found)])
        self.slots = np.concatenate(found)
        self.sizes = np.concatenate([np.full(len(one), 1 / np.sqrt(max(1, len(one)))) for one in found])
        self.count = len(comments)

    def scores(self, weights: Numbers, starts: Numbers) -> Numbers:
        """How clearly the weights of each head (columns) say yes to each text (rows)."""
        columns = [_sums(self.rows, one[self.slots] * self.sizes, self.count) for one in weights.T]
        return starts + np.stack(columns, axis=1)

    def slopes(self, wrong: Numbers) -> Numbers:
        """How much each slot has to do with what is wrong, head by head."""
        columns = [_sums(self.slots, one[self.rows] * self.sizes, SLOTS) for one in wrong.T]
        return np.stack(columns, axis=1)


def main() -> None:
    """Train all heads, write the weight file, and tell how texts are handled that the model was not trained on."""
    comments = everything()
    texts = Texts(comments, lambda text: like(text).found)
    wanted, teaches = _wanted(comments), _teaches(comments)
    _tell(_unseen(texts, wanted, teaches, comments), comments)
    weights, starts = _train(texts, wanted, teaches, pull=PULL)
    found = {name: _packed(weights[:, at], starts[at], BOUNDS.get(name, 0.0)) for at, name in enumerate(ASKED)}
    WEIGHTS.write_bytes(pack(found | _forms() | _matters() | _topics()))


def everything() -> list[Comment]:
    """All that may be learned from."""
    known = [Comment(one.id, KNOWN, one.text, one.expected) for one in examples() if one.expected != "emergency"]
    made = [Comment(text, MADE, text, "answer") for text in ordinary(EVERYDAY, EVERYDAY_SEED)]
    return [*read(OPEN), *read(PRACTICE), *known, *made]


def part_of(comment: Comment) -> int:
    """The part of the texts to which a comment belongs."""
    return zlib.crc32(comment.text.encode()) % PARTS


def _head_of(comment: Comment) -> str:
    """Which head should say yes."""
    if (comment.kind or "").startswith("despair"):
        return "despair"
    return {"life": "unclear", "duty": "duty"}.get(comment.level, comment.handling)


def _wanted(comments: Sequence[Comment]) -> Numbers:
    return np.array([[float(name == _head_of(one)) for name in ASKED] for one in comments])


def _teaches(comments: Sequence[Comment]) -> Numbers:
    """How much each comment teaches."""
    opened = {one.id for one in read(OPEN)}
    sure = [OPEN_TEACHES if one.id in opened else TEACHES.get(one.theme, 1.0) for one in comments]
    return np.array([many * (DOUBTFUL_TEACHES if one.also_ok else 1) for many, one in zip(sure, comments, strict=True)])


def _unseen(texts: Texts, wanted: Numbers, teaches: Numbers, comments: Sequence[Comment]) -> Numbers:
    """The scores of each text by a model that has not seen its part."""
    parts = np.array([part_of(one) for one in comments])
    scores = np.zeros(wanted.shape)
    for part in range(PARTS):
        told = texts.scores(*_train(texts, wanted, teaches * (parts != part), pull=PULL))
        scores = np.where((parts == part)[:, None], told, scores)
    return scores


def _tell(scores: Numbers, comments: Sequence[Comment]) -> None:
    """How the open half is handled with these scores, by handling and by batch, and how much is raised falsely."""
    opened, shares, raised = {one.id for one in read(OPEN)}, Shares(), Share()
    for comment, row in zip(comments, scores, strict=True):
        if comment.id in opened:
            said = _handled(comment.text, row)
            for name in (comment.handling, batch_of(comment.theme)):
                shares[name].count(seen=said == comment.handling)
            if not comment.is_danger:
                raised.count(seen=said == "emergency")
    for name, share in (*shares.of.items(), ("falsely raised", raised)):
        sys.stdout.write(f"{name:20}{share.rate:7.3f}  {share.seen}/{share.total}\n")


def _handled(text: str, row: Numbers) -> str:
    """What would be suggested if the model said this."""
    like.cache_clear()
    suggest.cache_clear()
    over = {name: one - BOUNDS.get(name, 0.0) for name, one in zip(ASKED, row.tolist(), strict=True)}
    vars(like(text))["over"] = over
    return suggest(text, None, town()).expected


def _forms() -> dict[str, Head]:
    """The heads of the forms of language: each says how likely its form is, and needs no bound."""
    spoken = [*read(OPEN), *read(PRACTICE)]
    texts, found = Texts(spoken, spelling), {}
    for name in FORMS:
        said = np.array([one.language == name for one in spoken])
        rarer = np.where(said, np.count_nonzero(~said) / np.count_nonzero(said), 1.0)
        found[name] = _packed(*_yes_or_no(texts, said, rarer, pull=PULL_OF_FORMS), 0.0)
    return found


def _matters() -> dict[str, Head]:
    """The heads of what is told of somebody, from the texts that were gone through for it."""
    made = [Comment(text, MADE, text, "answer", finds=()) for text in ordinary(EVERYDAY, EVERYDAY_SEED)]
    comments = [one for one in (*read(OPEN), *read(PRACTICE), *made) if one.finds is not None]
    texts, teaches, found = Texts(comments, lambda text: like(text).found), _teaches(comments), {}
    parts = np.array([part_of(one) for one in comments])
    for name in MATTERS:
        told = np.array([any(find.kind == name for find in one.finds or ()) for one in comments])
        bound = BOUNDS_OF_MATTERS[name]
        _tell_matter(name, told, _unseen_yes(texts, told, teaches, parts) > bound, comments)
        found[name] = _packed(*_yes_or_no(texts, told, teaches, pull=PULL), bound)
    return found


def _unseen_yes(texts: Texts, told: NDArray[np.bool_], teaches: Numbers, parts: NDArray[np.int_]) -> Numbers:
    """How clearly a model says yes to each text that has not seen its part."""
    scores = np.zeros(len(told))
    for part in range(PARTS):
        weights, start = _yes_or_no(texts, told, teaches * (parts != part), pull=PULL)
        scores = np.where(parts == part, texts.scores(weights[:, None], np.array([start]))[:, 0], scores)
    return scores


def _tell_matter(name: str, told: NDArray[np.bool_], said: NDArray[np.bool_], comments: Sequence[Comment]) -> None:
    """How many texts that tell of a matter are guessed, and how many that hold nothing personal, in parting the texts in five."""
    clean = np.array([one.finds == () and one.theme != MADE for one in comments])
    seen, false = np.count_nonzero(told & said), np.count_nonzero(clean & said)
    sys.stdout.write(
        f"{name:20}guessed {seen} of {np.count_nonzero(told)}, falsely {false} of {np.count_nonzero(clean)}\n"
    )


def _topics() -> dict[str, Head]:
    """The heads of who knows: where nobody in particular does it is the front desk; a department of few texts learns more by each."""
    comments = [one for one in (*read(OPEN), *read(PRACTICE)) if one.department in TOPICS or not one.is_danger]
    texts = Texts(comments, lambda text: like(text).found)
    knows = [one.department if one.department in TOPICS else FRONT_DESK for one in comments]
    wanted = np.array([[float(name == one) for name in TOPICS] for one in knows])
    sure = np.array([1.0 if one.department in TOPICS else ANYBODY_TEACHES for one in comments])
    teaches = sure * (wanted / np.sqrt(sure @ wanted)).sum(1)
    weights, starts = _train(texts, wanted, teaches / teaches.mean(), pull=PULL)
    return {name: _packed(weights[:, at], starts[at], 0.0, TOPICS_ROUGHLY) for at, name in enumerate(TOPICS)}


def _yes_or_no(texts: Texts, yes: NDArray[np.bool_], teaches: Numbers, *, pull: float) -> tuple[Numbers, float]:
    """The weights of one question, and what every text begins with."""
    wanted = np.stack([yes, ~yes], axis=1).astype(np.float64)
    weights, starts = _train(texts, wanted, teaches, pull=pull)
    return weights[:, 0] - weights[:, 1], float(starts[0] - starts[1])


def _packed(weights: Numbers, start: float, enough: float, roughly: float = ROUGHLY) -> Head:
    packed = np.clip(np.round(weights / roughly) * roughly * SCALE + OFFSET, 0, 255).astype(np.uint8).tobytes()
    return Head(packed, float(start), enough)


def _train(texts: Texts, wanted: Numbers, teaches: Numbers, *, pull: float) -> tuple[Numbers, Numbers]:
    """Logistic regression with one answer of several: a column of weights for each, by steps that fit each weight (Adam); `pull`
    holds the weights small.
    """
    share = (teaches / teaches.sum())[:, None]
    weights = np.zeros((SLOTS, wanted.shape[1]))
    mean, spread, starts = np.zeros_like(weights), np.zeros_like(weights), np.log((wanted * share).sum(0))
    for step in range(1, ROUNDS + 1):
        wrong = share * (_chances(texts.scores(weights, starts)) - wanted)
        slope = texts.slopes(wrong) + pull * weights / teaches.sum()
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        weights -= PACE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
        starts -= 3 * PACE * wrong.sum(0)
    return weights, starts


def _chances(scores: Numbers) -> Numbers:
    odds = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(odds / odds.sum(1, keepdims=True), dtype=np.float64)


def _sums(where: NDArray[np.int_], what: Numbers, count: int) -> Numbers:
    return np.bincount(where, what, count).astype(np.float64)


if __name__ == "__main__":
    main()
