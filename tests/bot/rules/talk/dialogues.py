"""The dialogues of `dialogues.toml`, `fresh/`, `second/`, `third/` and `fourth/`, and which of them are set aside.

Half of them were put aside by the hash of their id before a rule was written. Rules are made and mended on the others;
of these only the rate is known. The later batches were each written without sight of the rules, after rules had been mended
on the one before; the half of them that is set aside has a file of its own.
`python -m tests.bot.rules.talk.dialogues` prints the rates.
"""

import hashlib
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.rules.talk.contributions import Contribution
from bot.rules.talk.conversation import Conversation, converse
from bot.rules.talk.messages.words import WORD

FILE = Path(__file__).with_name("dialogues.toml")
BATCHES = ("fresh", "second", "third", "fourth")
OPEN = {batch: FILE.parent / batch / "open.toml" for batch in BATCHES}
ASIDE = {batch: FILE.parent / batch / "aside.toml" for batch in BATCHES}
MADE = FILE.parent / "practice" / "made.toml"  # written while the rules were made
PRACTICE = sorted(FILE.parent.glob("practice/*.toml"))  # work, and no measure
EXPERTS, DESK = ("Ola", "Ingrid", "Kjell", "Turid", "Siri", "Mona"), ("Anne", "Erik", "Jonas")
PARTS = dict.fromkeys(EXPERTS, "expert") | dict.fromkeys(DESK, "desk") | {"Per": "other", "Bot": "bot"}


@dataclass(frozen=True)
class Dialogue:
    """Who said what under a question (name and words), and what is right: the proposal, the state, the questions back.

    `also` are proposals that are as good; an empty one says that none has to stand. `says` tells what each sentence of a message
    is, a letter each, where somebody has said it: see `practice/fifth_a.toml`.
    """

    id: str
    question: str
    talk: tuple[tuple[str, str], ...]
    state: str
    proposal: str
    asks: tuple[str, ...]
    also: tuple[str, ...] = ()
    says: tuple[str, ...] = ()

    @property
    def is_set_aside(self) -> bool:
        """Whether the rules were made without it."""
        return hashlib.sha256(self.id.encode()).digest()[0] % 2 == 1


def dialogues(file: Path = FILE) -> Sequence[Dialogue]:
    """All dialogues of a file, in its order."""
    return [_dialogue(entry) for entry in tomllib.loads(file.read_text(encoding="utf-8"))["dialogue"]]


def _dialogue(entry: dict[str, object]) -> Dialogue:
    lines = entry["talk"]
    assert isinstance(lines, list)
    talk = tuple((name, words) for name, _, words in (str(line).partition(": ") for line in lines))
    return Dialogue(
        id=str(entry["id"]),
        question=str(entry["question"]),
        talk=talk,
        state=str(entry["state"]),
        proposal=str(entry["proposal"]),
        asks=_texts(entry, "asks"),
        also=_texts(entry, "also"),
        says=_texts(entry, "says"),
    )


def _texts(entry: dict[str, object], field: str) -> tuple[str, ...]:
    texts = entry.get(field, [])
    assert isinstance(texts, list)
    return tuple(str(each) for each in texts)


def played(dialogue: Dialogue) -> Conversation:
    """What the rules make of a dialogue."""
    said = [Contribution(i, name, PARTS[name], words) for i, (name, words) in enumerate(dialogue.talk)]
    return converse(said, dialogue.question, PARTS)


def is_right(dialogue: Dialogue) -> bool:
    """Whether proposal, state and questions back are all as they should be, or as good."""
    found = played(dialogue)
    asks = tuple(each.contribution.text for each in found.questions)
    return (found.text, found.state, asks) in _accepted(dialogue)


def _accepted(dialogue: Dialogue) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """What is right. Where a question back may just as well be the proposal, it is then not shown as a question."""
    yield dialogue.proposal, dialogue.state, dialogue.asks
    for proposal in dialogue.also:
        asks = tuple(each for each in dialogue.asks if each != proposal)
        yield proposal, "proposal" if proposal else "question" if asks else "nothing", asks


def leaks(dialogue: Dialogue) -> bool:
    """Whether the proposal holds words that no right one has: worse than one that lacks some."""
    found = _words(played(dialogue).text)
    return not any(found <= _words(proposal) for proposal, *_ in _accepted(dialogue))


def lacks(dialogue: Dialogue) -> bool:
    """Whether the proposal is wrong by its words, and all it holds is for the citizen."""
    found = played(dialogue).text
    return not leaks(dialogue) and all(found != proposal for proposal, *_ in _accepted(dialogue))


def _words(text: str) -> Counter[str]:
    return Counter(word.casefold() for word in WORD.findall(text))


def right_of(counted: Iterable[Dialogue]) -> tuple[int, int]:
    """How many are read rightly, and of how many."""
    results = [is_right(each) for each in counted]
    return sum(results), len(results)


def earlier_aside() -> Sequence[Dialogue]:
    """The half of `dialogues.toml` that no rule was made on."""
    return [each for each in dialogues() if each.is_set_aside]


def main() -> None:
    """Print the rates, of the wrong ones how many hold too much or only lack words, and which may be read and are not right."""
    halves = {"set aside": ASIDE, "open": OPEN}
    batches = [(f"{batch}, {half}", dialogues(files[batch])) for batch in BATCHES for half, files in halves.items()]
    for title, counted in (("earlier, set aside", earlier_aside()), *batches):
        sys.stdout.write(f"{title:20}{_told(counted)}\n")
    wrong = [each for file in OPEN.values() for each in dialogues(file) if not is_right(each)]
    sys.stdout.write("".join(f"  not right: {each.id}{', holds too much' * leaks(each)}\n" for each in wrong))


def _told(counted: Sequence[Dialogue]) -> str:
    right, total = right_of(counted)
    much, little = sum(map(leaks, counted)), sum(map(lacks, counted))
    return f"{right / total:7.3f}  {right}/{total}, too much in {much}, only too little in {little}"


if __name__ == "__main__":
    main()
