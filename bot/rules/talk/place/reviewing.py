"""What the weighing of sentences in their place changes in an answer when the rules have spoken.

A sentence that they took for an answer and that is rather talk where it stands goes out; an earlier answer that clearly
belongs beside the newest one comes in. Both keep their place in the list below the proposal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf

from bot.rules.talk.between.adding import APART
from bot.rules.talk.messages.around.framing import is_said_to_her
from bot.rules.talk.messages.asking import asks_several, may_be_yes_or_no, part_asks
from bot.rules.talk.messages.kinds import by_rules
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.words import count, listed
from bot.rules.talk.place.signs import sentences
from bot.rules.talk.place.standing import standing
from bot.rules.talk.reading import Reading
from bot.rules.talk.replacing import content
from bot.rules.talk.tone.signs import named

OUT = -0.5  # so little a sentence belongs in the answer before it goes out: words too many are told, swallowed ones are not; see `standing`
LAST_OUT = -0.75  # the same of the last one of all
IN = {Reason.TAKEN: 1.5, Reason.ADDS: 2.0}  # so clearly another answer must belong beside the newest

FACTS = frozenset({"hour", "phone", "link", "money"})  # signs, see `tone`
SHORT = 4  # words of a yes or no

Standing = Mapping[tuple[int, str], float]


def review(reading: Reading) -> None:
    """Take out of the answers what is talk where it stands, and into the newest what belongs beside it."""
    names = frozenset(name.casefold() for name in reading.staff)
    stands = standing(reading.said, reading.question, names)
    for run in reading.runs:
        _take_out(reading, run, stands)
    reading.runs = [run for run in reading.runs if run]
    _bring_in(reading, stands)


def _take_out(reading: Reading, run: list[int], stands: Standing) -> None:
    for place in list(run):
        words = reading.found[place].words
        talk = [
            part
            for part in _parts(words)
            if stands.get((place, part), 0.0) < OUT and not _stays(part, reading.question)
        ]
        for part in talk:
            words = words.replace(part, "").replace("  ", " ").strip()
        if words != reading.found[place].words and not _is_left(words, reading):
            words, talk = "", _parts(reading.found[place].words)
        if not words and not _may_leave_nothing(reading, place, talk, stands):
            continue
        if words or not talk:
            reading.found[place] = replace(reading.found[place], words=words)
            continue
        reading.void([place], Reason.TO_COLLEAGUE)
        run.remove(place)


def _is_left(words: str, reading: Reading) -> bool:
    """Whether something of an answer is left: «ups.» and a question to a colleague alone are nothing."""
    return any(
        not (part_asks(part) or by_rules(part, reading.staff, "") is Reason.SMALL_TALK) for part in _parts(words)
    )


def _may_leave_nothing(reading: Reading, place: int, talk: Sequence[str], stands: Standing) -> bool:
    """Where nobody else has answered, what is unclear must not vanish."""
    is_last = sum(map(len, reading.runs)) == 1
    return not is_last or max(stands.get((place, part), 0.0) for part in talk) < LAST_OUT


def _stays(part: str, question: str) -> bool:
    """An amount or an address is too much to lose; questions, greetings and a yes or no the rules know better."""
    is_fact = not FACTS.isdisjoint(named(part, "", ()))
    is_yes_no = count(part) <= SHORT and bool(listed("yes_no").match(part)) and may_be_yes_or_no(question)
    return is_fact or is_yes_no or part.endswith("?") or is_said_to_her(part)


def _bring_in(reading: Reading, stands: Standing) -> None:
    """«Salg av kaffe trenger ingen melding» of a third expert adds to what the first two said."""
    belongs = [
        place for place in range(len(reading.said)) if place not in reading.run and _belongs(reading, place, stands)
    ]
    if not reading.run or not belongs or any(reading.found[place].takes_back for place in reading.run):
        return  # «det stemmer ikke, det er 11 i år»: what a colleague says is wrong does not belong beside it
    for place in belongs:
        reading.found[place] = replace(reading.found[place], reason=Reason.TAKEN)
    others = ([place for place in run if place not in belongs] for run in reading.runs[:-1])
    reading.runs = [*(run for run in others if run), sorted([*reading.run, *belongs])]


def _belongs(reading: Reading, place: int, stands: Standing) -> bool:
    found = reading.found[place]
    bound = IN.get(found.reason, inf) if found.reason is Reason.TAKEN or asks_several(reading.question) else inf
    each = [stands[place, part] for part in _parts(found.words) if (place, part) in stands]
    return bool(each) and min(each) > OUT and max(each) > bound and _tells_another_thing(reading, place)


def _tells_another_thing(reading: Reading, place: int) -> bool:
    """«Fristen er 1. februar» beside «Fristen er 1. mars» would be two answers to one question."""
    own = content(reading.found[place].words)
    others = (content(reading.found[other].words) for other in reading.run)
    says_no = {_yes_or_no(reading.found[other].words) for other in (place, *reading.run)} - {""}
    return len(says_no) < 2 and all(len(own & other) < APART * max(1, min(len(own), len(other))) for other in others)


def _yes_or_no(words: str) -> str:
    said = listed("yes_no").match(words)
    return said[0].casefold() if said else ""


def _parts(words: str) -> list[str]:
    return [part.strip() for part in sentences(words)]
