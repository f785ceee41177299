"""Doubt among colleagues about an answer, and what comes of it: it is given up, or it stands after all, or nobody knows."""

import re
from dataclasses import replace

from bot.guard.patterns import regex
from bot.rules.talk.between.settling import DOUBTS
from bot.rules.talk.contributions import DESK, EXPERT
from bot.rules.talk.messages.asking import asks
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.sentences import Meaning, meaning
from bot.rules.talk.messages.words import capital, count
from bot.rules.talk.reading import Reading, asked

_WAVERS = regex(
    r"\W*(?:(?:h+m+|tja|nja|ja|jo|jau|eh+|oi|å|åh|sant|uff|well|oh|yes|nei)\b[\s,.!…]*)*"
    r"(?:(?:det|dette|it|that)\s+)?(?:(?:kan|kunne|may|might|could)\s+(?:(?:godt|nok|jo|well)\s+)?(?:hende|henda|være|vere|vera|stemme|stemma|be\b)|er\s+(?:godt\s+)?(?:mulig|mogleg|mogeleg)"
    r"|mulig|mogleg|mogeleg|kanskje|muligens|maybe|perhaps|possibly)\b",
    re.IGNORECASE,
)
_THINKS = regex(
    r"\W*(?:(?:h+m+|tja|jo|ja|eh+)\b[\s,.!…]*)*(?:(?:jeg|eg|æ|i)\s+)?(?:tror|trur|think|antar|mener\s+å\s+huske|meiner\s+å\s+hugse)\b",
    re.IGNORECASE,
)
_AT_A_MEETING = regex(
    r"\b(?:vi|me|we)?\s*(?:får|må|kan|skal|tar|tek|take)\s+(?:\w+\s+)?(?:ta\s+|discuss\s+)?(?:det|dette|den|it|this)\s+(?:opp\s+)?(?:på|i|in|at)\s+(?:\w*møte\w*|\w*lunsj\w*|the\s+meeting|mandag|måndag)",
    re.IGNORECASE,
)
_DENIES = regex(
    r"\W*(?:nei|no|men|but)?[\s,!.]*(?:(?:nei|no)\b|(?:ikke|ikkje|ikkj|itj|not)\b|(?:det|dette|it|that)\s+(?:er|stemmer|is)\s+(?:ikke|ikkje|not|feil|galt|wrong)\b|(?:feil|wrong)\b)",
    re.IGNORECASE,
)
_ONLY_OBJECTS = regex(
    r"\W*(?:men\s+|but\s+)?(?:ikke|ikkje|ikkj|itj|not|bare|berre|only|gjelder|gjeld)\s+(?:lenger|lengre|lengjer|hvis|om|viss|når|i|på|for|hos|hjå|til|if|in|on|for|when|any)\b",
    re.IGNORECASE,
)
_NO, _YES = regex(r"(?:nei|no)\b", re.IGNORECASE), regex(r"(?:jo|ja|jau|yes)\s*[,.!]\s+", re.IGNORECASE)
_MORE = regex(r"\b(?:med|også|òg|too|also)\b", re.IGNORECASE)  # «er ikke Vika skole med i år?» doubts no answer
_THEN = regex(
    r"\W*(?:(?:å|åh|oi|ok|hm+|oh|uff)\b[\s,.!]*)*(?:da|då|then)\s+(?:kan|får|må|er|blir|dessverre|diverre|ikke|ikkje|gjelder|gjeld|har|it|you|she|he)\b",
    re.IGNORECASE,
)
_STANDS = regex(
    r"\W*(?:(?:nei|ja|jo|jau|no|yes|ok|puh|falsk\s+alarm|false\s+alarm)\b[\s,.!–-]*)*"
    r"(?:(?:det|svaret|teksten|what|it|that|the\s+answer)(?:\s+(?:jeg|eg|æ|i|mitt|over|her|ovenfor)\s*(?:skrev|skreiv|sa|wrote|said)?)?\s+(?:(?:stemmer|stemte|står|held|holder|gjelder|gjeld|stands|holds)(?:\s+(?:likevel|allikevel|visst|fortsatt|framleis|altså|nok|after\s+all|still))*"
    r"|(?:er|var|is|was)\s+(?:likevel\s+|visst\s+|helt\s+|heilt\s+|still\s+)?(?:riktig|rett|right|correct)(?:\s+(?:likevel|allikevel|after\s+all))?)|alt\s+i\s+orden|falsk\s+alarm|false\s+alarm)"
    r"(?=\s*(?:[.,!:;–-]|$))[\s,.!:;–-]*",
    re.IGNORECASE,
)
SHORT, FEW, A_FEW = 8, 6, 3  # words


