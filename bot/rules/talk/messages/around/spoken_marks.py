"""Marks that a telephone has written out as words: «hallen åpner ti komma men badet er stengt punktum».

They are put right only in what was clearly spoken: two of them or more, or a full stop as the last word, and hardly a
written mark. «Komma» is «come» in nynorsk, too, so it never tells alone.
"""

import re

from bot.guard.patterns import regex
from bot.rules.talk.messages.words import capital

_SURE = (
    r"(?:punktum|ny\s+linje|linjeskift|nytt\s+avsnitt|spørsmålstegn|spørjeteikn|utropstegn|utropsteikn|full\s+stop|new\s+line"
    r"|question\s+mark|exclamation\s+mark)"
)
_ANY = rf"(?:{_SURE}|komma|comma|kolon|colon)"
_SPOKEN = regex(rf"(?<![\w-])(?P<mark>{_ANY})(?![\w-])(?!\s+(?:og|eller|and|or)\s+{_ANY})", re.IGNORECASE)
_MEANT = regex(
    r"\b(?:sette?|et|eit|med|uten|utan|mangl\w+|glemt|og|eller|and|or|a|the|with|without|add)\s+$", re.IGNORECASE
)
_COMES = regex(r"\b(?:å|må|skal|vil|kan|får|bør|har|til)\s+$", re.IGNORECASE)  # «å komma hit»
_WRITTEN = regex(r"[.,!?:](?=\s|$)")
_AT = regex(r"\s+(?:alfakrøll|krøllalfa|at\s+sign)\s+", re.IGNORECASE)
_ADDRESS = regex(r"(?<=\w)\s+(?:punktum|dot)\s+(?=(?:[\w-]+\s+(?:punktum|dot)\s+)*(?:no|com|org|net)\b)", re.IGNORECASE)
_MARKS = {
    "komma": ",",
    "comma": ",",
    "kolon": ":",
    "colon": ":",
    "punktum": ".",
    "full stop": ".",
    "spørsmålstegn": "?",
    "spørjeteikn": "?",
    "question mark": "?",
    "utropstegn": "!",
    "utropsteikn": "!",
    "exclamation mark": "!",
    "ny linje": "\n",
    "linjeskift": "\n",
    "new line": "\n",
    "nytt avsnitt": "\n\n",
}
_ENDS = ".?!\n"
ENOUGH, WRITTEN = 2, 1  # spoken marks that tell dictation, and written ones beside them


def with_marks(text: str) -> str:
    """The text with the spoken marks as marks, where it was clearly dictated; every other text as it is."""
    said = _ADDRESS.sub(".", _AT.sub("@", text))
    found = [one for one in _SPOKEN.finditer(said) if _is_mark(said[: one.start()], one["mark"])]
    return _marked(said, found) if _is_dictated(said, found) else said


def _is_mark(before: str, mark: str) -> bool:
    """Whether the word stands for the mark, and is not spoken of: «sett punktum», «å komma hit»."""
    return not (_MEANT.search(before) or (mark.casefold() == "komma" and _COMES.search(before)))


def _is_dictated(said: str, found: list[re.Match[str]]) -> bool:
    if (
        not any(re.fullmatch(_SURE, one["mark"], re.IGNORECASE) for one in found)
        or not said[: found[0].start()].strip()
    ):
        return False
    ends = not said[found[-1].end() :].strip() and re.fullmatch(_SURE, found[-1]["mark"], re.IGNORECASE)
    return len(_WRITTEN.findall(said)) <= WRITTEN and (len(found) >= ENOUGH or bool(ends))


def _marked(said: str, found: list[re.Match[str]]) -> str:
    made, place = "", 0
    for one in found:
        made = _joined(made, said[place : one.start()].strip())
        mark = _MARKS[" ".join(one["mark"].casefold().split())]
        made = made.rstrip(" ") + (mark if mark.strip() or made else "")
        place = one.end()
    return capital(_joined(made, said[place:].strip()).strip())


def _joined(made: str, words: str) -> str:
    if not words:
        return made
    is_new = not made or made[-1] in _ENDS
    is_number = re.search(r"\d,$", made) and words[0].isdigit()  # «tolv komma femti» as 12,50
    between = "" if not made or made.endswith("\n") or is_number else " "
    return f"{made}{between}{capital(words) if is_new else words}"
