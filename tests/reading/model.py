"""Train the second pair of eyes (`bot/reading/likeness/`) on the open half, the practice and made everyday texts: `make model`.

1. The heads of the weight file, from the pieces of each text.
2. How rules and likeness weigh together (`together.json`), from what heads say of texts that they have not seen.

The half set aside is never opened here. What is printed is told by parting the texts in five: each part is read by a model
that has not seen it, and handled by the rules as they are. The same input gives the same files: `learned.txt` marks both.
"""

import hashlib
import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.reading import weighing
from bot.reading.danger.seeing import danger_in, like
from bot.reading.fitting import fitting
from bot.reading.fitting import read as as_rules_see
from bot.reading.likeness.heads import ASKED, FORMS, FRONT_DESK, MATTERS, OFFSET, SCALE, TOPICS, Head, pack
from bot.reading.likeness.spelling import spelling
from bot.reading.likeness.together import CHOICES, EMERGENCY, START, inputs
from tests.bot.reading.corpus import examples
from tests.reading.labels import OPEN, PRACTICE, Comment, batch_of, read
from tests.reading.measure import Share, Shares, town
from tests.reading.ordinary import ordinary
from tests.reading.training import Numbers, Rows, Texts, chances, train, unseen

HERE = Path(__file__).parent
READING = HERE.parents[1] / "bot" / "reading"
WEIGHTS, TOGETHER = READING / "likeness" / "weights.bin", READING / "likeness" / "together.json"
LEARNED = HERE / "learned.txt"
PARTS, PULL, PULL_OF_MATTERS, PULL_OF_FORMS = 5, 0.05, 0.03, 1.0
PULL_TOGETHER, SELDOM = 8.0, 4  # what stands in fewer texts is not learned
RARE_TEACHES = 0.25  # a handling that is half as frequent teaches more by each: twice, to this power
MADE, EVERYDAY, EVERYDAY_SEED = "ordinary", 600, 7
KNOWN = "known"  # the examples that everybody knows
# As how many comments each counts: what is most like the texts that will be met counts most.
TEACHES = {KNOWN: 10.0, MADE: 0.3, OPEN: 2.0}
TEACHES_TOGETHER = {KNOWN: 1.0, MADE: 0.1, OPEN: 4.0}
ANYBODY_TEACHES = 0.1  # where nobody in particular knows
ROUGHLY, TOPICS_ROUGHLY = 0.25, 0.5  # to what weights are rounded: as many are right, and the file is half as large
DOUBTFUL_TEACHES = 0.3  # where another handling would do as well as the label's
# From where on a head says yes to what is told of somebody, as the logarithm of odds, where no rule has found it: what is rare asks for
# less.
BOUNDS_OF_MATTERS = {"health": -0.2, "social_services": 0.3, "economy": -0.7, "child": 0.3, "name_third_party": 0.8}


def main() -> None:
    """Train all heads, write the files, and tell how texts are handled that the model was not trained on."""
    comments = everything()
    texts = Texts(comments, lambda text: like(text).found, rare_tell_more=True)
    wanted, teaches = _of(ASKED, map(_head_of, comments)), _teaches(comments)
    scores = unseen(texts, wanted, teaches, _parts(comments), pull=PULL)
    TOGETHER.write_text(_written(_together(scores, comments)), encoding="utf-8")
    found = dict(zip(ASKED, _heads(*texts.as_they_are(*train(texts, wanted, teaches, pull=PULL))), strict=True))
    WEIGHTS.write_bytes(pack(found | _forms() | _matters() | _topics()))
    LEARNED.write_text("".join(f"{mark}  {name}\n" for name, mark in marks().items()), encoding="utf-8")


def marks() -> dict[str, str]:
    """The marks of what is learned from, and of what was learned, by which it is seen that they belong together."""
    files = [file for half in (OPEN, PRACTICE) for file in sorted((HERE / half).rglob("*.jsonl"))]
    files += [*sorted(READING.rglob("*.toml")), *(HERE / name for name in ("model.py", "training.py", "ordinary.py"))]
    return {"what it learned from": _mark(files), WEIGHTS.name: _mark([WEIGHTS]), TOGETHER.name: _mark([TOGETHER])}


def _mark(files: Iterable[Path]) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


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


def _of(names: Sequence[str], said: Iterable[str]) -> Numbers:
    """A column for each name: 1 where it is said, else 0."""
    return np.array([[name == one for name in names] for one in said], np.float32)


def _parts(comments: Sequence[Comment]) -> NDArray[np.int_]:
    return np.array([part_of(one) for one in comments])


def _teaches(comments: Sequence[Comment], sure: Mapping[str, float] = TEACHES) -> Numbers:
    """How much each comment teaches."""
    opened = {one.id for one in read(OPEN)}
    many = [sure[OPEN] if one.id in opened else sure.get(one.theme, 1.0) for one in comments]
    doubt = [DOUBTFUL_TEACHES if one.also_ok else 1.0 for one in comments]
    return np.multiply(many, doubt).astype(np.float32)


