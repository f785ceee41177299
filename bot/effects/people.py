"""Speaking to people rather than about a question: telling one person, calling a department in, their own page, alarms."""

from collections.abc import Mapping

from bot import telling
from bot.desk.office import Office
from bot.drawing.calling.alarm_card import alarm_card
from bot.drawing.gathering import view_of
from bot.drawing.lists import home_list
from bot.drawing.view import View
from bot.effects import CHAT_LOOKS, Effect, copies
from bot.effects.copies import Shown
from bot.orders import kinds
from bot.ports.card import Card
from bot.ports.chat import Chat, MessageRef
from bot.ports.failures import Reason
from bot.rules.troubles import other_channel
from bot.work import Work
from storage.queues.tables import Delivery
from storage.tables import Question


class _ToPeople(Effect):
    """An effect in the chat that belongs to no question."""

    def __init__(self, office: Office, chat: Chat) -> None:
        super().__init__(office)
        self.chat = chat


class Telling(_ToPeople):
    """A word to one person. Best effort: never repeated."""

    repeatable = False

    async def make(self, row: Delivery) -> None:
        """Tell the person."""
        body = row.body
        await self.chat.tell(body["channel"], body["thread"], body["person"], body["text"])


class CallingIn(_ToPeople):
    """Members for the channel, so that a mention reaches them."""

    async def make(self, row: Delivery) -> Mapping[str, str]:
        """Add the people who are missing; why, for each who cannot be added."""
        return await self.chat.call_in(row.body["channel"], row.body["people"])

    async def done(self, work: Work, row: Delivery, made: Mapping[str, str]) -> None:
        """Whoever is not in the channel hears nothing there: the channel is told once of each."""
        channel = row.body["channel"]
        for person, error in made.items():
            name, who = f"not_called:{channel}:{person}", work.house.name_of(person) or person
            await telling.alarm(work, name, channel, "alarm.not_called", person=who, error=error)

    async def refused(self, work: Work, row: Delivery, reason: Reason) -> None:  # noqa: ARG002 - whatever the reason
        """Nobody at all can be added: the channel is told once."""
        channel = row.body["channel"]
        await telling.alarm(work, f"nobody_called:{channel}", channel, "alarm.nobody_called")


class HomePage(_ToPeople):
    """A person's own page with the open questions."""

    async def make(self, row: Delivery) -> None:
        """Draw it from what is true now."""
        house, person, now = self.office.house, row.body["person"], self.office.clock.now()
        async with self.office.database.read() as session:
            cards = await home_list(session, house, now, person, row.body.get("chosen", ""))
        await self.chat.show_home(person, cards)


class Alarm(_ToPeople):
    """A trouble said in a channel, once, and its end."""

    looks = CHAT_LOOKS
    repeatable = False

    async def make(self, row: Delivery) -> Shown:
        """Post it."""
        about = await _about(self.office, row)
        ref = await self.chat.post_card(row.body["channel"], _alarm(self.office, row, about), row.key)
        return Shown(ref.channel, ref.id, ref.thread, _drawn_from(about))

    async def look(self, row: Delivery) -> Shown | None:
        """Find it in the channel; which version it shows nobody knows."""
        ref = await self.chat.find_own(row.body["channel"], "", row.key, row.begun_at or row.ordered_at)
        about = row.body.get("about")
        return Shown(ref.channel, ref.id, ref.thread, {about: 0} if about else {}) if ref else None

    async def done(self, work: Work, row: Delivery, made: Shown | None) -> None:
        """It follows when the citizen changes the words it quotes."""
        if made is not None:
            await copies.note(work, row, made)

    async def refused(self, work: Work, row: Delivery, reason: Reason) -> None:  # noqa: ARG002 - whatever the reason
        """An alarm that a channel does not take is said in another one."""
        if other := other_channel(work.house.municipality, _tried(row)):
            await telling.alarm_in(work, row, other)

    async def in_doubt(self, work: Work, row: Delivery) -> None:
        """An alarm twice is better than none: it is said in another channel, and where none is left, once more in the first.

        No answers stand under it, so that two of them split nothing; see decision 0027.
        """
        first, *others = tried = _tried(row)
        channel = other_channel(work.house.municipality, tried) or (first if first not in others else "")
        if channel:
            await telling.alarm_in(work, row, channel)


def _drawn_from(about: View | None) -> dict[int, int]:
    """The question that an alarm was drawn from, and its version; an older one where it could not lead to a card yet."""
    return {about.question.id or 0: about.question.version if about.question.card_id else 0} if about else {}


def _tried(row: Delivery) -> list[str]:
    """Every channel in which an alarm was tried so far."""
    return [*row.body.get("tried", ()), row.body["channel"]]


async def alarm_as_it_stands(office: Office, row: Delivery) -> Card:
    """The alarm of an order, drawn from what is true now."""
    return _alarm(office, row, await _about(office, row))


def _alarm(office: Office, row: Delivery, about: View | None) -> Card:
    return alarm_card(office.house, row.body, office.clock.now(), about)


async def _about(office: Office, row: Delivery) -> View | None:
    async with office.database.read() as session:
        question = await session.get(Question, row.body.get("about") or 0)
        return await view_of(session, office.house, question, office.clock.now()) if question else None


class TakingAway(_ToPeople):
    """An old message of ours goes, because a newer one stands in its place. What cannot go stays, and people are told once."""

    async def make(self, row: Delivery) -> None:
        """Delete it; one that is gone already is as good."""
        await self.chat.unsay(MessageRef(row.body["channel"], row.body["message"]))

    async def refused(self, work: Work, row: Delivery, reason: Reason) -> None:  # noqa: ARG002 - whatever the reason
        """Nothing that matters is missing, but the threads fill up."""
        channel = row.body["channel"]
        await telling.alarm(work, f"cannot_take_away:{channel}", channel, "alarm.cannot_take_away")


KINDS = {
    kinds.TAKE_AWAY: TakingAway,
    kinds.TELL: Telling,
    kinds.CALL_IN: CallingIn,
    kinds.HOME: HomePage,
    kinds.ALARM: Alarm,
}
