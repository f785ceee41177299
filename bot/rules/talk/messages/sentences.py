"""What one message in a thread is to the question: words for the citizen, talk among colleagues, or a question back.

A message is an answer unless something speaks against it: what is unclear must reach the desk, not vanish.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.guard.patterns import regex
from bot.rules.talk.messages.around.addressing import MENTION, without_address, without_name_after
from bot.rules.talk.messages.around.dictating import as_sentence, dictated
from bot.rules.talk.messages.around.found_out import without_report
from bot.rules.talk.messages.around.framing import Part, led_in, trimmed, without_ban_on_a_detail, without_proof
from bot.rules.talk.messages.around.quoting import mail, without_quoted
from bot.rules.talk.messages.around.speaking_to import to_her
from bot.rules.talk.messages.around.spoken_marks import with_marks
from bot.rules.talk.messages.around.taking_back import after_taking_back
from bot.rules.talk.messages.around.to_be_said import said_of_words
from bot.rules.talk.messages.asking import BREAK, hedges
from bot.rules.talk.messages.dialect import plain
from bot.rules.talk.messages.holding import holds
from bot.rules.talk.messages.internal import for_the_citizen, is_for_us, is_kept, without_kept
from bot.rules.talk.messages.kinds import FACT, is_about_people, kind_of
from bot.rules.talk.messages.manner import is_for_the_desk
from bot.rules.talk.messages.mending import edited, mended
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.small import JOKES
from bot.rules.talk.messages.words import WORD, count, listed
from bot.rules.talk.tone.tone import doubt, is_answer


@dataclass(frozen=True)
class Meaning:
    """What a message is, and which of its words a citizen would read; `says_yes_no` when it is no more than that.

    `takes_back` means that the writer's words before this are void. `doubt` is how clearly they are talk for what looks most
    like an answer in them; nought where nobody can tell. `adds` means that they are to stand beside what was answered before.
    """

    reason: Reason
    words: str
    says_yes_no: bool = False
    takes_back: bool = False
    doubt: float = 0.0
    adds: bool = False


_MAY_BE_HELD = (Reason.TAKEN, Reason.TO_DESK, Reason.TAKEN_BACK)
SURELY = -3.0  # so little doubt is there of an answer that is said to be one, see `tone`
AFTERTHOUGHT = 7  # words
LED_BY = 25  # characters before «dere kan svare»
_LABEL = regex(r"\W*(?:nb|obs|p\.?s|fyi)\W*", re.IGNORECASE)
_WHICH = regex(r"\b(?:eller|or|hvilke[nt]?|kva for|which)\b", re.IGNORECASE)
_ASKS_HER = regex(r"\W*(?:hva|hvor|hvilke\w*|hvem|når|what|where|which|who|when)\b.*\b(?:du|dere|you)\b", re.IGNORECASE)
_OURS = regex(r"(?:vi|me|we)\b", re.IGNORECASE)
_ANSWER_IS = regex(r"^svaret\s+(?:er|blir):?\s+(?=(?:ja|nei)\b)|^the answer is:?\s+(?=(?:yes|no)\b)", re.IGNORECASE)
_SAYS_ITSELF = regex(r"(?:(?:jeg|eg|vi|me|i|we)\s+)?(?:må|vil|skal|får|must)\s+(?:\w+\s+)?$", re.IGNORECASE)
_HALTED = regex(r"^(?:eller\s+|or\s+)?(?:nei|no),?\s+(?:vent|wait)[\s,.!–-]+(?=\w+\W+\w)", re.IGNORECASE)
_STARRED = regex(r"^([^*\n]*\w[^*\n]*)\s\*(\w[^*\n]*)$")  # «350 kr *380 kr»
_QUOTED_ANSWER = regex(r":\s*[«\"“]?(?P<words>\S.*?)[»\"”]?\s*$", re.DOTALL)


def meaning(text: str, staff: Iterable[str] = (), question: str = "") -> Meaning:
    """Read one message of an expert under a citizen's question. `staff` are colleagues' first names, by which they are spoken to.

    What is not to be published yet is no answer, however it is put.
    """
    found = _meaning(text, staff, question)
    if found.reason not in _MAY_BE_HELD or not holds(text):
        return found
    return Meaning(Reason.HELD, _without_the_ban(text, staff, question))


def _without_the_ban(text: str, staff: Iterable[str], question: str) -> str:
    """The answer in a message without the words that hold it back; empty when these are all."""
    for part in BREAK.split(text):
        text = text.replace(part, "") if part and holds(part) else text
    found = _meaning(text.strip(), staff, question)
    return found.words if text.strip() and found.reason is Reason.TAKEN else ""


def _meaning(text: str, staff: Iterable[str], question: str) -> Meaning:
    names = frozenset(name.casefold() for name in staff)
    words, is_addressed = without_address(_with_edits(with_marks(text.strip())), names)
    if (rest := after_taking_back(words)) is not None:
        return _void_before(rest, staff)
    words = _unframed(words, names, question)
    if is_kept(words):
        return Meaning(Reason.TO_DESK, words)
    own = without_name_after(words, names)
    for_desk, told = _told_to_the_desk(own, names, question), said_of_words(own, question)
    if for_desk and (for_desk.reason is Reason.TAKEN or not told.sentences):
        return replace(for_desk, words=said_of_words(for_desk.words, question).words)
    if told.is_all:
        return Meaning(Reason.TAKEN, told.words, doubt=SURELY, adds=True)
    words = told.words if told.sentences else words
    parts = [part for part in BREAK.split(words) if part and part.strip()]
    kinds = [Reason.TAKEN if part in told.sentences else kind_of(part, staff, question) for part in parts]
    is_addressed = is_addressed or _asks_a_colleague(parts, kinds, staff)
    reason = _whole(parts, kinds, text, is_addressed=is_addressed)
    if reason is Reason.TAKEN:
        return _answer(words, parts, kinds, names, question)
    return Meaning(reason, words, says_yes_no=reason is Reason.SMALL_TALK and _is_yes_no(words))


def _unframed(words: str, names: frozenset[str], question: str) -> str:
    """A message without how the writer knows it, and what of it is not for others."""
    words = without_ban_on_a_detail(without_proof(_HALTED.sub("", _ANSWER_IS.sub("", words))))
    words, is_clause = without_report(words, names)
    return without_kept(to_her(as_sentence(words), "", question) if is_clause else words)


def _answer(words: str, parts: list[str], kinds: list[Reason], names: frozenset[str], question: str) -> Meaning:
    """The answer in a message, without what is said around it."""
    seen = [Part(part, kind, doubt(part, question, names)) for part, kind in zip(parts, kinds, strict=True)]
    least = min(part.doubt for part in seen if part.kind is Reason.TAKEN)
    return Meaning(Reason.TAKEN, for_the_citizen(words, trimmed(seen, names, question)), doubt=least)


def _with_edits(text: str) -> str:
    """«Kl. 21. EDIT: kl. 20.30»: what was edited as it should read now; what is quoted above it («> …») is another's."""
    text = without_quoted(text)
    before, after = edited(_STARRED.sub(r"\1 EDIT: \2", text))
    return (mended(before, f"*{after}") or after) if after else text


