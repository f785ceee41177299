"""Opening hours as the municipality's file tells them, in the language of whoever reads them."""

import re

from bot.texts.wording import LANGUAGES, pattern

_WORD = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(r"(\bkl\.?\s*)?\b(\d{1,2})(?:[.:](\d{2}))?\b")


def opening_in(text: str, language: str) -> str:
    """Weekdays and times of day in another language; a text that says more than these stays as somebody wrote it."""
    words = _known(language)
    if language not in LANGUAGES or any(one.casefold() not in words for one in _WORD.findall(_CLOCK.sub("", text))):
        return text
    with_days = _WORD.sub(lambda found: words.get(found[0].casefold(), found[0]), text)
    return _CLOCK.sub(lambda found: _clock(found, language), with_days)


def _known(language: str) -> dict[str, str]:
    """What the days and the word between them are called in any language → in this one."""
    if language not in LANGUAGES:
        return {}
    return {
        word.casefold(): ours for other in LANGUAGES for word, ours in zip(_words(other), _words(language), strict=True)
    }


def _words(language: str) -> list[str]:
    return [*pattern("weekdays", language).split(), pattern("opening_and", language)]


def _clock(found: re.Match[str], language: str) -> str:
    at = pattern("opening_at", language) if found[1] else ""
    if not found[3]:
        return at + found[2]
    return at + pattern("opening_clock", language).format(hour=found[2], minute=found[3])
