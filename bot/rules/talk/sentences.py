"""What one message in a thread is to the question: words for the citizen, talk among colleagues, or a question back.

A message is an answer unless something speaks against it: what is unclear must reach the desk, not vanish.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.rules.talk.asking import BREAK, HELLO, WAY, is_request, part_asks
from bot.rules.talk.internal import for_the_citizen, is_for_us, is_left_to_others, is_report
from bot.rules.talk.words import WORD, count, listed


class Reason(StrEnum):
    """Why a contribution is part of the proposal or not; each has its words below `talk.` in the texts."""

    TAKEN = "taken"
    OLDER_ANSWER = "older_answer"
    ADDS = "adds"
    CORRECTED = "corrected"
    TAKEN_BACK = "taken_back"
    SMALL_TALK = "small_talk"
    QUESTION = "question"
    LATER = "later"
    TO_COLLEAGUE = "to_colleague"
    TO_DESK = "to_desk"
    FROM_DESK = "from_desk"
    NOT_LISTED = "not_listed"
    BESIDE = "beside"


@dataclass(frozen=True)
class Meaning:
    """What a message is, and which of its words a citizen would read; `says_yes_no` when it is no more than that.

    `takes_back` means that the writer's words before this are void.
    """

    reason: Reason
    words: str
    says_yes_no: bool = False
    takes_back: bool = False


FRAGMENT, AFTERTHOUGHT = 3, 5  # words
_FACT = re.compile(r"\d{2}[\d :.]*\d|https?://|\w@\w|\.no\b|\d")
_MENTION = re.compile(r"@[\w{}.-]+(?:\u00a0[\w.-]+)*")
_SAYS_ITSELF = re.compile(r"(?:(?:jeg|eg|vi|me|i|we)\s+)?(?:må|vil|skal|får|must)\s+(?:\w+\s+)?$", re.IGNORECASE)
_QUOTED_ANSWER = re.compile(r":\s*[«\"“]?(?P<words>\S.*?)[»\"”]?\s*$", re.DOTALL)


def meaning(text: str, staff: Iterable[str] = ()) -> Meaning:
    """Read one message of an expert. `staff` are colleagues' first names, by which they are spoken to."""
    words, is_addressed = _without_address(text.strip(), frozenset(name.casefold() for name in staff))
    parts = [part for part in BREAK.split(words) if part and part.strip()]
    if parts and _starts(parts[0], "takes_back"):
        return Meaning(Reason.TAKEN_BACK, _after(words, parts[0], staff), takes_back=True)
    if told := _told_to_the_desk(words):
        return told
    kinds = [_kind(part, staff) for part in parts]
    is_addressed = is_addressed or _asks_a_colleague(parts, kinds, staff)
    reason = _whole(parts, kinds, text, is_addressed=is_addressed)
    words = for_the_citizen(words, parts) if reason is Reason.TAKEN else words
    return Meaning(reason, words, says_yes_no=reason is Reason.SMALL_TALK and _is_yes_no(words))


def _without_address(text: str, staff: frozenset[str]) -> tuple[str, bool]:
    """The words without a colleague's name in front, and whether the message is spoken to one."""
    after_hello = HELLO.sub("", text)
    if mention := re.match(rf"(?:{_MENTION.pattern}[ ,:]*)+", after_hello):
        return after_hello[mention.end() :].strip(), True
    called = re.match(r"([^\W\d_]+)[,:!]\s+", after_hello)
    if called and called[1].casefold() in staff:
        return after_hello[called.end() :].strip(), True
    last = re.search(r",\s+([^\W\d_]+)[?!.]?$", text)
    return text, bool(last and last[1].casefold() in staff)


def _told_to_the_desk(text: str) -> Meaning | None:
    """«Dere kan svare: …» holds the answer; «dere kan svare at …» says what the desk should write itself."""
    found = listed("for_desk").search(text)
    if not found or found.start() > 25 or _SAYS_ITSELF.match(text[: found.start()]):
        return None
    quoted = _QUOTED_ANSWER.match(text, found.end())
    if quoted and count(quoted["words"]) > 1:
        return Meaning(Reason.TAKEN, quoted["words"])
    return Meaning(Reason.TO_DESK, text)


def _kind(part: str, staff: Iterable[str]) -> Reason:
    if is_report(part):
        return Reason.LATER
    if part_asks(part):
        return Reason.TAKEN if is_request(part) else Reason.QUESTION
    if _is_small(part, staff) or (listed("praise").match(part) and not _FACT.search(part)):
        return Reason.SMALL_TALK
    if _is_footnote(part) or is_for_us(part):
        return Reason.TO_DESK
    if _is_handed_on(part) or (is_left_to_others(part) and not WAY.search(part)):
        return Reason.TO_COLLEAGUE
    if _is_later(part) or _is_away(part, staff):
        return Reason.LATER
    return Reason.SMALL_TALK if _is_about_people(part) else Reason.TAKEN


def _whole(parts: list[str], kinds: list[Reason], text: str, *, is_addressed: bool) -> Reason:
    """What the sentences together are: an answer wins over talk, a question about the question over both."""
    if Reason.QUESTION in kinds and (Reason.TAKEN not in kinds or _asks_what_is_meant(parts, kinds)):
        return Reason.TO_COLLEAGUE if is_addressed or _MENTION.search(text) else _question_or_chat(text)
    if Reason.TAKEN in kinds:
        answer = " ".join(part for part, kind in zip(parts, kinds, strict=True) if kind is Reason.TAKEN)
        to_colleague = is_addressed and listed("you").search(answer) and not _FACT.search(answer)
        return Reason.TO_COLLEAGUE if to_colleague else Reason.TAKEN
    said = [kind for kind in kinds if kind is not Reason.SMALL_TALK]
    return said[0] if said else Reason.SMALL_TALK