def _told_to_the_desk(text: str, names: frozenset[str], question: str) -> Meaning | None:
    """«Dere kan svare: …» holds the answer; «dere kan svare at …» says what the desk should write itself."""
    if answer := dictated(text, question) or led_in(text, names):
        return Meaning(Reason.TAKEN, _only_dictated(mail(answer)), doubt=SURELY)
    found = listed("for_desk").search(text)
    before = text[: found.start()] if found else ""
    if not found or len(before) > LED_BY or "," in before or BREAK.search(f"{before}A") or _SAYS_ITSELF.match(before):
        return None
    quoted = _QUOTED_ANSWER.match(text, found.end())
    if quoted and count(quoted["words"]) > 1:
        return Meaning(Reason.TAKEN, quoted["words"])
    return Meaning(Reason.TO_DESK, text)


def _only_dictated(answer: str) -> str:
    """What was dictated, without what is said to the desk after it: «… Ikke si at vi vurderer å selge»."""
    first, *after = [part for part in BREAK.split(answer) if part and part.strip()]
    kept = [part for part in after if not (is_for_us(part) or is_for_the_desk(part) or is_about_people(part))]
    return answer if len(kept) == len(after) else " ".join(part.strip() for part in (first, *kept))


def _whole(parts: list[str], kinds: list[Reason], text: str, *, is_addressed: bool) -> Reason:
    """What the sentences together are: an answer wins over talk, a question about the question over both."""
    if Reason.QUESTION in kinds and (Reason.TAKEN not in kinds or _asks_what_is_meant(parts, kinds)):
        asked = " ".join(part for part, kind in zip(parts, kinds, strict=True) if kind is Reason.QUESTION)
        return Reason.TO_COLLEAGUE if is_addressed or MENTION.search(text) else _question_or_chat(asked)
    if Reason.TAKEN in kinds:
        if Reason.LATER in kinds and all(hedges(p) for p, k in zip(parts, kinds, strict=True) if k is Reason.TAKEN):
            return Reason.LATER
        answer = " ".join(part for part, kind in zip(parts, kinds, strict=True) if kind is Reason.TAKEN)
        return Reason.TO_COLLEAGUE if is_addressed and _is_for_her(answer) else Reason.TAKEN
    said = [kind for kind in kinds if kind is not Reason.SMALL_TALK]
    return said[0] if said else Reason.SMALL_TALK