def gives_up(reading: Reading, place: int) -> bool:
    """«hm, det kan godt hende» to a doubt: the writer's answer is held, and so is the colleague's that she had denied."""
    mine = [run for run in reading.runs if reading.said[run[-1]].by == reading.said[place].by][-1:]
    if not mine or asked(reading.said, place) is None or not wavers(reading.said[place].text):
        return False
    reading.runs.remove(mine[0])
    denied = reading.runs.pop() if reading.runs and _DENIES.match(reading.said[mine[0][0]].text) else []
    reading.void([*mine[0], *denied], Reason.HELD)
    reading.found[place] = Meaning(Reason.HELD, "")
    return True


def wavers(text: str) -> bool:
    """«hm, det kan godt hende», «tror det. vi tar det på møtet»: the writer is not sure herself."""
    if re.search(r"\d", text):
        return False
    thinks = _THINKS.match(text) and (count(text) <= A_FEW or _AT_A_MEETING.search(text))
    return bool(thinks or (count(text) <= SHORT and _WAVERS.match(text)))


def leaves_it(reading: Reading, place: int) -> bool:
    """Whether a message leaves the answer that stands as it is, and is none itself."""
    return upholds(reading, place) or only_objects(reading, place)


def only_objects(reading: Reading, place: int) -> bool:
    """«ikke hvis det er fredet» under a colleague's answer: no answer by itself."""
    words, run = reading.found[place].words, reading.run
    is_under = bool(run) and reading.said[run[-1]].by != reading.said[place].by and reading.said[run[-1]].part == EXPERT
    return is_under and count(words) <= FEW and bool(_ONLY_OBJECTS.match(words))


def stands_after_all(reading: Reading, place: int) -> bool:
    """«nei, det jeg skrev stemmer»: what the writer held back is her answer again."""
    by, found = reading.said[place].by, _STANDS.match(reading.said[place].text)
    held = [i for i in range(place) if reading.said[i].by == by and _is_held(reading.found[i])]
    if not found or not held:
        return False
    rest = meaning(capital(reading.said[place].text[found.end() :].strip()), reading.staff, reading.question)
    reading.found[held[-1]] = replace(reading.found[held[-1]], reason=Reason.TAKEN)
    reading.found[place] = Meaning(Reason.TAKEN, rest.words if rest.reason is Reason.TAKEN else "")
    reading.runs.append([held[-1], place])
    return True


def upholds(reading: Reading, place: int) -> bool:
    """«nei, det står i § 3» to a colleague's «er ikke det forbudt?» is for her; the answer stands."""
    return bool(_NO.match(reading.found[place].words)) and _is_doubted(reading, place)


def concedes(reading: Reading, place: int) -> bool:
    """«jo, den er stengt til mai» to a colleague's «er ikke den stengt?» takes the answer's place."""
    found, yes = reading.found[place], _YES.match(reading.found[place].words)
    if _learns(reading, place):
        return True
    if yes is None or count(found.words[yes.end() :]) <= A_FEW or not _is_doubted(reading, place):
        return False
    reading.found[place] = replace(found, words=capital(found.words[yes.end() :]))
    return True


def _learns(reading: Reading, place: int) -> bool:
    """«då kan ho få ei veke», after the desk has told what the writer did not know: her answer is another now."""
    before, mine = reading.said[place - 1 : place], reading.run
    is_told = any(each.part == DESK and not asks(each.text) for each in before)
    is_mine = bool(mine) and mine[-1] == place - 2 and reading.said[mine[-1]].by == reading.said[place].by
    return is_told and is_mine and bool(_THEN.match(reading.found[place].words))


def _is_doubted(reading: Reading, place: int) -> bool:
    """Whether a message replies to a doubt about the writer's own answer."""
    before, by = asked(reading.said, place), reading.said[place].by
    return (
        before is not None
        and reading.run != []
        and reading.said[reading.run[-1]].by == by
        and bool(DOUBTS.match(before.text))
        and not _MORE.search(before.text)
    )


def _is_held(found: Meaning) -> bool:
    return found.reason is Reason.HELD and bool(found.words)