def _together(scores: Numbers, comments: Sequence[Comment]) -> dict[str, list[float]]:
    """What each input adds to each choice, learned from these scores of heads that have not seen the text, and from the rules."""
    known = [dict(_known(one.text, row)) for one, row in zip(comments, scores.tolist(), strict=True)]
    often = Counter(name for one in known for name in one)
    names = sorted(name for name in often if often[name] >= SELDOM and name != START)
    rows = Rows(np.array([[one.get(name, 0.0) for name in names] for one in known], np.float32))
    wanted, teaches = _of(CHOICES, [one.handling for one in comments]), _teaches(comments, TEACHES_TOGETHER)
    teaches = teaches * (wanted @ ((teaches @ wanted) / teaches.sum()) ** -RARE_TEACHES)
    told = unseen(rows, wanted, teaches, _parts(comments), pull=PULL_TOGETHER)
    _tell(told, comments)
    weights, starts = rows.as_they_are(*train(rows, wanted, teaches, pull=PULL_TOGETHER))
    return {START: starts.tolist(), **dict(zip(names, weights.tolist(), strict=True))}


def _known(text: str, row: Sequence[float]) -> Iterator[tuple[str, float]]:
    """All that is weighed of a text of which the heads say this."""
    reading = as_rules_see(text, town(), shows=False, no_data=frozenset())
    first = next((rule.name for rule, _ in fitting(reading)), "")
    return inputs(dict(zip(ASKED, row, strict=True)), frozenset(weighing.signs(text, reading, danger_in(text), first)))


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


def _forms() -> dict[str, Head]:
    """The heads of the forms of language: each says how likely its form is, and needs no bound."""
    spoken = [*read(OPEN), *read(PRACTICE)]
    texts, found = Texts(spoken, spelling), {}
    for name in FORMS:
        said = np.array([one.language == name for one in spoken])
        rarer = np.where(said, np.count_nonzero(~said) / np.count_nonzero(said), 1.0)
        found[name] = _yes_or_no(texts, said, rarer, pull=PULL_OF_FORMS)
    return found


def _matters() -> dict[str, Head]:
    """The heads of what is told of somebody, from the texts that were gone through for it."""
    made = [Comment(text, MADE, text, "answer", finds=()) for text in ordinary(EVERYDAY, EVERYDAY_SEED)]
    comments = [one for one in (*read(OPEN), *read(PRACTICE), *made) if one.finds is not None]
    texts, teaches, found = Texts(comments, lambda text: like(text).found), _teaches(comments), {}
    for name in MATTERS:
        told = np.array([any(find.kind == name for find in one.finds or ()) for one in comments])
        found[name] = _yes_or_no(texts, told, teaches, pull=PULL_OF_MATTERS, enough=BOUNDS_OF_MATTERS[name])
    return found


def _topics() -> dict[str, Head]:
    """The heads of who knows: where nobody in particular does it is the front desk; a department of few texts learns more by each."""
    comments = [one for one in (*read(OPEN), *read(PRACTICE)) if one.department in TOPICS or not one.is_danger]
    texts = Texts(comments, lambda text: like(text).found)
    knows = [one.department if one.department in TOPICS else FRONT_DESK for one in comments]
    wanted = _of(TOPICS, knows)
    sure = np.array([1.0 if one.department in TOPICS else ANYBODY_TEACHES for one in comments])
    teaches = sure * (wanted / np.sqrt(sure @ wanted)).sum(1)
    heads = _heads(*train(texts, wanted, teaches / teaches.mean(), pull=PULL_OF_MATTERS), TOPICS_ROUGHLY)
    return dict(zip(TOPICS, heads, strict=True))


def _yes_or_no(texts: Texts, yes: NDArray[np.bool_], teaches: Numbers, *, pull: float, enough: float = 0.0) -> Head:
    """The head of one question."""
    weights, starts = train(texts, np.stack([yes, ~yes], axis=1).astype(np.float32), teaches, pull=pull)
    return _packed(weights[:, 0] - weights[:, 1], float(starts[0] - starts[1]), enough, ROUGHLY)


def _heads(weights: Numbers, starts: Numbers, roughly: float = ROUGHLY) -> Iterator[Head]:
    return (_packed(one, float(start), 0.0, roughly) for one, start in zip(weights.T, starts, strict=True))


def _packed(weights: Numbers, start: float, enough: float, roughly: float) -> Head:
    packed = np.clip(np.round(weights / roughly) * roughly * SCALE + OFFSET, 0, 255).astype(np.uint8).tobytes()
    return Head(packed, start, enough)


if __name__ == "__main__":
    main()
