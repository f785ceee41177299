"""Stories that last for days: the clock is moved by Oslo's time, and a diary keeps every reminder that ever sounded.

A reminder takes the place of the one before, so what stands in a thread does not tell how many there were.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox.slack.state.values import SimMessage
from tests.chats import by_bot, called, sent_at
from tests.listed import headings
from tests.town import CHANNEL, LIBRARY_CHANNEL, PATIENCE, THOMAS, Town, shown
from tests.waiting import eventually

OSLO = ZoneInfo("Europe/Oslo")
PROMPT = timedelta(minutes=5)  # the clock runs on while a busy machine thinks
STEPS = {  # the words by which each step is known
    "Ingen har tatt": "not_taken",
    "ikke hørt noe fra oss": "no_reaction",
    "Vi venter fortsatt på": "expert_silent",
    "Et svar ligger klart her": "not_approved",
    "Fagpersonen har ikke svart": "expert_silent",
    "Svaret ligger klart:": "not_approved",
    "da må svaret være ute": "morning",
    "kort tid igjen": "before",
    "Fristen er ute": "at_deadline",
    "Forfalt:": "late",
}


def oslo(text: str) -> datetime:
    """A moment as the clock on Oslo's town hall shows it: "2026-03-31 09:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


class Days:
    """The days of one story: moves the clock, and hears what the bot says to remind of each card."""

    def __init__(self, solvik: Town) -> None:
        self.solvik = solvik
        self._heard: dict[tuple[str, str], tuple[SimMessage, str]] = {}  # by message and card: what it said, which step
        self._alive = 0
        self._moments: list[datetime] = []
        solvik.slack.on_change(self._listen)

    def told(self, card: SimMessage) -> list[str]:
        """Every reminder of a question so far: day, time and step, as in "07.04 08:00 morning".

        What was said at once after the clock was moved has the time to which it was moved.
        """
        return [f"{self._said_at(said):%d.%m %H:%M} {step}" for said, step in self._of(card)]

    def words(self, card: SimMessage) -> str:
        """What the latest reminder of a question says, with whom it calls."""
        said = self._of(card)[-1][0]
        return " ".join([shown(said), *sorted(called(said))])

    def standing(self, card: SimMessage) -> int:
        """How many reminders of a card's question stand now, under it or in a list."""
        under = [said for said in self.solvik.slack.thread(card.channel, card.ts) if _step(said)]
        return len(under) + len(list(headings(self.solvik.slack.messages(card.channel), card)))

    def move_to(self, time: str) -> None:
        """Let time pass until then."""
        self._moments.append(oslo(time))
        self.solvik.clock.move_to(oslo(time))

    async def hears(self, card: SimMessage, line: str) -> str:
        """Wait until the latest reminder of a question is this one; its words."""
        await eventually(lambda: self.told(card)[-1:] == [line], within=PATIENCE)
        return self.words(card)

    async def quiet_at(self, card: SimMessage, *times: str) -> None:
        """Let time pass until each of these, see the bot at work, and that nothing reminds of this question."""
        before = self.told(card)
        for time in times:
            self.move_to(time)
            await self.sign_of_life()
            assert self.told(card) == before, f"a reminder at {time}"

    async def sign_of_life(self) -> None:
        """Somebody writes on another page, and the card comes."""
        self._alive += 1
        words = f"Er bukken i live, år {self._alive}?"
        self.solvik.asks(THOMAS, words, page="landbruk")
        await self.solvik.card_with(words)

    def _of(self, card: SimMessage) -> list[tuple[SimMessage, str]]:
        return [said for (_, its_card), said in sorted(self._heard.items()) if its_card == card.ts]

    def _said_at(self, said: SimMessage) -> datetime:
        at = sent_at(said)
        before = [moment for moment in self._moments if timedelta(0) <= at - moment < PROMPT]
        return max(before, default=at).astimezone(OSLO)

    def _listen(self) -> None:
        for channel in (CHANNEL, LIBRARY_CHANNEL):
            for card in self.solvik.slack.messages(channel):
                said = [(one, _step(one)) for one in self.solvik.slack.thread(channel, card.ts)]
                said += [
                    (one, step_in(heading)) for one, heading in headings(self.solvik.slack.messages(channel), card)
                ]
                for one, step in said:
                    if step:
                        self._heard.setdefault((one.ts, card.ts), (one, step))


def _step(said: SimMessage) -> str:
    return step_in(shown(said)) if by_bot(said) else ""


def step_in(text: str) -> str:
    """The step whose words these are; empty if none."""
    return next((step for words, step in STEPS.items() if words in text), "")
