"""A thread as a conversation: which contributions make the proposal, and what became of each of the others.

1. Each message is read by itself (`sentences.py`).
2. An expert's answers that follow one another make one text; a correction takes the place of what it corrects.
3. Of several experts the one who answered last is proposed; the words of the others stand beside.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bot.rules.talk.asking import asks, may_be_yes_or_no
from bot.rules.talk.internal import admits
from bot.rules.talk.sentences import Meaning, Reason, is_fragment, meaning
from bot.rules.talk.words import count, listed

EXPERT, DESK, BOT = "expert", "desk", "bot"
NO_ANSWER = {DESK: Reason.FROM_DESK, BOT: Reason.FROM_DESK, "beside": Reason.BESIDE}  # of others: not listed
ALIKE = 0.75  # so much of an earlier text that comes back makes the later one a new version of it
FEW = 12  # words; so many with an «også» add to what a colleague has said
SHORT = (
    4  # words; a shorter yes or no answers the colleague who asked, a shorter correction says only what is different
)


@dataclass(frozen=True)
class Contribution:
    """One message in a thread: its number, who wrote it (`part` is expert, desk, other, beside or bot) and the words."""

    id: int
    by: str
    part: str
    text: str


@dataclass(frozen=True)
class Heard:
    """A contribution with what became of it; `words` are those a citizen would read."""

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
    def waits_for_the_desk(self) -> Heard | None:
        """The newest question of an expert while nothing is proposed and the desk has said nothing since."""
        asked = [place for place, each in enumerate(self.heard) if each.reason is Reason.QUESTION]
        if self.taken or not asked or any(each.reason is Reason.FROM_DESK for each in self.heard[asked[-1] + 1 :]):
            return None
        return self.heard[asked[-1]]

    @property
    def text(self) -> str:
        """The proposal's words; empty when there is none."""
        return "\n".join(each.words for each in self.taken)

    @property
    def state(self) -> str:
        """`proposal`, `question` (none, and an expert asks), or `nothing`."""
        if self.taken:
            return "proposal"
        return "question" if self.questions else "nothing"


@dataclass
class _Reading:
    """The conversation as far as it has been read: each message's meaning, and whose answer is the newest."""

    found: list[Meaning] = field(default_factory=list)
    runs: list[list[int]] = field(default_factory=list)  # places of answers; each run is one expert's


def converse(said: Sequence[Contribution], question: str = "", staff: Iterable[str] = ()) -> Conversation:
    """Read the talk under a citizen's question. `staff` are the first names of colleagues who may be spoken to."""
    reading, names = _Reading(), tuple(staff)
    for place, each in enumerate(said):
        reading.found.append(_alone(each, names))
        if each.part == EXPERT:
            _place(reading, said, place)
    _take_bare_yes_or_no(reading, said, question)
    newest = set(reading.runs[-1]) if reading.runs else set()
    return Conversation(tuple(_heard(each, reading.found[i], is_newest=i in newest) for i, each in enumerate(said)))


def _alone(each: Contribution, staff: Sequence[str]) -> Meaning:
    if each.part != EXPERT:
        return Meaning(NO_ANSWER.get(each.part, Reason.NOT_LISTED), each.text.strip())
    return meaning(each.text, staff)


def _heard(each: Contribution, found: Meaning, *, is_newest: bool) -> Heard:
    is_older = found.reason is Reason.TAKEN and not is_newest
    return Heard(each, Reason.OLDER_ANSWER if is_older else found.reason, found.words or each.text.strip())


def _place(reading: _Reading, said: Sequence[Contribution], place: int) -> None:
    found = reading.found[place]
    if found.takes_back:
        _take_back(reading, said, place)
        if not found.words:
            return
        reading.found[place] = found = replace(found, reason=Reason.TAKEN)
    if found.reason is not Reason.TAKEN:
        return
    if _answers_a_colleague(said, place, found.words):
        reading.found[place] = replace(found, reason=Reason.SMALL_TALK)
        return
    if _says_little(reading, said, place):  # shown beside the proposal, with the ways to use it
        reading.found[place] = replace(found, reason=Reason.TO_COLLEAGUE)
        return
    run = reading.runs[-1] if reading.runs else []
    if run and said[run[-1]].by != said[place].by and _adds(found.words):
        reading.found[place] = replace(found, reason=Reason.ADDS)
        return
    if not run or said[run[-1]].by != said[place].by:
        reading.runs.append([place])
        return
    void = run if _was_asked_to_reword(said, run[-1], place) else _replaced(reading, said, place)
    _void(reading, void, Reason.CORRECTED)
    reading.runs[-1] = [*[earlier for earlier in run if earlier not in void], place]


