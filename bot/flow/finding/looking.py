"""Looking for what was answered before: a few places of an index, whatever is stored, and then a comparison of values."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.finding.alike import LISTED, OFFERED, likest, telling
from bot.finding.meanings import meanings
from bot.flow.answering.public_words import bare, undescribed
from bot.work import Work
from storage.queues import earlier
from storage.queues.tables import LibraryAnswer
from storage.tables import Answer, Question

LOOKED_BY, COMPARED = 8, 60  # meanings by which is looked, questions that are compared


def without_frame(answer: Answer, language: str) -> str:
    """A published answer as others may get it: no greeting, no signature, and nothing of a picture that went with it."""
    return bare(undescribed(answer.text, language) if answer.picture else answer.text, language)


@dataclass(frozen=True)
class Found:
    """An answered question that resembles what was looked for, with the answer that stands, and how much: from 0 to 1."""

    question: Question
    answer: Answer
    likeness: float
    kept: LibraryAnswer | None = None  # what the desk keeps of it for others

    @property
    def words(self) -> str:
        """The answer without its greeting and signature, as it is kept or as it was published; not what it said of a picture."""
        return self.kept.text if self.kept else without_frame(self.answer, self.question.language)

    @property
    def language(self) -> str:
        """The language of its words."""
        return self.question.language

    @property
    def link(self) -> str:
        """Where it stands in public."""
        return self.answer.link

    @property
    def answered_at(self) -> datetime:
        """When it was published."""
        return self.answer.published_at or self.question.asked_at

    @property
    def is_offered(self) -> bool:
        """Whether it is so alike that a card would offer it."""
        return self.likeness >= OFFERED


async def find(
    session: AsyncSession, text: str, most: int, now: datetime, *, page: str = "", least: float = LISTED, but: int = 0
) -> list[Found]:
    """What was answered before and resembles a text, the likest first; `but` one question is left out.

    What the library of a page has is offered there, or where no `page` is named; what has ended there is offered nowhere.
    """
    asked = meanings(text)
    pairs = await earlier.with_meanings(session, telling(asked, LOOKED_BY), but)
    weights: dict[int, float] = {}
    for meaning, question_id in pairs:
        weights[question_id] = weights.get(question_id, 0) + asked[meaning]
    near = sorted(weights, key=lambda number: (-weights[number], -number))[:COMPARED]
    if not near:
        return []
    times = Counter(meaning for meaning, _ in pairs)
    likely = likest(asked, await earlier.meanings_of(session, near), least, times)
    stands = await _usable(session, {one.id: one.likeness for one in likely}, now, page)
    return [stands[one.id] for one in likely if one.id in stands][:most]


async def resembled(work: Work, page: str, text: str, but: int = 0) -> int | None:
    """The number of the answered question that a citizen's words resemble most; None where none is as alike as that."""
    found = await find(work.session, text, 1, work.now, page=page, least=OFFERED, but=but)
    return found[0].question.id if found else None


async def standing(session: AsyncSession, question_id: int | None, now: datetime, page: str) -> Found | None:
    """An answered question by its number, as long as its answer stands and may be used."""
    return (await _usable(session, {question_id: 1.0}, now, page)).get(question_id) if question_id else None


async def _usable(session: AsyncSession, likeness: Mapping[int, float], now: datetime, page: str) -> dict[int, Found]:
    usable = {}
    for question, answer, entry in await earlier.standing(session, list(likeness)):
        ours, has_ended = entry if entry and page in ("", entry.page) else None, entry and entry.valid_until <= now
        if (answer.text or ours) and not has_ended:
            number = question.id or 0
            usable[number] = Found(question, answer, likeness[number], ours)
    return usable
