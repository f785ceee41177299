"""Words that make void what their writer said before: taken back, or not to be published yet."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.guard.patterns import regex
from bot.rules.talk.between.doubting import doubts
from bot.rules.talk.messages.asking import BREAK
from bot.rules.talk.messages.holding import holds
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.words import listed
from bot.rules.talk.reading import Reading, asked

_HALTS = regex(r"(?:eller\s+|or\s+)?(?:nei|no|wait),?\s+(?:vent|wait|no)[\s.!…]*|eller\s+nei[\s.!…]*", re.IGNORECASE)
_UNSURE = regex(
    r"\b(?:usikker|ikk?j?e\s+(?:helt\s+|heilt\s+|så\s+)?sikker|not\s+(?:so\s+|quite\s+)?sure)\b", re.IGNORECASE
)
_MAY_GO_OUT = regex(  # of the answer as it stands, and not of other words for it
    r"\b(?:kan|skal|bør|får|må|can|shall|should|may)\s+(?:vi|jeg|eg|me|dere|de|we|i)\s+(?:bare\s+|berre\s+|just\s+)?"
    r"(?:si|seie|skrive|publisere|legge\s+ut|leggje\s+ut|legge|leggje|svare|svara|dele|sende|bruke|gå\s+ut\s+med|say|write|publish|post|share|use)"
    r"(?:\s+(?:det|dette|den|svaret|it|this|that|the\s+answer))?(?:\s+(?:offentlig|offentleg|ut|åpent|ope|her|sånn|slik|som\s+det\s+er|publicly|in\s+public|here"
    r"|like\s+that|out))*\s*\?",
    re.IGNORECASE,
)
_NO = regex(
    r"(?:nei|næi|no|nope|ikke|ikkje|helst\s+ikke|helst\s+ikkje|rather\s+not|not|absolutt\s+ikke)\b", re.IGNORECASE
)
_TALK = (Reason.LATER, Reason.TO_COLLEAGUE, Reason.SMALL_TALK)
_FORBIDS = regex(
    r"\W*(?:(?:men|nei|og|but|no|obs|nb)\b[\s,.!:]*)*(?:ikke|ikkje|ikkj|itj|don't|do\s+not)\s+(?:skriv|si|sei|svar|nevn|nemn|bruk|del|write|say|use|share)\s+(?:det|dette|that|this)"
    r"(?=\s*(?:[,.!–-]|$|da\b|då\b|til\b|videre|vidare|ut\b))",
    re.IGNORECASE,
)
_OF_THE_ANSWER = regex(r"\b(?:svaret|teksten|the\s+answer|the\s+text)\b", re.IGNORECASE)
_SENTENCE = r"(?:(?:den|det|the)\s+)?(?:siste|last)\s+(?:setning(?:en|a|i)?|sentence)"
_CUTS = r"(?:stryk\w*|ta\s+(?:ut|bort|vekk)|fjern\w*|slett\w*|dropp\w*|kutt\w*|utelat\w*|remove|delete|drop|cut|leave\s+out)"
_CUTS_LAST = regex(
    rf"\W*(?:(?:h+m+|nei|forresten|og|men|ok|please|kanskje|bare)\b[\s,.!–-]*)*(?:(?:du|dere|de|you)\s+(?:kan|må|bør|can|should)\s+(?:gjerne\s+)?{_CUTS}\s+{_SENTENCE}"
    rf"|{_CUTS}\s+(?:gjerne\s+)?{_SENTENCE}|{_SENTENCE}\s+(?:kan|må|bør|can|should)\s+(?:du|dere|de|vi|be|you)?\s*(?:gjerne\s+)?(?:{_CUTS}|removed|dropped|cut)|ta\s+{_SENTENCE}\s+(?:ut|bort|vekk))\W*",
    re.IGNORECASE,
)
_STOPS = regex(
    r"\b(?:stopp?|feil|galt|stemmer\s+ikk?j?e|(?:ikke|ikkje|don't|not)\s+(?:send|publiser|legg|post|publish)|wrong)\b",
    re.IGNORECASE,
)


def halts(text: str) -> bool:
    """«eller nei vent», and nothing more: the writer's message before was wrong."""
    return _HALTS.fullmatch(text.strip()) is not None


