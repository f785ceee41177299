"""Which language, and which Norwegian form, a citizen wrote in. A suggestion: a person can always choose another.

Script and marker words first. Between bokmål, nynorsk and dialect a small model over letters has a say, too
(`bot/reading/likeness/`); in a few words alone it has none, and without a sign the page's form is taken.
"""

import re
import unicodedata

from bot.reading.likeness.heads import FORMS
from bot.reading.likeness.likeness import leaning
from bot.reading.word_rules import pattern, words
from bot.texts.wording import LANGUAGES

UNKNOWN = "und"
_LAST_WESTERN = "ÿ"  # the letters of our neighbours end here, before Polish, Cyrillic and Arabic
_ENOUGH = 3  # words: in fewer the letters tell little
_CLEAR = 0.5  # less than this is no sign: the text could be either


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
    count = {name: len(_found(name, text)) for name in ("nb", "nn", "no", "en", "pl", "dialect")}
    norwegian = count["nb"] + count["nn"] + count["no"]
    if count["pl"] > norwegian and count["pl"] > count["en"]:
        return "pl"
    if count["en"] > norwegian and count["en"] > count["dialect"]:
        return "en"
    if count["dialect"] and 2 * count["dialect"] >= count["nb"] + count["nn"]:
        return "dialect"
    nb, nn = (2 * count[form] + len(_endings(form, text)) for form in ("nb", "nn"))
    return _form(text, nb - nn) or page_language


def _form(text: str, signs: float) -> str:
    """The form that the signs (for bokmål, less those for nynorsk) and the letters speak for; empty if none does."""
    if len(text.split()) >= _ENOUGH:
        seen = leaning(text, FORMS)
        if seen["dialect"] - max(seen["nb"], seen["nn"]) > abs(signs):
            return "dialect"
        signs += (seen["nb"] - seen["nn"]) / 2
    return "nb" if signs > _CLEAR else "nn" if signs < -_CLEAR else ""


def _endings(form: str, text: str) -> set[str]:
    """Words that only end, or begin, as this form does."""
    return {one for one in _found(f"{form}_endings", text) if not pattern("language", "not_endings").fullmatch(one)}


def _found(language: str, text: str) -> set[str]:
    return {one[0].casefold() for one in pattern("language", language).finditer(text)}
