"""The dialogues of `dialogues.toml`, and which of them are set aside.

Half of them were put aside by the hash of their id before a rule was written. Rules are made and mended on the others;
of these only the rate is known.
"""

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.rules.talk.conversation import Contribution, Conversation, converse

FILE = Path(__file__).with_name("dialogues.toml")
PARTS = {"Ola": "expert", "Ingrid": "expert", "Anne": "desk", "Erik": "desk", "Per": "other", "Bot": "bot"}


@dataclass(frozen=True)
class Dialogue:
    """Who said what under a question (name and words), and what is right: the proposal, the state, the questions back."""

    id: str
    question: str
    talk: tuple[tuple[str, str], ...]
    state: str
    proposal: str
    asks: tuple[str, ...]

    @property
    def is_set_aside(self) -> bool:
        """Whether the rules were made without it."""
        return hashlib.sha256(self.id.encode()).digest()[0] % 2 == 1


def dialogues() -> Sequence[Dialogue]:
    """All dialogues, in the order of the file."""
    return [_dialogue(entry) for entry in tomllib.loads(FILE.read_text(encoding="utf-8"))["dialogue"]]


def _dialogue(entry: dict[str, object]) -> Dialogue:
    lines = entry["talk"]
    assert isinstance(lines, list)
    talk = tuple((name, words) for name, _, words in (str(line).partition(": ") for line in lines))
    asked = entry.get("asks", [])
    assert isinstance(asked, list)
    return Dialogue(
        id=str(entry["id"]),
        question=str(entry["question"]),
        talk=talk,
        state=str(entry["state"]),
        proposal=str(entry["proposal"]),
        asks=tuple(str(each) for each in asked),
    )


def played(dialogue: Dialogue) -> Conversation:
    """What the rules make of a dialogue."""
    said = [Contribution(i, name, PARTS[name], words) for i, (name, words) in enumerate(dialogue.talk)]
    return converse(said, dialogue.question, PARTS)


def is_right(dialogue: Dialogue) -> bool:
    """Whether proposal, state and questions back are all as they should be."""
    found = played(dialogue)
    asks = tuple(each.contribution.text for each in found.questions)
    return (found.text, found.state, asks) == (dialogue.proposal, dialogue.state, dialogue.asks)
