"""Small talk that is known by its manner and not by its words: jokes, interruptions, calls to everybody in the room."""

import re

from bot.guard.patterns import regex
from bot.rules.talk.messages.manner import stems
from bot.rules.talk.messages.words import count, listed

JOKES = regex(
    "[😂🤣😅😆😄😁😜😉😝🤪🙈🙊🤦🤷😬🥳🍰☕🎂🍕😎😱😇😴🤓🥴💪👏]|:(?:joy|sweat_smile|wink|smile|laughing|grin|rofl)[a-z_]*:|\\b(?:haha\\w*|hehe|lol)\\b",
    re.IGNORECASE,
)
FEW, SHORT, SHORT_JOKE = 8, 7, 4  # words
_FACT = regex(r"\d|https?://|\w@\w|\.no\b")
_PLACES = regex(
    r"(?:(?:og|and)\s+)?(?:på|i|ved|bak|under|over|hos|til|fra|frå|husk|hugs|men\s+(?:husk|ikke|ikkje)|forutsatt|med\s+mindre|unntatt|bortsett|så\s+lenge|unless|except|helst|aldri|alltid|bare|berre|vi|me|we|in|at|by|behind|ja|nei|jo|yes|no)\b",
    re.IGNORECASE,
)
_SURE = regex(
    r"(?:vi|me|we|ja|nei|jo|yes|no|(?:men\s+)?(?:husk|hugs|pass\s+på|ikke|ikkje)|but\s+(?:do|remember)|forutsatt|med\s+mindre|unntatt|bortsett|så\s+lenge|unless|except)\b",
    re.IGNORECASE,
)


def is_decorated(text: str, question: str) -> bool:
    """«brrr ❄️»: a few words with a picture that tell nothing of what was asked; an answer only where nothing else is one."""
    has_picture = re.search("[\u2600-\u27bf\U0001f300-\U0001faff]", text) is not None
    if not has_picture or count(text) > FEW or _FACT.search(text) or _PLACES.match(text):
        return False
    return not listed("times").search(text) and not stems(text) & stems(question)


def is_joke(text: str, question: str) -> bool:
    """A few words with a laugh that tell nothing of what was asked, or only quote the citizen."""
    words = text.strip()
    if quoted := re.fullmatch(r"[«\"“](.+?)[»\"”](?:[^\w]|\b(?:lol|haha\w*|hehe)\b)*", words):
        return quoted[1].casefold().strip(" .!?…") in question.casefold()
    if not JOKES.search(words) or count(words) > FEW or _FACT.search(words) or _SURE.match(words):
        return False
    return not listed("times").search(words) and (count(words) <= SHORT_JOKE or not stems(words) & stems(question))
