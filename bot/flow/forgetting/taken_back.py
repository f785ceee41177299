"""What a citizen has taken away from the page herself is kept no longer than the events of that time, and not as long as the rest.

Not what the archive wants and has not got, and not what we had hidden: it is the evidence that there was a reason.
"""

from datetime import datetime, timedelta

from bot.flow.forgetting.erase import AT_ONCE
from bot.flow.keeping import archive
from bot.work import BOT, Work
from storage.queues import erasing

TAKEN_BACK = "taken_back"  # in the history, beside the names of the stages


async def waiting(work: Work) -> int:
    """How many such words wait to be erased now."""
    return await erasing.count_gone(work.session, _before(work))


async def some(work: Work) -> list[int]:
    """Erase some of them; returns the numbers of their questions. Nothing is left when it is empty."""
    done: list[int] = []
    while not done and (found := await erasing.gone(work.session, _before(work), AT_ONCE)):
        for remark in found:
            question = await work.question(remark.question_id or 0)
            if await archive.keeps(work, question):
                continue  # it is marked by now, and found no more
            remark.text, remark.attached, remark.left_out = "", [], ""
            work.session.add(remark)
            work.erased.add("remark")
            await work.change(question, "erase", BOT, TAKEN_BACK)
            done.append(question.id or 0)
    return done


def _before(work: Work) -> datetime:
    return work.now - timedelta(days=work.house.municipality.retention.events_days)
