"""The talk under a question as the rules see it: which remarks of its thread count now, and who may be spoken to."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from bot.flow.answering.public_words import CLARIFY
from bot.flow.answering.talk import typed
from bot.flow.answering.talk.typed import HARD_BLANK
from bot.ports.happenings import Said
from bot.reading.language import detect, reply_language
from bot.rules.states import LAST_WORDS
from bot.rules.talk.contributions import Contribution
from bot.rules.talk.conversation import Conversation, Heard, converse, is_to_pass_on
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.passing_on import for_the_citizen, is_for_colleagues
from bot.work import House
from storage.tables import Answer, Question, Remark

_VOIDS = frozenset({Reason.TAKEN_BACK, Reason.HELD})
_CALLED = re.compile(r"@([^\W\d_][\w.-]*(?:\u00a0[\w.-]+)+)")


def conversation(
    house: House, question: Question, remarks: Sequence[Remark], answers: Sequence[Answer]
) -> Conversation:
    """Read what stands in the thread since the last answer went out.

    What an expert wants of the citizen has the words in which she can be asked it: those are what the desk may pick.
    """
    said = tuple(_contribution(remark) for remark in standing(question, remarks, answers))
    asked = " ".join(remark.text for remark in remarks if remark.author == "citizen" and not remark.gone_at)
    read = _read(said, asked, frozenset(staff_names(house, remarks)))
    return Conversation(tuple(_as_she_is_asked(house, question, remarks, each) for each in read.heard))


@lru_cache(maxsize=256)  # the proposal, the card and each picture of them read the same talk
def _read(said: tuple[Contribution, ...], asked: str, staff: frozenset[str]) -> Conversation:
    return converse(said, asked, staff)


def _as_she_is_asked(house: House, question: Question, remarks: Sequence[Remark], heard: Heard) -> Heard:
    if not is_to_pass_on(heard):
        return heard
    return replace(heard, words=_to_her(house, question, remarks, heard.contribution.text) or heard.words)


def standing(question: Question, remarks: Sequence[Remark], answers: Sequence[Answer]) -> list[Remark]:
    """The remarks of the thread that count now: not taken back, and not answered with before, or picked anew since."""
    began_at, used = _began_at(question, remarks, answers), _used(answers)
    begins = _begins(remarks, began_at)
    return [
        remark
        for remark in remarks
        if remark.door == "chat"
        and remark.gone_at is None
        and remark.text
        and (began_at is None or _is_since(remark, began_at, begins) or remark.id in used)
    ]


def run_of(talk: Conversation, remark_id: int) -> tuple[Heard, ...]:
    """A contribution with those of the same person around it that are answers as well; what only holds them back is none."""
    place = next((i for i, each in enumerate(talk.heard) if each.contribution.id == remark_id), None)
    if place is None:
        return ()
    if not _is_answer(talk.heard[place]):
        return (talk.heard[place],)
    first = last = place
    while first > 0 and _goes_with(talk.heard[first - 1], talk.heard[place]):
        first -= 1
    while last + 1 < len(talk.heard) and _goes_with(talk.heard[last + 1], talk.heard[place]):
        last += 1
    return tuple(each for each in talk.heard[first : last + 1] if each.words or each.reason is not Reason.HELD)


def is_void(talk: Conversation, sources: Collection[int], remark: Remark) -> bool:
    """Whether something that a proposal was made of is gone now, or was taken back or held with this remark."""
    if remark.gone_at:
        return remark.id in sources
    reasons = {each.contribution.id: each.reason for each in talk.heard}
    is_void = any(reasons.get(number) in _VOIDS for number in sources)
    return is_void and reasons.get(remark.id or 0) in _VOIDS


def named(house: House, said: Said) -> tuple[str, str]:
    """The words with colleagues by their names, held together by hard blanks ("@Ola\u00a0Nordby"), and the codes of what is left out.

    Of whom nobody knows the name a placeholder is left, which keeps the text from being published before it is written.
    """
    text, is_typed = typed.as_chosen(house, said)
    codes = [*said.left_out, "person"] if is_typed else list(said.left_out)
    for person in said.people:
        name = house.name_of(person)
        text = text.replace(f"@{person}", f"@{name.replace(' ', HARD_BLANK)}" if name else "@{kollega}")
        codes += [] if name else ["someone"]
    return text, " ".join(dict.fromkeys(codes))


def to_ask_the_citizen(house: House, question: Question, remarks: Sequence[Remark], talk: Conversation) -> str:
    """What an expert asked last, as the citizen can be asked it; empty where it cannot, or it is in another language than hers."""
    asked = talk.to_pass_on
    return _to_her(house, question, remarks, asked.contribution.text) if asked else ""


def _to_her(house: House, question: Question, remarks: Sequence[Remark], text: str) -> str:
    department = house.municipality.departments.get(question.asked_department)
    phone = department.phone if department else ""
    words = for_the_citizen(text, staff_names(house, remarks), phone)
    of_words = reply_language(detect(words, house.municipality.page_language(question.page)), "nb")
    return words if (of_words == "en") == (question.language == "en") else ""


def is_for_the_citizen(house: House, remarks: Sequence[Remark], text: str) -> bool:
    """Whether the citizen may be asked what this asks; some questions only colleagues can answer."""
    return not is_for_colleagues(text, staff_names(house, remarks))


def public(words: str) -> str:
    """The words as citizens read them: a colleague by name, without the sign that calls her in the chat."""
    return _CALLED.sub(lambda found: found[1].replace(HARD_BLANK, " "), words)


def _goes_with(other: Heard, one: Heard) -> bool:
    return other.contribution.by == one.contribution.by and other.reason is one.reason


def _is_answer(heard: Heard) -> bool:
    return heard.reason in (Reason.TAKEN, Reason.OLDER_ANSWER, Reason.HELD, Reason.NOT_LISTED, Reason.BESIDE)


def _contribution(remark: Remark) -> Contribution:
    return Contribution(remark.id or 0, remark.author_id, remark.author, remark.text)


def _began_at(question: Question, remarks: Sequence[Remark], answers: Sequence[Answer]) -> datetime | None:
    """From when on the talk counts. What was said while the citizen was asked something belongs to the round of her answer."""
    out = [(answer.approved_at, answer) for answer in answers if answer.state == "published" and answer.approved_at]
    last_at, last = max(((at, one) for at, one in out if one.kind in LAST_WORDS), key=_moment, default=(None, None))
    if last_at and last and last.variant == CLARIFY and not _wrote_between(remarks, last_at, question.round_at):
        return last_at
    answered = [at for at, one in out if one.kind == "answer"]
    return max((moment for moment in [question.round_at, *answered] if moment is not None), default=None)


def _begins(remarks: Sequence[Remark], began_at: datetime | None) -> int:
    """The number of the citizen's words of this very moment, with which the round began; 0 where it began otherwise."""
    return next((one.id or 0 for one in remarks if one.author == "citizen" and one.written_at == began_at), 0)


