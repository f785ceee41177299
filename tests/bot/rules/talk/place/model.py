"""Train how sentences are weighed in their place (`bot/rules/talk/place/`) on the dialogues that may be read: `make model`.

A sentence belongs in the answer when it stands in a right proposal. How clearly it is talk by itself is told by models that have
not seen its dialogue, as it will be of new ones. Nothing that is set aside is opened here.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.rules.talk.contributions import EXPERT, Contribution
from bot.rules.talk.messages.words import WORD
from bot.rules.talk.place.signs import Message, Thread, sentences
from bot.rules.talk.place.standing import BY_ITSELF, slots
from bot.rules.talk.tone.tone import SLOTS, Kind
from bot.rules.talk.tone.tone import slots as slots_of_itself
from tests.bot.rules.talk.dialogues import OPEN, PARTS, PRACTICE, Dialogue, dialogues
from tests.bot.rules.talk.model import COLLEAGUES, FOLDS, Texts, all_packed, everything, fold_of, packed

WEIGHTS = Path(__file__).parents[5] / "bot" / "rules" / "talk" / "place" / "weights.bin"
ROUNDS, PACE, PULL = 150, 0.15, 0.2
BELONGS, IN_ANY_ORDER, SOME = (
    0.6,
    0.8,
    3,
)  # share of a sentence's words in a right proposal; words of a sentence that is compared so
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """A sentence in its place: its batch, the slots of its signs, how clearly it is talk by itself, and whether it belongs."""

    batch: str
    slots: NDArray[np.int64]
    doubt: float
    belongs: bool


def main() -> None:
    """Train, write the weight file, and tell how often a batch that was left out is told rightly."""
    rows = everywhere()
    for batch, _ in batches():
        told, wanted = left_out(rows, batch)
        sys.stdout.write(f"{batch:10}{len(told):5}  told rightly {np.mean((told > 0) == wanted):.3f}\n")
    WEIGHTS.write_bytes(train(rows).packed)


def batches() -> Iterator[tuple[str, Sequence[Dialogue]]]:
    """All dialogues that may be read, by who wrote them when."""
    yield "earlier", [each for each in dialogues() if not each.is_set_aside]
    yield from ((name, dialogues(file)) for name, file in OPEN.items())
    yield from ((file.stem, dialogues(file)) for file in PRACTICE)


def everywhere() -> Sequence[Row]:
    """The sentences of the experts in all of them."""
    by_itself = tones()
    return [
        row for batch, found in batches() for each in found for row in rows_of(batch, each, by_itself[fold_of(each.id)])
    ]


def tones() -> Sequence[Mapping[str, Kind]]:
    """For each fold of dialogues the tone of talk as it is learned from the others."""
    texts = Texts(everything())
    return [all_packed(*texts.train(np.where(texts.folds == fold, 0.0, 1.0))) for fold in range(FOLDS)]


def rows_of(batch: str, dialogue: Dialogue, tone: Mapping[str, Kind]) -> Iterator[Row]:
    """The sentences of the experts in one."""
    thread = Thread([_message(who, words, dialogue, tone) for who, words in dialogue.talk], dialogue.question)
    right = [_words(proposal) for proposal in (dialogue.proposal, *dialogue.also)]
    for place, message in enumerate(thread.messages):
        if message.said.part != EXPERT:
            continue
        letters = dialogue.says[place] if dialogue.says else ""
        for number, part in enumerate(message.sentences):
            is_told = len(letters) == len(message.sentences)
            belongs = letters[number] == "c" if is_told else any(_stands_in(_words(part), one) for one in right)
            found = np.fromiter(slots(thread, place, number), int)
            yield Row(batch, found, message.doubts[number], belongs)


def _message(who: str, words: str, dialogue: Dialogue, tone: Mapping[str, Kind]) -> Message:
    said = Contribution(0, who, PARTS[who], words)
    parts = sentences(words) if said.part == EXPERT else ()
    found = [slots_of_itself(part, dialogue.question, COLLEAGUES) for part in parts]
    return Message(said, [[kind.weigh(one) for kind in tone.values()] for one in found], COLLEAGUES)


def _words(text: str) -> Sequence[str]:
    return [word.casefold() for word in WORD.findall(text)]


def _stands_in(part: Sequence[str], right: Sequence[str]) -> bool:
    """Whether most of a sentence stands in a right proposal in one piece, or nearly all of it in any order."""
    if not part or not right:
        return False
    if len(part) > SOME and sum(word in right for word in part) / len(part) >= IN_ANY_ORDER:
        return True
    return _longest(part, right) / len(part) >= BELONGS


def _longest(part: Sequence[str], right: Sequence[str]) -> int:
    """How many words both have in one piece at most."""
    starts = ((one, other) for one in range(len(part)) for other in range(len(right)) if part[one] == right[other])
    return max((_alike(part[one:], right[other:]) for one, other in starts), default=0)


def _alike(some: Sequence[str], others: Sequence[str]) -> int:
    alike = next(groupby(zip(some, others, strict=False), key=lambda pair: pair[0] == pair[1]))
    return len(list(alike[1]))


def left_out(rows: Sequence[Row], batch: str) -> tuple[Numbers, NDArray[np.bool_]]:
    """What is told of the sentences of a batch when it is learned from the others, and what is right."""
    kind, mine = train([row for row in rows if row.batch != batch]), [row for row in rows if row.batch == batch]
    told = [kind.weigh(row.slots.tolist()) - BY_ITSELF * row.doubt for row in mine]
    return np.array(told), np.array([row.belongs for row in mine])


def train(rows: Sequence[Row]) -> Kind:
    """Logistic regression beside what a sentence is by itself, by steps that fit each weight (Adam)."""
    at = np.concatenate([np.full(len(row.slots), number) for number, row in enumerate(rows)])
    found = np.concatenate([row.slots for row in rows])
    sizes = np.concatenate([np.full(len(row.slots), 1 / np.sqrt(len(row.slots))) for row in rows])
    wanted, by_itself = np.array([row.belongs for row in rows]), np.array([-BY_ITSELF * row.doubt for row in rows])
    weights, start = np.zeros(SLOTS), 0.0
    mean, spread = np.zeros(SLOTS), np.zeros(SLOTS)
    for step in range(1, ROUNDS + 1):
        weighed = np.bincount(at, weights[found] * sizes, len(rows)) + start + by_itself
        wrong = (1 / (1 + np.exp(-weighed)) - wanted) / len(rows)
        slope = np.bincount(found, wrong[at] * sizes, SLOTS) + PULL * weights / len(rows)
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        weights -= PACE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
        start -= 3 * PACE * float(wrong.sum())
    return packed(weights, start)


if __name__ == "__main__":
    main()
