"""The sixty invented questions and what a sensible front desk does with them."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Example:
    """One line of the corpus."""

    id: str
    page: str
    kind: str
    text: str
    language: str
    expected: str
    department: str
    personal_data: tuple[str, ...]


def examples() -> list[Example]:
    """All of them, in order."""
    lines = (Path(__file__).parents[2] / "citizen_questions.jsonl").read_text(encoding="utf-8").splitlines()
    read = [json.loads(line) for line in lines]
    return [Example(**{**one, "personal_data": tuple(one["personal_data"])}) for one in read]
