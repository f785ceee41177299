"""Labelled comments: how one line of the files reads, what a label may say, and which half a comment belongs to."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.reading.likeness.heads import TOPICS

HERE = Path(__file__).parent
OPEN, ASIDE = "open", "aside"
PRACTICE = "practice"  # written while the rules were written: for work, never a measure
# How themes of the practice begin that have a room of their own: ways of saying one thing, and what was written after the third batch.
ROOMS = ("ways", "more", "wide")
EARLIER = "earlier"  # the batch that was written before there were rules
# Written when rules stood already; the batch and "_" begin their themes.
BATCHES = ("later", "fresh", "second", "third", "fourth")

HANDLINGS = {
    "answer",
    "holding",
    "redirect_case",
    "redirect_personal",
    "redirect_other",
    "emergency",
    "no_answer_needed",
    "hide",
}
DEPARTMENTS = {*TOPICS, "none"}
LANGUAGES = {"nb", "nn", "en", "dialect"}
DIALECTS = {"trøndersk", "bergensk", "nordnorsk", "sørlandsk", "østnorsk"}
DESPAIR = ("despair_first", "despair_second", "despair_third")
DANGERS = (
    "fire",
    "breath_heart",
    "injury",
    "drowning_ice",
    "child",
    "violence",
    "water_sewage",
    "power_gas",
    "road_slide",
    "animals",
    *DESPAIR,
)
LEVELS = {"life": "call 110, 112, 113 or 116 117", "duty": "call the municipality's duty phone", "none": "no danger"}
NUMBERS = (
    "fodselsnummer",
    "d_nummer",
    "bank_account",
    "credential",
    "licence_plate",
    "phone",
    "address",
    "email",
    "case_number",
    "gnr_bnr",
)
MATTERS = ("health", "social_services", "child", "economy", "name_third_party")


@dataclass(frozen=True)
class Span:
    """Something personal in a text: its kind, and from where to where (in characters, the end not counted)."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Comment:
    """One comment and what a sensible front desk sees in it.

    `handling` is what comes first; `also_ok` is what nobody would blame. `department` is None where several would do.
    `finds` is None where nobody went through the text for personal data.
    """

    id: str
    theme: str
    text: str
    handling: str
    also_ok: tuple[str, ...] = ()
    department: str | None = None
    language: str = "nb"
    dialect: str | None = None
    level: str = "none"
    kind: str | None = None
    finds: tuple[Span, ...] | None = field(default=None)

    @property
    def is_danger(self) -> bool:
        """Whether a red notice is due."""
        return self.level != "none"


def name_for(theme: str, text: str) -> str:
    """The id of a comment: it follows the words, so that a comment keeps its half wherever it stands."""
    return f"{theme}-{hashlib.sha256(text.encode()).hexdigest()[:10]}"


def half_of(comment_id: str) -> str:
    """Which half a comment belongs to; the same for ever."""
    return OPEN if hashlib.sha256(comment_id.encode()).digest()[0] % 2 else ASIDE


def read(half: str) -> list[Comment]:
    """All comments of a half, or of the practice, by theme."""
    return [comment for file in sorted((HERE / half).rglob("*.jsonl")) for comment in _in_file(file)]


def batch_of(theme: str) -> str:
    """When a theme was written, by its name: one of the batches, or else earlier."""
    return next((batch for batch in BATCHES if theme.startswith(f"{batch}_")), EARLIER)


def subject_of(theme: str) -> str:
    """What a theme is about, whenever it was written."""
    return theme.removeprefix(f"{batch_of(theme)}_")


def home_of(folder: Path, half: str, theme: str) -> Path:
    """The file of a theme in a half or the practice; each later batch and ways of speaking lie in folders of their own."""
    batch = batch_of(theme)
    begins = theme.partition("_")[0]
    room = begins if begins in ROOMS else "" if batch == EARLIER else batch
    return folder / half / room / f"{theme}.jsonl"


def _in_file(file: Path) -> Iterator[Comment]:
    for line in file.read_text(encoding="utf-8").splitlines():
        yield from_plain(json.loads(line), file.stem)


def from_plain(plain: dict[str, Any], theme: str) -> Comment:
    """The comment that a line of a file holds."""
    spans = plain["finds"]
    return Comment(
        id=plain["id"],
        theme=theme,
        text=plain["text"],
        handling=plain["handling"],
        also_ok=tuple(plain.get("also_ok", ())),
        department=plain["department"],
        language=plain["language"],
        dialect=plain.get("dialect"),
        level=plain["danger"]["level"],
        kind=plain["danger"]["kind"],
        finds=None if spans is None else tuple(Span(one["kind"], one["start"], one["end"]) for one in spans),
    )


def to_plain(comment: Comment) -> dict[str, Any]:
    """The line of a file for a comment; each find carries its words, for whoever reads the file."""
    spans = comment.finds
    return {
        "id": comment.id,
        "text": comment.text,
        "handling": comment.handling,
        "also_ok": list(comment.also_ok),
        "department": comment.department,
        "language": comment.language,
        "dialect": comment.dialect,
        "danger": {"level": comment.level, "kind": comment.kind},
        "finds": None if spans is None else [_plain_span(comment.text, one) for one in spans],
    }


def _plain_span(text: str, span: Span) -> dict[str, Any]:
    return {"kind": span.kind, "text": text[span.start : span.end], "start": span.start, "end": span.end}


def faults(comment: Comment) -> list[str]:
    """What is wrong with the labels of a comment, in words; nothing if they hold."""
    checks = {
        f"handling {comment.handling!r} is unknown": comment.handling in HANDLINGS,
        f"also_ok {comment.also_ok!r} is unknown": set(comment.also_ok) <= HANDLINGS,
        f"department {comment.department!r} is unknown": comment.department in DEPARTMENTS | {None},
        f"language {comment.language!r} is unknown": comment.language in LANGUAGES,
        "a dialect has a name, and only a dialect": (comment.dialect in DIALECTS) == (comment.language == "dialect"),
        f"level {comment.level!r} is unknown": comment.level in LEVELS,
        "a danger has a kind, and only a danger": (comment.kind in DANGERS) == comment.is_danger,
        "a danger is an emergency": not comment.is_danger or comment.handling == "emergency",
        "an emergency is a danger": comment.handling != "emergency" or comment.is_danger,
        "a find has a known kind and words": all(_holds(one, comment.text) for one in comment.finds or ()),
        "the id follows the words": comment.id == name_for(comment.theme, comment.text),
        "the text has words or signs": bool(comment.text.strip()),
    }
    return [fault for fault, holds in checks.items() if not holds]


def _holds(span: Span, text: str) -> bool:
    return span.kind in NUMBERS + MATTERS and bool(text[span.start : span.end].strip()) and span.end <= len(text)
