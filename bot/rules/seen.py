"""What a form showed, as a short mark that travels with it: whoever sends it decides on exactly that. Pure.

Everything counts that people wrote about the question: the citizen, experts and colleagues in the thread, the page by
hand, and the proposal. What the bot itself published does not: it changes nothing that the form's reader must know.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.ports.calls import words_hash
from bot.rules.states import LAST_WORDS
from storage.tables import Answer, Question, Remark

_MARK = re.compile(r"(\d+)\.(\d+)\.(\d+)\.([0-9a-f]{12})")


@dataclass(frozen=True)
class Mark:
    """The round and how often the question had been answered, the newest remark, and a fingerprint of all that stood there."""

    round: int
    answered: int
    newest: int
    fingerprint: str

    def __str__(self) -> str:
        return f"{self.round}.{self.answered}.{self.newest}.{self.fingerprint}"

    def is_of_same_round(self, other: "Mark") -> bool:
        """Whether nothing has been answered between the two, and no new round has begun."""
        return (self.round, self.answered) == (other.round, other.answered)


def mark_of(question: Question, remarks: Sequence[Remark], answers: Sequence[Answer]) -> Mark:
    """The mark of a question as it stands. `remarks` and `answers` are its own, in the order they were stored."""
    shown = [remark for remark in remarks if not remark.by_bot]
    parts = [f"{remark.id}:{'' if remark.gone_at else remark.words_hash}" for remark in shown]
    proposed = [answer.words_hash for answer in answers if answer.kind == "answer" and answer.state == "proposed"]
    return Mark(
        round=question.round,
        answered=sum(1 for answer in answers if answer.kind in LAST_WORDS and answer.state == "published"),
        newest=max((remark.id or 0 for remark in shown), default=0),
        fingerprint=words_hash(" ".join([*sorted(parts), *proposed[-1:]]))[:12],
    )


def identity(question: Question) -> str:
    """Which question of the page this is. After a restore another one may have its number."""
    return words_hash(f"{question.page} {question.kind} {question.last_id}")[:8]


def read(text: str) -> Mark | None:
    """The mark that a form brought back; None when it carries none, as forms did that were opened before an upgrade."""
    found = _MARK.fullmatch(text)
    return Mark(int(found[1]), int(found[2]), int(found[3]), found[4]) if found else None