def _adds(words: str) -> bool:
    """«Og hele året i Byparken.» after a colleague's answer adds to it; alone it would be none."""
    return any(listed(name).match(words) for name in ("adds_to", "agrees")) or (
        count(words) <= FEW and bool(listed("adds").search(words))
    )


def _says_little(reading: _Reading, said: Sequence[Contribution], place: int) -> bool:
    """«Kjell did» under a whole answer is for the colleague who asked; «Det gjorde Veidekke» unasked is an answer."""
    if not reading.runs or not is_fragment(reading.found[place].words) or not _asked(said, place):
        return False
    return any(not is_fragment(reading.found[earlier].words) for earlier in reading.runs[-1])


def _was_asked_to_reword(said: Sequence[Contribution], last: int, place: int) -> bool:
    """Whether somebody has asked the writer for the same words in another way since her last ones."""
    between = said[last + 1 : place]
    return any(each.by != said[place].by and listed("rewords").search(each.text) for each in between)


def _replaced(reading: _Reading, said: Sequence[Contribution], place: int) -> list[int]:
    """The writer's earlier words that these take the place of; a fragment said to a colleague is none of the answer."""
    new, was_asked, run = reading.found[place].words, _asked(said, place), reading.runs[-1]
    old = {earlier: reading.found[earlier].words for earlier in run}
    aside = [earlier for earlier in run if is_fragment(old[earlier]) and _asked(said, earlier) and not is_fragment(new)]
    if admits(said[place].text):
        return list(run)
    return [earlier for earlier in run if earlier in aside or _replaces(new, old[earlier], was_asked=was_asked)]


def _take_back(reading: _Reading, said: Sequence[Contribution], place: int) -> None:
    """The writer's newest words are void; what somebody else said before is the newest again."""
    mine = next((run for run in reversed(reading.runs) if said[run[-1]].by == said[place].by), None)
    if mine is not None:
        _void(reading, mine, Reason.TAKEN_BACK)
        reading.runs.remove(mine)


def _void(reading: _Reading, places: Iterable[int], reason: Reason) -> None:
    for place in places:
        reading.found[place] = replace(reading.found[place], reason=reason)


def _replaces(new: str, old: str, *, was_asked: bool) -> bool:
    """Whether a text takes the place of the same writer's earlier one: a whole correction, or said again and better."""
    lead = listed("corrects").match(new.lstrip("* "))
    alike = _content(new) & _content(old)
    if listed("partly").search(new) and count(new) < count(old):
        return False
    if lead and not was_asked and count(new[lead.end() :]) > SHORT:
        return bool(alike) or bool(listed("surely_corrects").search(lead[0]))
    is_more = listed("adds").search(new)
    return len(_content(old)) > 2 and not is_more and len(alike) / len(_content(old)) >= ALIKE


def _content(text: str) -> set[str]:
    words = (word.strip('.,:;!?«»"()').casefold() for word in text.split())
    return {word for word in words if len(word) > 3 or any(letter.isdigit() for letter in word)}


def _asked(said: Sequence[Contribution], place: int) -> bool:
    """Whether the message before this one was somebody else's question."""
    before = said[place - 1] if place else None
    return before is not None and before.by != said[place].by and before.part != BOT and asks(before.text)


def _answers_a_colleague(said: Sequence[Contribution], place: int, words: str) -> bool:
    """«Ja, det er det» after a colleague's question is meant for the colleague."""
    is_short = count(words) <= SHORT and not any(letter.isdigit() for letter in words)
    return is_short and bool(listed("yes_no").match(words)) and _asked(said, place)


def _take_bare_yes_or_no(reading: _Reading, said: Sequence[Contribution], question: str) -> None:
    """«Nei.» is an answer, as said, where the citizen's question can be answered so: alone, or just before the writer's others."""
    if not may_be_yes_or_no(question):
        return
    if reading.runs:
        _take_yes_or_no_before(reading, said, reading.runs[-1])
        return
    bare = [i for i, found in enumerate(reading.found) if found.says_yes_no and not _asked(said, i)]
    if bare:
        reading.found[bare[-1]] = replace(reading.found[bare[-1]], reason=Reason.TAKEN)
        reading.runs.append([bare[-1]])


def _take_yes_or_no_before(reading: _Reading, said: Sequence[Contribution], run: list[int]) -> None:
    """«Ja.» «Men det er stengt for vinteren.» are one answer."""
    before = run[0] - 1
    if (
        before >= 0
        and reading.found[before].says_yes_no
        and said[before].by == said[run[0]].by
        and not _asked(said, before)
    ):
        reading.found[before] = replace(reading.found[before], reason=Reason.TAKEN)
        run.insert(0, before)
