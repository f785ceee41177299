"""A citizen asks to be forgotten: every question of hers ends and loses its words at once, and so do the events she came with.

So do the events of the talk under her cards: what colleagues wrote there is about her.
"""

from dataclasses import dataclass

from bot.flow.forgetting.erase import NOBODY, Stage, erase
from bot.flow.keeping import archive
from bot.rules.states import is_open
from bot.work import BOT, Work
from storage.queues import erasing


@dataclass(frozen=True)
class Forgotten:
    """What was erased: numbers of questions, and how many stored events and effects were emptied.

    `kept` are questions that the archive has to get first.
    """

    questions: tuple[int, ...] = ()
    rows: int = 0
    kept: tuple[int, ...] = ()


async def is_known(work: Work, citizen_id: str) -> bool:
    """Whether there is anything about this citizen. Erases nothing."""
    return bool(citizen_id) and citizen_id != NOBODY and await erasing.knows(work.session, citizen_id)


async def forget(work: Work, citizen_id: str) -> Forgotten:
    """Erase everything about one citizen, by her id on the page. Nothing is found for an id that we do not know."""
    if not citizen_id or citizen_id == NOBODY:
        return Forgotten()
    found = await erasing.of_citizen(work.session, citizen_id)
    rows = await erasing.empty_events(work.session, citizen_id)
    work.erased.add("event")
    kept = []
    for question in found:
        if is_open(question.state):
            await work.move(question, "withdraw", BOT)
        if await archive.keeps(work, question):
            kept.append(question.id or 0)
            continue
        await erase(work, question, Stage.WORDS)
        rows += await erasing.empty_effects(work.session, question.id or 0)
        rows += await erasing.empty_events(work.session, question.card_id) if question.card_id else 0
    gone = [question.id or 0 for question in found if question.id not in kept]
    return Forgotten(tuple(gone), rows, tuple(kept))
