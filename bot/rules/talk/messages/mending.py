"""A short correction that says only what is different: «*fredag 9. mai», «sorry, I meant Tuesdays», «EDIT: kl. 20.30».

It takes the place of what is of its kind in the words before: a day, a date, an hour, a number, or a word that was misspelt.
Where more than one thing could be meant nothing is changed, and a person decides.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from bot.guard.patterns import regex
from bot.rules.talk.messages.words import WORD, listed

_MONTH = (
    r"(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
    r"|january|february|march|may|june|july|october|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|okt|oct|nov|des|dec)\b)"
)
_SPELT_OUT = (
    r"(?:to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten|tjue|tretti|førti"
    r"|femti|hundre|tusen|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|hundred)"
)
_KINDS = {
    "day": r"(?:man|tirs|ons|tors|fre|lør|søn|mån|tys|laur|sun)da?g(?:en|ar|er|s)?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?",
    "date": rf"\d{{1,2}}\.?\s+{_MONTH}|{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\.\d{{1,2}}\.(?:\d{{2,4}})?",
    "hour": rf"(?:kl\.?|klokka|klokken)\s*(?:\d{{1,2}}(?:[.:]\d\d)?|{_SPELT_OUT})(?:\s*[ap]m)?|\d{{1,2}}[.:]\d\d|\d{{1,2}}\s*[ap]m",
    "phone": r"\d\d \d\d \d\d \d\d|\d{8}",
    "week": r"(?:uke|veke|week)\s+\d{1,2}",
    "month": r"(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|january|february|june|july"
    r"|october|december)",
    "number": rf"\d(?:[\d  ]*\d)?(?:,\d+)?|{_SPELT_OUT}",
}
TOKEN = regex("|".join(rf"(?P<{kind}>(?<!\w)(?:{way})(?!\w))" for kind, way in _KINDS.items()), re.IGNORECASE)
_NUMBER = regex(rf"(?<![\w.:])(?:\d{{1,2}}(?:[.:]\d\d)?|{_SPELT_OUT})(?!\w)", re.IGNORECASE)
_EDITED = regex(
    r"[\s(]*\b(?:edit|edited|rettet|rettelse|retting|oppdatert|korrigert|korr|korreksjon|correction)\s*:\s*",
    re.IGNORECASE,
)
CLOSER = 0.5  # so much closer a number is to the right one than every other
ALIKE = 0.7  # from so much on a misspelt word is taken for what corrects it
_AFTERWARDS = regex(
    r"[\s,–-]+(?:mente jeg|mente eg|mener jeg|meiner eg|meinte eg|(?:skal|må|skulle)\s+det\s+stå|skulle\s+det\s+stått"
    r"|(?:skulle|skal)\s+det\s+(?:være|vere)|var det"
    r"|i meant|i mean|it should be|sorry|beklager|altså)(?:,\s+[^.!?\d]*)?[\s.!]*$",
    re.IGNORECASE,
)
_NOT_THAT = regex(
    r",?\s+(?:og\s+|and\s+)?(?:ikke|ikkje|not)\s+(?P<not>(?:\d\.(?=\s?\w)|[^,.!?])+)[\s.!]*$", re.IGNORECASE
)
_WAS_WRONG = regex(
    r"(?P<not>[^,.!?]+?)\s+(?:var|er|was|is)\s+(?:feil|galt|wrong)[\s,.–-]+(?:(?:det|it|den)\s+(?:blir|er"
    r"|skal være|skal vere|is|should be)\s+)?(?P<new>[^,.!?]+)[\s.!]*$",
    re.IGNORECASE,
)
_FORGET = regex(
    r"(?:glem|gløym|ikke|ikkje|not|forget)\s+(?P<not>[^,.!?]+?),?\s+(?:men\s+|but\s+)?"
    r"(?:(?:det|it)\s+(?:er|is|skal være)\s+)?(?P<new>[^,.!?]+)[\s.!]*$",
    re.IGNORECASE,
)


def without_lead(text: str) -> tuple[str, bool]:
    """What is left of a correction without the words that introduce it, and whether they surely do."""
    is_told = False
    for told in (_AFTERWARDS, _NOT_THAT, _AFTERWARDS):  # «270, ikke 250, mener jeg», «270 mener jeg, ikke 250»
        text, found = told.subn("", text)
        is_told = is_told or bool(found)
    left, sure = _led(text)
    return left, sure or is_told


def _led(text: str) -> tuple[str, bool]:
    left, sure = text.strip(), text.lstrip().startswith("*") and not text.rstrip().endswith("**")
    left = (
        left.strip("* ")
        if sure
        else re.sub(r"^(?:eller|or)\s+(?=(?:nei|no|vent|wait)\b)", "", left, flags=re.IGNORECASE)
    )
    while lead := listed("corrects").match(left):
        sure = sure or bool(listed("surely_corrects").search(lead[0]) or listed("instead").fullmatch(lead[0]))
        left = left[lead.end() :].lstrip(" ,.!:;–-")
    return left, sure


def mended(old: str, correction: str) -> str:
    """The older words with the correction in them; empty when it is no such correction, or more than one thing could be meant."""
    left, sure = without_lead(correction)
    if not left or not (sure or _FORGET.match(correction)):
        return ""
    wrong = _WAS_WRONG.match(left) or _FORGET.match(correction)
    if wrong and TOKEN.search(wrong["not"]) and old.count(wrong["not"]) == 1:
        return old.replace(wrong["not"], wrong["new"])
    denied = _NOT_THAT.search(_AFTERWARDS.sub("", correction))
    if denied and any(map(str.isdigit, denied["not"])) and not wrong:
        return _exchanged(old, denied["not"], left.strip(" ,"))
    found = list(TOKEN.finditer(left))
    there = {word.casefold() for word in WORD.findall(old)}
    beside = [word for word in WORD.findall(TOKEN.sub(" ", left)) if not listed("beside_a_fact").fullmatch(word)]
    rest = [word for word in beside if word.casefold() not in there]  # «*annankvar fredag» says again what stands
    if found and not rest and (new := _in_place(old, found)):
        return new
    if denied and old.count(denied["not"].strip()) == 1 and TOKEN.search(denied["not"]):
        return old.replace(denied["not"].strip(), left.strip(" ,"))
    return _spelt(old, left.rstrip(" .!")) if len(left.split()) == 1 else ""


def _exchanged(old: str, wrong: str, right: str) -> str:
    """«270, ikke 250»: only what is said to be wrong is changed, and only where it stands once."""
    numbers = [re.findall(r"\d(?:[\d \u00a0.:,]*\d)?", text) for text in (wrong, right)]
    pairs = [(wrong.strip(), right)]
    if len(numbers[0]) == len(numbers[1]) == 1 and _besides(wrong) in ("", _besides(right)):
        pairs.insert(0, (numbers[0][0], numbers[1][0]))
    for one, other in pairs:
        there = list(re.finditer(rf"(?<![\w.,:]){re.escape(one)}(?!\w|[.,:]\d)", old))
        if len(there) == 1:
            return old[: there[0].start()] + other + old[there[0].end() :]
    return ""


def _besides(text: str) -> str:
    return re.sub(r"[\d\s]+", "", text).casefold()


def only_facts(text: str) -> set[str]:
    """Of which kinds the facts are of which a text is nothing but («uke 18», «nei, 270, ikke 250»); none where it says more."""
    return bare_facts(without_lead(text)[0])


def bare_facts(left: str) -> set[str]:
    """The same of what is left of a correction without its lead."""
    more = [word for word in WORD.findall(TOKEN.sub(" ", left)) if not listed("beside_a_fact").fullmatch(word)]
    return set() if more else kinds_in(left)


def kinds_in(text: str) -> set[str]:
    """Of which kinds the facts in a text are: a day, a date, an hour, a week …"""
    return {token.lastgroup for token in TOKEN.finditer(text) if token.lastgroup}


def facts(text: str) -> dict[str, set[str]]:
    """The facts in a text by their kinds, as they can be compared; a number that is spelt out is none."""
    found: dict[str, set[str]] = {}
    for token in TOKEN.finditer(text):
        if token.lastgroup and (token.lastgroup in ("day", "month") or any(map(str.isdigit, token[0]))):
            found.setdefault(token.lastgroup, set()).add(_compared(token))
    return found


def _compared(token: re.Match[str]) -> str:
    """«tirsdager» is «tirsdag», and «kl. 10» is «10»."""
    word = (
        re.sub(r"[\s\u00a0.]", "", token[0].casefold())
        .removeprefix("klokka")
        .removeprefix("klokken")
        .removeprefix("kl")
    )
    return word[:3] if token.lastgroup == "day" else word


def edited(text: str) -> tuple[str, str]:
    """A message that was edited with a mark («… EDIT: kl. 20.30»): the words before the mark and after it."""
    found = _EDITED.search(text)
    return (text[: found.start()].strip(), text[found.end() :].strip(" )")) if found and found.start() else (text, "")


def _in_place(old: str, new: Sequence[re.Match[str]]) -> str:
    for token in new:
        there = [each for each in TOKEN.finditer(old) if each.lastgroup == token.lastgroup]
        if not there and token.lastgroup == "number":
            there = [each for hour in TOKEN.finditer(old) if hour.lastgroup == "hour" for each in _within(old, hour)]
        there = list(_nearest(there, token[0]))
        if len(there) != 1:
            return ""
        word = token[0].strip()
        word = word[0].lower() + word[1:] if there[0][0][0].islower() else word
        old = old[: there[0].start()] + word + old[there[0].end() :]
    return old


def _nearest(there: Sequence[re.Match[str]], number: str) -> Sequence[re.Match[str]]:
    """«fra 10 til 14» and «*15»: of several numbers the one that is clearly closest to the right one."""
    value, values = _value(number), [_value(each[0]) for each in there]
    if len(there) < 2 or value is None or None in values:
        return there
    apart = sorted((abs(each - value), place) for place, each in enumerate(values) if each is not None)
    return [there[apart[0][1]]] if apart[0][0] <= CLOSER * apart[1][0] else there


def _value(number: str) -> float | None:
    digits = re.sub(r"[\s\u00a0]", "", number).replace(",", ".")
    return float(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else None


def _within(old: str, hour: re.Match[str]) -> Iterator[re.Match[str]]:
    """The number of an hour: «nei, ti» under «klokka ni»."""
    return _NUMBER.finditer(old, *hour.span())


def _spelt(old: str, word: str) -> str:
    """A word that was misspelt once, as it should be."""
    there = [
        each
        for each in WORD.finditer(old)
        if each[0].casefold() != word.casefold()
        and SequenceMatcher(None, each[0].casefold(), word.casefold()).ratio() >= ALIKE
    ]
    if len(there) != 1 or not WORD.fullmatch(word):
        return ""
    spelt = word[:1].upper() + word[1:] if there[0][0][:1].isupper() and there[0].start() == 0 else word
    return old[: there[0].start()] + spelt + old[there[0].end() :]
