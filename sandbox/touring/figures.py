"""What a question costs the colleagues in the tour: messages of the bot, calls of each person, clicks to the public answer.

Counted where people see it, as it appears: a message that was taken away later was read all the same, and a name that is
written into a message afterwards calls nobody.
"""

from collections import Counter
from dataclasses import dataclass, field

from sandbox.people import COLLEAGUES
from sandbox.touring.chats.chat import Chat, Spoken


@dataclass
class Cost:
    """What one question cost: `messages` by the bot, the card among them, `lines` of the card as it first stood."""

    who: str
    lines: int
    messages: set[str] = field(default_factory=set)
    calls: Counter[str] = field(default_factory=Counter)

    @property
    def most_called(self) -> tuple[str, int]:
        """Who was called most often, by name, and how often; an empty name where nobody was."""
        return next(iter(self.calls.most_common(1)), ("", 0))


class Figures:
    """Counts for as long as the tour lasts. `clicks` are those from each expert's reply to the public answer, in order."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self._costs: dict[str, Cost] = {}
        self._since_reply: Counter[str] | None = None
        self._last = ""
        self.clicks: list[int] = []

    @property
    def costs(self) -> list[Cost]:
        """Each question's, in the order in which they were asked."""
        return list(self._costs.values())

    def look(self) -> None:
        """Count what has appeared."""
        for card in self._chat.cards():
            if not card.buttons():
                continue  # a brief or a list, which belongs to no question
            cost = self._costs.setdefault(card.ts, self._fresh(card))
            for message in (card, *filter(self._chat.by_bot, self._chat.thread(card))):
                self._count(cost, message)

    def replied(self) -> None:
        """An expert has answered in a thread."""
        self._since_reply = Counter()

    def clicked(self, person_id: str) -> None:
        """Somebody has pressed a button or sent a form."""
        self._last = person_id
        if self._since_reply is not None:
            self._since_reply[person_id] += 1

    def published(self) -> None:
        """A text stands on Facebook: if an expert has answered, it is that answer, and whoever clicked last has sent it."""
        if self._since_reply is not None:
            self.clicks.append(self._since_reply[self._last])
            self._since_reply = None

    def _fresh(self, card: Spoken) -> Cost:
        lines = self._chat.read(card).splitlines()
        return Cost(lines[0].partition(" · ")[0], len(lines))

    def _count(self, cost: Cost, message: Spoken) -> None:
        if message.ts in cost.messages:
            return
        cost.messages.add(message.ts)
        called = self._chat.called(message)
        cost.calls.update(person.name for person in COLLEAGUES if person.id in called)
