"""What is seen of a sentence in its place in a thread: what stands before it, after it and around it, and by whom.

Each sign is seen alone, and together with how clearly the sentence is talk by itself and with the few of its own signs that
tell most.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from bot.rules.talk.contributions import EXPERT, Contribution
from bot.rules.talk.messages.around.addressing import MENTION, without_address
from bot.rules.talk.messages.asking import BREAK, asks, may_be_yes_or_no, part_asks
from bot.rules.talk.messages.words import WORD, count, listed
from bot.rules.talk.tone.signs import carrying, named
from bot.rules.talk.tone.tone import odds

ANSWERS, TALKS = -1.2, 0.5  # how clearly a message is an answer or talk, see `tone`
DOUBTS = (-6, -4, -2.5, ANSWERS, 0, 1.2, 2.5, 4)
GAPS = (0.5, 2, 4, 6)
# Of a sentence's own signs, see `tone`.
_STRONG = (
    "i we you she know check ^praise asks number jotted whole laugh ^not have ^have ^i ^present ^past soon text speak publish matter"
    " this mine staff"
)
STRONG = frozenset({*_STRONG.split(), *(f"up to {most} words" for most in (1, 2, 3, 4))})
OF_TALK = ("self", "colleague", "desk", "small")


@dataclass(frozen=True)
class Message:
    """A message, its sentences, and what speaks for each kind of each of them by itself."""

    said: Contribution
    weights: Sequence[Sequence[float]]
    names: Collection[str]

    @cached_property
    def sentences(self) -> Sequence[str]:
        """Its sentences, as they were written."""
        return sentences(self.said.text)

    @cached_property
    def doubts(self) -> Sequence[float]:
        """How clearly each sentence is talk."""
        return [odds(one) for one in self.weights]

    @cached_property
    def least(self) -> float:
        """The same of what looks most like an answer in it."""
        return min(self.doubts, default=0.0)

    @cached_property
    def manner(self) -> str:
        """Whether it asks, answers or talks."""
        if asks(self.said.text):
            return "asks"
        if self.said.part != EXPERT:
            return "tells"
        return "answers" if self.least < ANSWERS else "may answer" if self.least < TALKS else "talks"

    @cached_property
    def is_answer(self) -> bool:
        """Whether it looks like an answer by itself."""
        return self.said.part == EXPERT and self.manner == "answers"

    @cached_property
    def corrects(self) -> bool:
        """Whether it begins as one that corrects or takes back."""
        begins = self.said.text.lstrip("* ")
        return bool(listed("corrects").match(begins) or listed("takes_back").match(begins))

    @cached_property
    def is_whole(self) -> bool:
        """Whether it is written as a text: a capital first and a mark last."""
        text = self.said.text.strip()
        return text[:1].isupper() and text[-1:] in ".!"

    @cached_property
    def calls(self) -> frozenset[str]:
        """The words by which somebody may be spoken to."""
        return frozenset(word.casefold() for word in WORD.findall(self.said.text))

    @cached_property
    def is_spoken_to_one(self) -> bool:
        """Whether a colleague is spoken to."""
        return without_address(self.said.text, self.names)[1] or bool(MENTION.search(self.said.text))


@dataclass(frozen=True)
class Thread:
    """All that was said under a question."""

    messages: Sequence[Message]
    question: str

    def signs(self, place: int, number: int) -> Iterator[str]:
        """All signs of one sentence of an expert's message."""
        message = self.messages[place]
        part, doubt = message.sentences[number], message.doubts[number]
        around = [*self._before(place), *self._after(place), *self._beside(place, number), *self._matter(place, part)]
        own = list(named(part, self.question, message.names))
        level = f"doubt {_step(doubt, DOUBTS)}"
        talk = message.weights[number][1:]
        kind = OF_TALK[max(range(len(talk)), key=lambda at: talk[at])]
        with_these = [level, kind, *(sign for sign in own if sign in STRONG)]
        yield from (level, kind, *around, *(f"own {sign}" for sign in own))
        yield from (f"{one} & {other}" for one, other in product(around, with_these))

    def _before(self, place: int) -> Iterator[str]:
        by, before = self.messages[place].said.by, self.messages[:place]
        mine = any(each.said.by == by for each in before)
        yield "again" if mine else "first"
        yield f"after {self._who(place, place - 1)}"
        if before and before[-1].said.by != by and mine:
            yield "comes back"
        if before and before[-1].is_spoken_to_one:
            yield "after one spoken to"
        if before and by.casefold() in before[-1].calls:
            yield "was called"
        answers = [each for each in before if each.is_answer]
        yield f"answered by {self._whom(answers[-1:], by)}"

    def _after(self, place: int) -> Iterator[str]:
        by, after = self.messages[place].said.by, self.messages[place + 1 :]
        yield f"before {self._who(place, place + 1)}"
        yield f"answered later by {self._whom([each for each in after if each.is_answer], by)}"
        mine = [each for each in after if each.said.by == by]
        if mine and mine[0] is after[0] and mine[0].corrects:
            yield "corrected next"
        if any(each.corrects for each in mine):
            yield "corrected later"

    def _who(self, place: int, other: int) -> str:
        if not 0 <= other < len(self.messages):
            return "none"
        one = self.messages[other]
        return f"{'same' if one.said.by == self.messages[place].said.by else one.said.part} who {one.manner}"

    def _whom(self, answers: Sequence[Message], by: str) -> str:
        if not answers:
            return "none"
        return "her" if any(each.said.by == by for each in answers) else "another"

    def _beside(self, place: int, number: int) -> Iterator[str]:
        """How it stands in its message, and its message among all."""
        message, doubts = self.messages[place], self.messages[place].doubts
        experts = [each for each in self.messages if each.said.part == EXPERT]
        rank = sum(each.least < message.least for each in experts)
        yield ("best", "second", "no better")[min(rank, 2)]
        yield f"gap {_step(doubts[number] - min(each.least for each in experts), GAPS)}"
        last = len(doubts) - 1
        yield "only" if not last else "begins" if not number else "ends" if number == last else "midst"
        rest = [doubt for at, doubt in enumerate(doubts) if at != number]
        if rest:
            yield f"beside {_step(min(rest), (ANSWERS, TALKS))}"
        if number:
            yield f"sentence before {_step(doubts[number - 1], DOUBTS)}"
        if number < last:
            yield f"sentence after {_step(doubts[number + 1], DOUBTS)}"
        yield from self._size(message, experts)

    def _size(self, message: Message, experts: Sequence[Message]) -> Iterator[str]:
        longest, own = max(count(each.said.text) for each in experts), count(message.said.text)
        yield f"length {'most' if own == longest else 'half' if own * 2 > longest else 'less'}"
        yield f"{min(3, len({each.said.by for each in experts}))} experts"
        others = any(each.is_whole for each in experts if each is not message)
        yield f"{'whole' if message.is_whole else 'jotted'} beside {'whole' if others else 'jotted'}"

    def _matter(self, place: int, part: str) -> Iterator[str]:
        """Of what others and the writer herself speak, too."""
        by, words = self.messages[place].said.by, carrying(part)
        before, after = self.messages[:place], self.messages[place + 1 :]
        yield "small" if part.strip()[:1].islower() else "capital"
        if words & carrying(self.question):
            yield "asked"
        if before and words & carrying(before[-1].said.text):
            yield "words of the one before"
        if any(_shares(words, each) for each in before if each.said.by == by):
            yield "words of her own"
        if any(_shares(words, each) for each in after if each.said.by == by):
            yield "words that come back"
        if any(_shares(words, each) for each in before if each.is_answer and each.said.by != by):
            yield "words of another's answer"
        if may_be_yes_or_no(self.question):
            yield "yes or no"
        if part_asks(part):
            yield "asks something"


def sentences(text: str) -> Sequence[str]:
    """The sentences of a message."""
    return [part for part in BREAK.split(text) if part and part.strip()]


def _shares(words: frozenset[str], other: Message) -> bool:
    return len(words & carrying(other.said.text)) > 1


def _step(value: float, steps: Sequence[float]) -> int:
    return sum(value >= step for step in steps)