def _is_since(remark: Remark, began_at: datetime, begins: int) -> bool:
    """Whether it was written since. The page tells whole seconds: of that second, what was heard before her words is older."""
    if remark.written_at is None:
        return True
    is_older = (remark.id or 0) < begins and remark.written_at.replace(microsecond=0) <= began_at
    return remark.written_at > began_at and not is_older


def _moment(out: tuple[datetime, Answer]) -> datetime:
    return out[0]


def _wrote_between(remarks: Sequence[Remark], since: datetime, until: datetime | None) -> bool:
    """Whether the citizen wrote in between, so that a round of her own has begun and ended since."""
    hers = [remark.written_at for remark in remarks if remark.author == "citizen" and remark.written_at]
    return until is not None and any(since < at < until for at in hers)


def _used(answers: Sequence[Answer]) -> set[int]:
    """The remarks that the text stands on which is proposed or on its way."""
    now = [answer for answer in answers if answer.state in ("proposed", "approved")]
    return {int(number) for answer in now for number in answer.sources.split()}


def staff_names(house: House, remarks: Sequence[Remark]) -> set[str]:
    """First names of everybody who may be spoken to in the thread."""
    names = [house.name_of(person) for person in house.rights.people]
    names += [remark.author_name for remark in remarks if remark.door == "chat"]
    citizens = {_first(remark.author_name) for remark in remarks if remark.author == "citizen"}
    return {_first(name) for name in names} - citizens - {""}


def _first(name: str) -> str:
    return name.split()[0] if name.split() else ""
