"""What the bot says by itself: the morning brief, the week's figures in words, and their picture.

All are drawn from what is true at the moment of sending. What could not be sent on its day is not sent at all.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot import telling
from bot.briefs.briefing import channels, is_timely
from bot.briefs.picture import can_draw, picture
from bot.counting import DAYS, week_of
from bot.desk.office import Office
from bot.drawing.beside.library import ended
from bot.drawing.calling.brief_card import MOST, brief_card
from bot.drawing.figures.week_card import alt_text, bars, week_card
from bot.drawing.gathering import listed
from bot.effects import CHAT_LOOKS, PICTURE_LOOKS, Effect, copies
from bot.effects.copies import Shown
from bot.flow.promising import reminding
from bot.flow.promising.reminding import Entry
from bot.orders import kinds
from bot.ports.card import Card
from bot.ports.chat import Chat, MessageRef
from bot.ports.picture import Picture, PictureType
from bot.rules.calendar import opening_hours
from bot.rules.figures import Week
from bot.work import House, Work
from storage import open_questions
from storage.queues.tables import Delivery
from storage.tables import Question


class _OfTheDay(Effect):
    """Something for a channel that is worth saying on its day only."""

    looks = CHAT_LOOKS
    repeatable = False

    def __init__(self, office: Office, chat: Chat) -> None:
        super().__init__(office)
        self.chat = chat

    async def look(self, row: Delivery) -> MessageRef | None:
        """Find it in the channel."""
        return await self.chat.find_own(row.body["channel"], "", row.key, row.begun_at or row.ordered_at)

    def _is_timely(self, row: Delivery) -> bool:
        return is_timely(row.body["day"], self.office.clock.now(), opening_hours(self.office.house.municipality))

    def _pages(self, row: Delivery) -> tuple[str, ...]:
        return channels(self.office.house.municipality).get(row.body["channel"], ())


class MorningBrief(_OfTheDay):
    """How things stand this morning."""

    async def make(self, row: Delivery) -> MessageRef | None:
        """Post it; nothing when its day is over."""
        if not self._is_timely(row):
            return None
        card, shown = await self._drawn(row)
        ref = await self.chat.post_card(row.body["channel"], card, row.key)
        return Shown(ref.channel, ref.id, ref.thread, shown)

    async def as_it_stands(self, _office: Office, row: Delivery) -> Card | None:
        """The brief of its day drawn anew; None when that day is over."""
        return (await self._drawn(row))[0] if self._is_timely(row) else None

    async def done(self, work: Work, row: Delivery, made: MessageRef | None) -> None:
        """It follows when a citizen changes the words it shows; of one that was only found again nobody knows which."""
        if isinstance(made, Shown):
            await copies.note(work, row, made)
        elif made is not None:
            _, shown = await self._drawn(row)
            await copies.note(work, row, Shown(made.channel, made.id, made.thread, dict.fromkeys(shown, 0)))
        await self._reminded(work, row, is_said=made is not None)

    async def _reminded(self, work: Work, row: Delivery, *, is_said: bool) -> None:
        """It says this morning's reminders, too: those before are taken away. Without a brief each is said by itself."""
        entries = reminding.in_order(row.body)
        if is_said:
            await reminding.stand(work, entries, "", str(row.id), says=None)
            return
        for entry in await reminding.still_standing(work.session, work.house, entries):
            question = await work.question(entry.question_id)
            await telling.remind(work, question, (entry.question_id, entry.promise, entry.name))

    async def _drawn(self, row: Delivery) -> tuple[Card, dict[int, int]]:
        """The card, and the questions it shows, each with its version."""
        house, now = self.office.house, self.office.clock.now()
        async with self.office.database.read() as session:
            waiting = await open_questions.of_pages(session, self._pages(row))
            held = await reminding.still_standing(session, house, reminding.in_order(row.body))
            views = await listed(session, house, _chosen(waiting, held), now)
            gone = await ended(session, house, self._pages(row), now)
        shown = {view.question.id or 0: view.question.version for view in views}
        return brief_card(house, house.day(now), len(waiting), views, _called(house, waiting, held), gone), shown


class _OfTheWeek(_OfTheDay):
    """Something drawn from the last seven days' figures."""

    async def _week(self, row: Delivery) -> Week:
        async with self.office.database.read() as session:
            return await week_of(session, self.office.house, self._pages(row), _until(row))


class WeekSummary(_OfTheWeek):
    """The figures in words."""

    async def make(self, row: Delivery) -> MessageRef | None:
        """Post them; nothing when their day is over."""
        if not self._is_timely(row):
            return None
        house, until = self.office.house, _until(row)
        card = week_card(house, await self._week(row), house.day(until - DAYS), house.day(until))
        return await self.chat.post_card(row.body["channel"], card, row.key)

    async def done(self, work: Work, row: Delivery, made: MessageRef | None) -> None:
        """The picture follows, by a way of its own, so that it never holds anything up."""
        if made is not None and can_draw():
            channel, day = row.body["channel"], datetime.fromisoformat(row.body["day"]).date()
            await telling.brief(work, kinds.WEEK_PICTURE, channel, day, due_at=work.now, until=row.body["until"])


class WeekPicture(_OfTheWeek):
    """The figures as a picture."""

    looks = PICTURE_LOOKS

    async def make(self, row: Delivery) -> None:
        """Draw and post it; nothing when its day is over, nobody got an answer, or it cannot be drawn."""
        figures, house = (await self._week(row)).now, self.office.house
        if not self._is_timely(row) or not figures.answered:
            return
        png = await asyncio.to_thread(picture, house.say("report.picture"), bars(house, figures))
        if png is not None:
            name = f"{house.say('report.title')} {row.body['day']}"
            shown = Picture(png, PictureType.PNG, name, alt_text(house, figures))
            await self.chat.post_picture(row.body["channel"], "", shown, row.key)


KINDS = {kinds.BRIEF: MorningBrief, kinds.WEEK: WeekSummary, kinds.WEEK_PICTURE: WeekPicture}


def _chosen(waiting: Sequence[Question], held: Sequence[Entry]) -> list[Question]:
    """Whom the brief names, the one that is due first at the top: all it reminds of, what may be urgent, and others in the room left."""
    must = {entry.question_id for entry in held} | {one.id for one in waiting if one.suggestion == "emergency"}
    others = [question for question in waiting if question.id not in must][: max(MOST - len(must), 0)]
    return [question for question in waiting if question.id in must or question in others]


def _called(house: House, waiting: Sequence[Question], held: Sequence[Entry]) -> list[str]:
    """Whom this morning's reminders call, each once."""
    steps = {entry.question_id: entry.step for entry in held}
    found = [reminding.called(house, one, steps[one.id or 0]) for one in waiting if one.id in steps]
    return list(dict.fromkeys(person for people in found for person in people))


def _until(row: Delivery) -> datetime:
    return datetime.fromisoformat(row.body["until"])