def void_message_before(reading: Reading, place: int) -> None:
    """The writer's last message before this one is no answer any more."""
    by = reading.said[place].by
    last = next((i for i in reversed(range(place)) if reading.said[i].by == by), None)
    if last is None:
        return
    reading.found[last] = replace(reading.found[last], reason=Reason.CORRECTED, says_yes_no=False)
    runs = ([i for i in run if i != last] for run in reading.runs)
    reading.runs = [run for run in runs if run]


def forbids(reading: Reading, place: int) -> bool:
    """«ikke skriv det, vi har lov til å bruke åtte»: what the writer just said was for colleagues."""
    last, by = reading.run[-1] if reading.run else place, reading.said[place].by
    if last != place - 1 or reading.said[last].by != by or not _FORBIDS.match(reading.said[place].text):
        return False
    reading.void(reading.runs.pop(), Reason.HELD)
    reading.found[place] = replace(reading.found[place], reason=Reason.HELD, words="")
    return True


def holds_back(reading: Reading, place: int) -> bool:
    """«Vent litt, må sjekke med laben», «er litt usikker på det der», a «nei» to «er du sikker?»: under the writer's own answer."""
    found, text = reading.found[place], reading.said[place].text
    if _newest_of(reading, place) is None:
        return False
    before = asked(reading.said, place)
    if (before is None and doubts(text)) or (before is not None and _forbids(before.text, text)):
        return True
    if found.reason not in _TALK:
        return False
    is_no = found.says_yes_no and text.casefold().startswith(("nei", "no", "ikke", "ikkje"))
    denies = before is not None and is_no and bool(listed("doubts").search(before.text))
    return denies or holds(text) or (found.reason is Reason.LATER and bool(_UNSURE.search(text)))


def _forbids(asked_of_it: str, said: str) -> bool:
    """«Nei, ikke det» to «kan vi si det offentlig?»"""
    return bool(_MAY_GO_OUT.search(asked_of_it)) and bool(_NO.match(said))


def take_back(reading: Reading, place: int) -> None:
    """The writer's newest words are void, or the last message of them."""
    mine = _newest_of(reading, place)
    if mine and cuts_last_sentence(reading.said[place].text) and _cut(reading, mine):
        return
    if mine and len(mine) > 1 and listed("the_last").search(reading.said[place].text):
        reading.void([mine.pop()], Reason.TAKEN_BACK)
        return
    void_newest(reading, place, Reason.TAKEN_BACK)


def cuts_last_sentence(text: str) -> bool:
    """«hm, den siste setninga kan du ta ut», and nothing more."""
    return _CUTS_LAST.fullmatch(text.strip()) is not None


def cut_last_sentence(reading: Reading, place: int) -> bool:
    """Whether a message takes the last sentence out of the writer's newest words, and does it."""
    mine = _newest_of(reading, place) if cuts_last_sentence(reading.said[place].text) else None
    if not mine or not _cut(reading, mine):
        return False
    reading.found[place] = replace(reading.found[place], reason=Reason.TO_DESK)
    return True


def _cut(reading: Reading, mine: Sequence[int]) -> bool:
    place = next((one for one in reversed(mine) if reading.found[one].words), mine[-1])
    words = reading.found[place].words
    parts = [part for part in BREAK.split(words) if part and part.strip()]
    if len(parts) > 1:
        reading.found[place] = replace(reading.found[place], words=words[: words.rindex(parts[-1])].rstrip())
    return len(parts) > 1


def void_newest(reading: Reading, place: int, reason: Reason) -> None:
    """The writer's newest answer is none any more; what somebody else said before is the newest again."""
    if mine := _newest_of(reading, place):
        reading.void(mine, reason)
        reading.runs.remove(mine)
    elif (
        reading.runs
        and (not reading.found[place].words or _stops_the_answer(reading, place))
        and (reason is Reason.HELD or _STOPS.search(reading.said[place].text))
    ):
        reading.void(
            [*reading.runs.pop(), place], Reason.HELD
        )  # «Nei! Ikke send, den ble stengt i går!» under a colleague's answer


def _stops_the_answer(reading: Reading, place: int) -> bool:
    """«Dette er ikke politisk behandlet. Svaret kan ikke gå ut slik.» under a colleague's answer: it holds hers, and is none."""
    stops = reading.found[place].reason is Reason.HELD and bool(_OF_THE_ANSWER.search(reading.said[place].text))
    if stops:
        reading.found[place] = replace(reading.found[place], words="")
    return stops


def _newest_of(reading: Reading, place: int) -> list[int] | None:
    by = reading.said[place].by
    return next((run for run in reversed(reading.runs) if reading.said[run[-1]].by == by), None)
