"""Train the tone of talk (`bot/rules/talk/tone/`) on labelled sentences and on the dialogues that may be read: `make model`.

Nothing that is set aside is opened here. How much is seen of sentences that a model was not trained on is told by parting
them in six; the sentences of one dialogue stay together.
"""

import json
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.rules.talk.messages.asking import BREAK
from bot.rules.talk.messages.kinds import by_rules
from bot.rules.talk.messages.words import count
from bot.rules.talk.tone.tone import ANSWER, KINDS, OFFSET, SCALE, SLOTS, SURE, Kind, odds, pack, slots
from tests.bot.rules.talk.dialogues import (
    MADE,
    OPEN,
    PARTS,
    Dialogue,
    dialogues,
)

SAID = Path(__file__).with_name("said")  # a file for each kind, a sentence a line
WEIGHTS = Path(__file__).parents[4] / "bot" / "rules" / "talk" / "tone" / "weights.bin"
ANSWERS = Path(__file__).parents[3] / "reading" / "answers" / "open.jsonl"
COLLEAGUES = frozenset(name.casefold() for name in (*PARTS, "Siri", "Lise"))
FOLDS, ROUNDS, PACE, PULL = 6, 120, 0.2, 0.05
NAMES = list(KINDS)

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Sentence:
    """A sentence, under which question it was said, its kind, and which others it must not be parted from."""

    text: str
    question: str
    kind: str
    group: str


def main() -> None:
    """Train, write the weight file, and tell how much is seen of sentences a model was not trained on."""
    said = everything()
    texts = Texts(said)
    unseen = texts.unseen()
    _tell(said, unseen)
    weights, starts = texts.train(np.ones(len(said)))
    WEIGHTS.write_bytes(pack(all_packed(weights, starts)))


def everything() -> Sequence[Sentence]:
    """All that may be learned from. A sentence that was said in a dialogue stays with it."""
    said = {text: each for each in _open() for text in _parts(each)}
    written = [_in_its_place(one, said.get(one.text)) for one in _written()]
    found = [*written, *_answers(), *(one for each in _open() for one in _answers_in(each))]
    return list({(one.text, one.kind): one for one in found}.values())


def _in_its_place(one: Sentence, dialogue: Dialogue | None) -> Sentence:
    return replace(one, question=dialogue.question, group=dialogue.id) if dialogue else one


def _open() -> Iterator[Dialogue]:
    yield from (each for each in dialogues() if not each.is_set_aside)
    for file in (*OPEN.values(), MADE):
        yield from dialogues(file)


def _written() -> Iterator[Sentence]:
    for kind in NAMES:
        lines = (SAID / f"{kind}.txt").read_text(encoding="utf-8").splitlines()
        yield from (Sentence(line, "", kind, line) for line in lines if line)


def _answers() -> Iterator[Sentence]:
    """What municipalities publish, from the texts by which the guard is measured."""
    lines = ANSWERS.read_text(encoding="utf-8").splitlines()
    yield from (Sentence(text, "", ANSWER, text) for text in (json.loads(line)["text"] for line in lines))


def _answers_in(dialogue: Dialogue) -> Iterator[Sentence]:
    """The sentences of a right proposal."""
    right = "\n".join((dialogue.proposal, *dialogue.also)).casefold()
    for part in _parts(dialogue):
        if count(part) > 1 and part.casefold() in right:
            yield Sentence(part, dialogue.question, ANSWER, dialogue.id)


def _parts(dialogue: Dialogue) -> Iterator[str]:
    """The sentences of the experts."""
    texts = (words for name, words in dialogue.talk if PARTS[name] == "expert")
    return (part for words in texts for part in BREAK.split(words) if part)


def fold_of(group: str) -> int:
    """Which part of six sentences are in that must not be parted."""
    return zlib.crc32(group.encode()) % FOLDS


class Texts:
    """All sentences as rows of slots, each row of length one."""

    def __init__(self, said: Sequence[Sentence]) -> None:
        found = [np.fromiter(slots(one.text, one.question, COLLEAGUES), int) for one in said]
        self.rows = np.concatenate([np.full(len(one), at) for at, one in enumerate(found)])
        self.slots = np.concatenate(found)
        self.sizes = np.concatenate([np.full(len(one), 1 / np.sqrt(len(one))) for one in found])
        self.wanted = np.eye(len(NAMES))[[NAMES.index(one.kind) for one in said]]
        self.folds = np.array([fold_of(one.group) for one in said])

    def weigh(self, weights: Numbers, starts: Numbers) -> Numbers:
        """How much speaks for each kind, for each sentence."""
        each = (np.bincount(self.rows, one[self.slots] * self.sizes, len(self.wanted)) for one in weights)
        return np.stack(list(each), 1) + starts

    def unseen(self) -> Numbers:
        """What a model says that has not seen the sentence."""
        said = np.zeros_like(self.wanted)
        for fold in range(FOLDS):
            mine = self.folds == fold
            said[mine] = self.weigh(*self.train(np.where(mine, 0.0, 1.0)))[mine]
        return said

    def train(self, counts: Numbers) -> tuple[Numbers, Numbers]:
        """Logistic regression for several kinds over the sentences that count, by steps that fit each weight (Adam)."""
        teach, total = (counts / counts.sum())[:, None], counts.sum()
        weights, starts = np.zeros((len(NAMES), SLOTS)), np.zeros(len(NAMES))
        mean, spread = np.zeros_like(weights), np.zeros_like(weights)
        for step in range(1, ROUNDS + 1):
            wrong = teach * (_shares(self.weigh(weights, starts)) - self.wanted)
            each = (np.bincount(self.slots, one[self.rows] * self.sizes, SLOTS) for one in wrong.T)
            slope = np.stack(list(each)) + PULL * weights / total
            mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
            weights -= PACE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
            starts -= 3 * PACE * wrong.sum(0)
        return weights, starts


def _shares(weighed: Numbers) -> Numbers:
    powers = np.exp(weighed - weighed.max(1, keepdims=True))
    return np.asarray(powers / powers.sum(1, keepdims=True))


def all_packed(weights: Numbers, starts: Numbers) -> Mapping[str, Kind]:
    """The weights of each kind as they stand in the file."""
    return {name: packed(weights[at], float(starts[at])) for at, name in enumerate(NAMES)}


def packed(weights: Numbers, start: float) -> Kind:
    """Weights as they stand in the file."""
    return Kind(start, np.clip(np.round(weights * SCALE) + OFFSET, 0, 255).astype(np.uint8).tobytes())


def _tell(said: Sequence[Sentence], unseen: Numbers) -> None:
    clear = np.array([odds(list(one)) for one in unseen]) > SURE
    ruled = np.array([by_rules(one.text, PARTS, one.question) not in (None, KINDS[ANSWER]) for one in said])
    for name in NAMES:
        mine = np.array([one.kind == name for one in said])
        both, rules, model = (int((mine & which).sum()) for which in (ruled | clear, ruled, clear))
        sys.stdout.write(
            f"{name:10}{int(mine.sum()):5}  taken for talk by rules {rules:4}, by weight {model:4}, by either {both:4}\n"
        )


if __name__ == "__main__":
    main()