def _is_for_her(words: str) -> bool:
    """Whether words after a colleague's name are for her: «du glemte banen», «takk for sist»."""
    if re.match(r"(?:du|dere|you)\b", words):
        return True
    is_told = listed("you").search(words) or listed("told_to_do").match(words)
    return (bool(is_told) and not FACT.search(words) and not is_answer(words)) or doubt(words, "", ()) > 0


def _asks_a_colleague(parts: list[str], kinds: list[Reason], staff: Iterable[str]) -> bool:
    """«Jeg er usikker. Ola, pleier dere å låne ut?»: somebody is spoken to by name in a later sentence."""
    names = frozenset(name.casefold() for name in staff)
    asked = [part for part, kind in zip(parts, kinds, strict=True) if kind is Reason.QUESTION]
    return any(without_address(part, names)[1] for part in asked)


def _question_or_chat(text: str) -> Reason:
    if listed("doubts").search(text) and not _is_about_her(text):
        return Reason.TO_COLLEAGUE
    return Reason.SMALL_TALK if listed("chat").search(text) else Reason.QUESTION


def _asks_what_is_meant(parts: list[str], kinds: list[Reason]) -> bool:
    told = [(part, kind) for part, kind in zip(parts, kinds, strict=True) if kind is not Reason.SMALL_TALK]
    if told[0][1] is Reason.QUESTION and _ASKS_HER.match(plain(told[0][0])) and JOKES.search(parts[-1]):
        return True  # «Ka bygd bor du i? Vi har 40 mil vei å ta 😅»
    first, after = told[0], " ".join(part for part, _ in told[1:])
    asks_which = _is_about_her(first[0]) or _WHICH.search(first[0])
    if first[1] is Reason.QUESTION and asks_which and count(after) <= AFTERTHOUGHT and not FACT.search(after):
        return True
    part, kind = told[-1]
    return kind is Reason.QUESTION and _is_about_her(part)


def _is_about_her(part: str) -> bool:
    """Whether a sentence speaks of the citizen, or of what was meant."""
    return bool(listed("citizen").search(part) or listed("meaning").search(part))


def _is_yes_no(words: str) -> bool:
    """«Nei.» or «Ja, det er den.»: yes or no, and nothing beside it that says more."""
    first, *rest = [word.casefold() for word in WORD.findall(words)] or [""]
    return bool(listed("yes_no").fullmatch(first)) and all(
        listed("yes_no").fullmatch(word) or listed("filler").fullmatch(word) for word in rest
    )


def _void_before(rest: str, staff: Iterable[str]) -> Meaning:
    is_answer = bool(rest) and meaning(rest, staff).reason is Reason.TAKEN
    return Meaning(Reason.TAKEN_BACK, meaning(rest, staff).words if is_answer else "", takes_back=True)
