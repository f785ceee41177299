"""The threads of open questions are read again at the start, and now and then.

A chat tries to tell us for some minutes and then gives up for an hour, or for good. What experts and the desk wrote, changed
or deleted meanwhile must not be lost with it. A thread is read whole: that is one call as well, and only so do changes
show. Reading twice changes nothing: words that are known are no news.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.desk.office import Office
from bot.flow.answering import reply
from bot.log import Log
from bot.ports.calls import words_hash
from bot.ports.chat import Chat, MessageRef
from bot.ports.failures import Refused, TryLater
from bot.ports.happenings import Said, Unsaid
from bot.rules.states import OPEN
from storage import open_questions, questions
from storage.tables import Question, Remark

log = Log(__name__)

EVERY = timedelta(hours=1)
LOOK = timedelta(minutes=1)  # a card whose post is still looked for has no thread to read yet
PACE = timedelta(seconds=2)  # Slack lets us read fifty threads a minute, and the deliveries need some of them
SETTLED = timedelta(minutes=1)  # what was written this moment may not show in a list yet, and is not deleted for that
TRIES = 3
MARGIN = timedelta(days=1)  # a thread is younger than its question; clocks differ


class ThreadReading:
    """Reads the threads of questions that wait for words, one after the other."""

    def __init__(self, office: Office, chat: Chat) -> None:
        self.office = office
        self.chat = chat
        self._began_at = office.clock.now()
        self._read_at: dict[int, datetime] = {}

    async def run(self) -> None:
        """Read each at the start and every hour, until cancelled."""
        clock = self.office.clock
        while True:
            for question_id in await self._due():
                await self._read(question_id)
                self._read_at[question_id] = clock.now()
            await clock.sleep_until(clock.now() + LOOK)

    async def _due(self) -> Sequence[int]:
        """The questions whose threads are to be read now, the one that is answered first at the top."""
        async with self.office.database.read() as session:
            waiting = await open_questions.threads(session, list(self.office.house.municipality.pages), OPEN)
        self._read_at = {number or 0: self._last_read(number or 0, asked_at) for number, asked_at in waiting}
        now = self.office.clock.now()
        return [number for number, read_at in self._read_at.items() if now - read_at >= EVERY]

    def _last_read(self, question_id: int, asked_at: datetime) -> datetime:
        """Nothing was missed of a thread that is younger than this start: then the first look at it counts as reading."""
        never = self._began_at - EVERY
        first = never if asked_at <= self._began_at else self.office.clock.now()
        return self._read_at.get(question_id, first)

    async def _read(self, question_id: int) -> None:
        clock = self.office.clock
        async with self.office.database.read() as session:
            question = await session.get_one(Question, question_id)
        for _ in range(TRIES):
            again_after = await self._try(question)
            await clock.sleep_until(clock.now() + (again_after or PACE))
            if again_after is None:
                return

    async def _try(self, question: Question) -> timedelta | None:
        """Read one thread; after a passing failure, how long to wait before another try."""
        try:
            said = await self.chat.read_thread(
                MessageRef(question.channel, question.card_id), question.asked_at - MARGIN
            )
            await self._take_over(question, said)
        except TryLater as why:
            log.warning("thread not read", question=question.id, detail=why.detail)
            return why.after or PACE
        except Exception as why:  # a deleted card comes back when it is drawn or reminded of the next time
            detail = why.detail if isinstance(why, Refused) else type(why).__name__
            log.warning("thread not read", question=question.id, detail=detail)
        return None

    async def _take_over(self, question: Question, said: Sequence[Said]) -> None:
        async with self.office.database.read() as session:
            known = await questions.remarks_of(session, question.id or 0)
        news = changes(question, said, known, self.office.clock.now())
        if not news:
            return  # as nearly always
        async with self.office.work() as work:
            for each in news:
                await (reply.said(work, each) if isinstance(each, Said) else reply.unsaid(work, each))
        log.info("thread caught up", question=question.id, changes=len(news))


def changes(
    question: Question, said: Sequence[Said], known: Sequence[Remark], now: datetime
) -> Sequence[Said | Unsaid]:
    """What stands in a question's thread and is not known so, and what is known of it and no longer stands there."""
    heard = {remark.external_id: remark for remark in known if remark.door == "chat"}
    there = {each.id for each in said}
    return [
        *[each for each in said if _is_news(each, heard.get(each.id))],
        *[
            Unsaid(question.channel, remark.external_id, now)
            for remark in known
            if _stood(question, remark, now) and remark.external_id not in there
        ],
    ]


def _is_news(said: Said, known: Remark | None) -> bool:
    return known is None or (known.gone_at is None and known.words_hash != words_hash(said.text))


def _stood(question: Question, remark: Remark, now: datetime) -> bool:
    """Whether a remark was in the thread that was read, and long enough ago to show there."""
    is_here = remark.door == "chat" and remark.thread_id == question.card_id and remark.gone_at is None
    return is_here and remark.written_at is not None and remark.written_at < now - SETTLED
