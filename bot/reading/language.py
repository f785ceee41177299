"""Which language, and which Norwegian form, a citizen wrote in. A suggestion: a person can always choose another.

Script and Polish words first. Between bokmål, nynorsk, dialect and English a small model over spelling decides
(`bot/reading/likeness/spelling.py`); in a few words alone single words do, and without a sign the page's form is taken.
"""

import re
import unicodedata

from bot.reading.likeness.spelling import chances, signs
from bot.reading.word_rules import words
from bot.texts.wording import LANGUAGES

UNKNOWN = "und"
_LAST_WESTERN = "ÿ"  # the letters of our neighbours end here, before Polish, Cyrillic and Arabic
_ENOUGH = 3  # words: in fewer only whole words tell
_SURE = 0.5
# On a page in this form, what the other form must beat: a part of the page's own likelihood where a word tells the other, and so
# much more than all of it where none does. Whoever writes nynorsk shows it sooner. Found with models that had not seen the comment.
_WITH_A_SIGN = {"nb": 1.0, "nn": 0.5}
_WITHOUT = {"nb": 0.25, "nn": 0.1}
_NORWEGIAN = ("nb", "nn")


def detect(text: str, page_language: str) -> str:
    """The language of a text: nb, nn, dialect, en, pl, uk, ru, ar, or und when there are no words in it.

    Other languages count as the page's own form: no sign speaks for them.
    """
    own_words = _without_notes(text)
    letters = "".join(filter(str.isalpha, own_words))
    if not letters:
        return UNKNOWN
    return _by_script(letters) or _by_words(own_words, page_language)


def reply_language(detected: str, page_language: str) -> str:
    """The language form of our answer: the citizen's own where we have it, the page's for dialect, English for the rest."""
    if detected in LANGUAGES:
        return detected
    return page_language if detected in ("dialect", UNKNOWN) else "en"


def _without_notes(text: str) -> str:
    """Notes in square brackets ("[bilde uten tekst]") and links are not the citizen's words."""
    return re.sub(r"\[[^\]]*\]|https?://\S+", " ", text)


def _by_script(letters: str) -> str:
    if max(letters) <= _LAST_WESTERN:
        return ""
    names = [unicodedata.name(one, "") for one in letters]
    arabic, cyrillic = (sum(name.startswith(script) for name in names) for script in ("ARABIC", "CYRILLIC"))
    if arabic > len(letters) / 2:
        return "ar"
    if cyrillic > len(letters) / 2:
        return "uk" if _has_sign(letters, "uk") else "ru"
    return "pl" if _has_sign(letters, "pl") else ""


def _has_sign(text: str, language: str) -> bool:
    return any(sign in text.casefold() for sign in words()["language"]["signs"][language])


def _by_words(text: str, page_language: str) -> str:
    if signs("pl", text) and _count(text, "pl") > max(_count(text, "nb", "nn", "no"), _count(text, "en")):
        return "pl"
    return (_by_spelling if len(text.split()) >= _ENOUGH else _by_few_words)(text, page_language)


def _count(text: str, *names: str) -> int:
    return sum(len(signs(name, text)) for name in names)


def _by_few_words(text: str, page_language: str) -> str:
    nb, nn, dialect = (_count(text, name) for name in ("nb", "nn", "dialect"))
    if _count(text, "en") > max(nb + nn + _count(text, "no"), dialect):
        return "en"
    if dialect and 2 * dialect >= nb + nn:
        return "dialect"
    return "nb" if nb > nn else "nn" if nn > nb else page_language


def _by_spelling(text: str, page_language: str) -> str:
    """The form that the spelling speaks for. Another form than the page's must be likelier than that and dialect together:
    dialect is answered in the page's form, too.
    """
    seen = chances(text)
    if seen["en"] > _SURE:
        return "en"
    own = page_language if page_language in _NORWEGIAN else "nb"
    other = "nn" if own == "nb" else "nb"
    has_sign = bool(signs(other, text) or signs(f"{other}_endings", text))
    must_beat = seen[own] * _WITH_A_SIGN[own] if has_sign else seen[own] + _WITHOUT[own]
    if seen[other] > must_beat + seen["dialect"]:
        return other
    return "dialect" if seen["dialect"] > seen[own] else own
