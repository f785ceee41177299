"""Looking for what was answered before: a few places of an index, whatever is stored, and then a comparison of values."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.finding.alike import LISTED, OFFERED, likest, telling
from bot.finding.meanings import meanings
from bot.flow.answering.public_words import bare, undescribed
from bot.work import Work
from storage.queues import earlier
from storage.tables import Answer, Question

LOOKED_BY, COMPARED = 8, 60  # meanings by which is looked, questions that are compared


@dataclass(frozen=True)
class Found:
    """An answered question that resembles what was looked for, with the answer that stands, and how much: from 0 to 1."""

    question: Question
    answer: Answer
    likeness: float

    @property
    def words(self) -> str:
        """The answer without its greeting and signature, and without what it said of a picture."""
        text, language = self.answer.text, self.question.language
        return bare(undescribed(text, language) if self.answer.picture else text, language)

    @property
    def answered_at(self) -> datetime:
        """When it was published."""
        return self.answer.published_at or self.question.asked_at

    @property
    def is_offered(self) -> bool:
        """Whether it is so alike that a card would offer it."""
        return self.likeness >= OFFERED


async def find(session: AsyncSession, text: str, most: int, *, least: float = LISTED, but: int = 0) -> list[Found]:
    """What was answered before and resembles a text, the likest first; `but` one question is left out."""
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
    stands = await earlier.standing(session, [one.id for one in likely])
    return [Found(*stands[one.id], one.likeness) for one in likely if one.id in stands][:most]


async def resembled(work: Work, text: str, but: int = 0) -> int | None:
    """The number of the answered question that a citizen's words resemble most; None where none is as alike as that."""
    found = await find(work.session, text, 1, least=OFFERED, but=but)
    return found[0].question.id if found else None


async def standing(session: AsyncSession, question_id: int | None) -> Found | None:
    """An answered question by its number, as long as its answer stands and may be used."""
    if question_id is None:
        return None
    stands = await earlier.standing(session, [question_id])
    return Found(*stands[question_id], 1.0) if question_id in stands else None
