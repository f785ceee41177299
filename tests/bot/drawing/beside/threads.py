"""Threads as tables of what was said, and the proposal that a person sees below them."""

import tomllib
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from bot.drawing.view import View
from bot.flow.answering import talking
from bot.reading.language import detect
from bot.rules.talk.conversation import words_of
from storage.tables import Answer, Remark
from tests.bot.drawing.test_closed_comments import NOON, asked
from tests.bot.solvik import solvik

DESK = ("Anne", "Jonas", "Erik")


@dataclass(frozen=True)
class Thread:
    """A citizen's question and what colleagues said under it; `told` stands in the warnings, `beside` below the proposal."""

    question: str
    talk: tuple[str, ...]
    told: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    proposal: str = ""


def threads(name: str) -> list[Thread]:
    """All threads of a table beside this module, in its order."""
    file = Path(__file__).with_name(f"{name}.toml")
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["thread"]
    return [
        Thread(**{key: value if isinstance(value, str) else tuple(value) for key, value in one.items()})
        for one in entries
    ]


def seen(thread: Thread, *, card_id: str = "") -> View:
    """What everybody sees when all of it is said: the proposal is what the rules take, or the words that the table gives."""
    view = asked("comment", thread.question, solvik())
    view.question.language = detect(thread.question, "nb")
    view.question.card_id = card_id
    view.question.state = "proposed"
    said = [_remark(number, line) for number, line in enumerate(thread.talk, 2)]
    view = replace(view, remarks=[*view.remarks, *said])
    taken = talking.conversation(view.house, view.question, view.remarks, ()).taken
    text = talking.public(words_of(taken))
    if thread.proposal:
        taken = tuple(each for each in view.talk.heard if each.contribution.text == thread.proposal)
        text = thread.proposal
    assert text, "the rules take nothing of this for an answer"
    return replace(view, answers=(_answer(text, [each.contribution.id for each in taken]),))


def _remark(number: int, line: str) -> Remark:
    name, _, words = line.partition(": ")
    return Remark(
        id=number,
        door="chat",
        author="desk" if name in DESK else "expert",
        author_id=f"U0{name.upper()}",
        author_name=name,
        text=words,
        written_at=NOON + timedelta(seconds=number),
    )


def _answer(text: str, sources: list[int]) -> Answer:
    return Answer(
        id=5,
        kind="answer",
        text=f"Hei, Kari! {text}\nHilsen Kommunetorget",
        state="proposed",
        made_at=NOON + timedelta(minutes=5),
        question_id=12,
        version=1,
        words_hash="",
        sources=" ".join(map(str, sources)),
    )
