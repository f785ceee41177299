"""Labelled questions: earlier ones with their answers, and new ones with the department that knows and the answer that fits."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
OPEN, ASIDE, FRESH = "open", "aside", "fresh"


@dataclass(frozen=True)
class Earlier:
    """A question that was answered, and its answer."""

    id: str
    text: str
    answer: str
    department: str


@dataclass(frozen=True)
class Asked:
    """A new question: who knows, and the earlier question whose answer fits; None if none does."""

    id: str
    text: str
    department: str
    fits: str | None


def name_for(text: str) -> str:
    """The id of a question: it follows the words, so that nobody chooses its half."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def half_of(asked_id: str) -> str:
    """Which half a new question belongs to; the same for ever."""
    return OPEN if hashlib.sha256(asked_id.encode()).digest()[0] % 2 else ASIDE


def earlier() -> list[Earlier]:
    """All questions that were answered; a municipality knows all of them, so they have no halves."""
    return [Earlier(**line) for line in _lines(HERE / "earlier.jsonl")]


def asked(half: str) -> list[Asked]:
    """The new questions of a half."""
    return [Asked(**line) for line in _lines(HERE / half / "asked.jsonl")]


def _lines(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