def _asks_a_colleague(parts: list[str], kinds: list[Reason], staff: Iterable[str]) -> bool:
    """«Jeg er usikker. Ola, pleier dere å låne ut?»: somebody is spoken to by name in a later sentence."""
    names = frozenset(name.casefold() for name in staff)
    asked = [part for part, kind in zip(parts, kinds, strict=True) if kind is Reason.QUESTION]
    return any(_without_address(part, names)[1] for part in asked)


def _question_or_chat(text: str) -> Reason:
    return Reason.SMALL_TALK if listed("chat").search(text) else Reason.QUESTION


def _asks_what_is_meant(parts: list[str], kinds: list[Reason]) -> bool:
    told = [(part, kind) for part, kind in zip(parts, kinds, strict=True) if kind is not Reason.SMALL_TALK]
    first, after = told[0], " ".join(part for part, _ in told[1:])
    asks_which = _is_about_her(first[0]) or re.search(r"\b(?:eller|or)\b", first[0])
    if first[1] is Reason.QUESTION and asks_which and count(after) <= AFTERTHOUGHT and not _FACT.search(after):
        return True
    part, kind = told[-1]
    return kind is Reason.QUESTION and _is_about_her(part)


def _is_about_her(part: str) -> bool:
    """Whether a sentence speaks of the citizen, or of what was meant."""
    return bool(listed("citizen").search(part) or listed("meaning").search(part))


def _is_small(part: str, staff: Iterable[str]) -> bool:
    """Nothing is left when greetings, thanks, consent, names and signs are taken away."""
    left = listed("small").sub(" ", _MENTION.sub(" ", part))
    if left == part and WORD.search(part):
        return False
    names = {name.casefold() for name in staff}
    rest = [word.casefold() for word in WORD.findall(left)]
    return all(word in names or listed("filler").fullmatch(word) for word in rest)


def _is_yes_no(words: str) -> bool:
    """«Nei.» or «Ja, det er den.»: yes or no, and nothing beside it that says more."""
    first, *rest = [word.casefold() for word in WORD.findall(words)] or [""]
    return bool(listed("yes_no").fullmatch(first)) and all(
        listed("yes_no").fullmatch(word) or listed("filler").fullmatch(word) for word in rest
    )


def _is_footnote(part: str) -> bool:
    """«*SFO-en altså» mends a word of the message above; what it would read like joined, only a person can tell."""
    return part.startswith("*") and not part.endswith("*") and count(part) <= FRAGMENT


def is_fragment(words: str) -> bool:
    """Some few words without a figure or address: nothing that could stand for an answer where a fuller one stands."""
    return count(words) <= FRAGMENT and not _FACT.search(words)


def _is_handed_on(part: str) -> bool:
    if WAY.search(part):
        return False
    if listed("not_mine").search(part):
        return True
    if listed("ask_others").match(part) and count(part) <= 6:
        return True
    first = listed("hand_on").match(part)
    return bool(first and listed("this").match(part[first.end() :].lstrip()))


def _is_later(part: str) -> bool:
    """The writer speaks of herself, or is too short to speak to the citizen."""
    if not listed("later").search(part) or WAY.search(part):
        return False
    if re.match(r"(?:vi|we)\b", part, re.IGNORECASE):
        return count(part) <= 4
    speaks_of_herself = bool(
        listed("self").match(part) or listed("without_i").match(part) or listed("later").match(part)
    )
    return count(part) <= 5 or (speaks_of_herself and count(part) <= 14)


def _is_away(part: str, staff: Iterable[str]) -> bool:
    """«Ingrid er på ferie til mandag»: no word for a citizen."""
    part = part.lstrip("(")
    first = part.split()[0].strip(",.:").casefold() if part.split() else ""
    someone = first.startswith("@") or first in {"er", "is", "am", *(name.casefold() for name in staff)}
    someone = someone or bool(listed("citizen").match(part))
    return bool(listed("away").search(part)) and bool(someone or listed("self").match(part)) and not WAY.search(part)


def _is_about_people(part: str) -> bool:
    """«Hun har ringt oss tre ganger»: colleagues talk about the citizen; «hun må søke» is for her."""
    part = re.sub(r"^(?:p\.?\s?s\.?|btw|forresten)[\s:,!-]+", "", part, flags=re.IGNORECASE)
    is_about = listed("about_people").match(part) and not listed("for_people").match(part)
    return bool(is_about) and not re.search(r"\d[\d ]{4,}\d|https?://|\w@\w", part)


def _starts(part: str, name: str) -> bool:
    return bool(
        listed(name).match(
            re.sub(
                r"^(?:nei|oi|ops|ups|sorry|beklager|vent|wait|no|åh?)[\s,.!]+", "", part.strip(), flags=re.IGNORECASE
            )
        )
    )


def _after(words: str, first: str, staff: Iterable[str]) -> str:
    """What follows in the same message, if it is an answer itself."""
    rest = words[words.find(first) + len(first) :].strip()
    return rest if rest and meaning(rest, staff).reason is Reason.TAKEN else ""
