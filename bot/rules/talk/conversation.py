"""A thread as a conversation: which contributions make the proposal, and what became of each of the others.

1. Each message is read by itself (`sentences.py`).
2. Each is then read after those before it (`turns.py`): an expert's answers that follow one another make one text; a
   correction takes the place of what it corrects; what an expert agrees to is an answer, too.
3. Of several experts the one who answered last is proposed; the words of the others stand beside.
4. When all has been said, each sentence is weighed in its place (`place/`): what is talk there goes out of the proposal, and an
   earlier answer that belongs to it comes in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.rules.talk.contributions import BESIDE, BOT, DESK, EXPERT, Contribution
from bot.rules.talk.messages.around.excusing import without_lead_in
from bot.rules.talk.messages.around.quoting import unsigned
from bot.rules.talk.messages.around.wishing import is_wish
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.sentences import Meaning, meaning
from bot.rules.talk.messages.words import count
from bot.rules.talk.place.reviewing import review
from bot.rules.talk.reading import Reading
from bot.rules.talk.turns import place_all

NO_ANSWER = {DESK: Reason.FROM_DESK, BOT: Reason.FROM_DESK, BESIDE: Reason.BESIDE}  # of others: not listed


@dataclass(frozen=True)
class Heard:
    """A contribution with what became of it; `words` are those a citizen would read, none where it only agrees, corrects or holds back."""

    contribution: Contribution
    reason: Reason
    words: str


@dataclass(frozen=True)
class Conversation:
    """Everything that was said, in order, each with its reason."""

    heard: tuple[Heard, ...]

    @property
    def taken(self) -> tuple[Heard, ...]:
        """What the proposal is made of, in order."""
        return tuple(each for each in self.heard if each.reason is Reason.TAKEN)

    @property
    def questions(self) -> tuple[Heard, ...]:
        """What experts ask back."""
        return tuple(each for each in self.heard if each.reason is Reason.QUESTION)

    @property
    def to_pass_on(self) -> Heard | None:
        """What an expert asked last, or wants to be asked: of the citizen, or of whoever knows it.

        What somebody only wants beside a ready answer («be henne ringe meg») is for the desk to read, and not to be asked.
        """
        asked = [
            each for each in self.heard if is_to_pass_on(each) and (each.reason is Reason.QUESTION or not self.taken)
        ]
        return asked[-1] if asked else None

    @property
    def waits_for_the_desk(self) -> Heard | None:
        """That, while nothing is proposed and the desk has said nothing since."""
        asked = self.to_pass_on
        if asked is None or self.taken:
            return None
        since = self.heard[self.heard.index(asked) + 1 :]
        return None if any(each.reason is Reason.FROM_DESK for each in since) else asked

    @property
    def text(self) -> str:
        """The proposal's words; empty when there is none."""
        return words_of(self.taken)

    @property
    def state(self) -> str:
        """`proposal`, `question` (none, and an expert asks), or `nothing`."""
        if self.taken:
            return "proposal"
        return "question" if self.questions else "nothing"


def is_to_pass_on(each: Heard) -> bool:
    """Whether an expert waits for somebody: she asks, or wants something of the citizen."""
    is_talk = each.reason in (Reason.TO_DESK, Reason.LATER)
    asks = each.reason is Reason.QUESTION and count(each.contribution.text) > 0  # a bare «?» asks nobody anything
    return asks or (is_talk and is_wish(each.contribution.text))


def words_of(taken: Sequence[Heard]) -> str:
    """What contributions say together, each on a line of its own."""
    return "\n".join(each.words for each in taken if each.words)


def converse(said: Sequence[Contribution], question: str = "", staff: Iterable[str] = ()) -> Conversation:
    """Read the talk under a citizen's question. `staff` are the first names of colleagues who may be spoken to."""
    names = tuple(staff)
    reading = Reading(said, question, names, [_alone(each, names, question) for each in said])
    place_all(reading)
    review(reading)
    newest = set(reading.runs[-1]) if reading.runs else set()
    return Conversation(tuple(_heard(each, reading.found[i], is_newest=i in newest) for i, each in enumerate(said)))


def _alone(each: Contribution, staff: Sequence[str], question: str) -> Meaning:
    if each.part != EXPERT:
        return Meaning(NO_ANSWER.get(each.part, Reason.NOT_LISTED), each.text.strip())
    return meaning(each.text, staff, question)


def _heard(each: Contribution, found: Meaning, *, is_newest: bool) -> Heard:
    if found.reason is Reason.TAKEN:
        reason = Reason.TAKEN if is_newest else Reason.OLDER_ANSWER
        return Heard(each, reason, unsigned(without_lead_in(found.words)))
    return Heard(each, found.reason, found.words if found.reason is Reason.HELD else found.words or each.text.strip())
