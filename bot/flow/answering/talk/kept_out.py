"""Whole sentences of a message that the rules took for talk, beside those that are the answer: «PS: ikke nevn prisen»."""

from bot.flow.answering import talking
from bot.rules.talk.conversation import Heard
from bot.rules.talk.messages.asking import BREAK
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.sentences import meaning
from bot.rules.talk.messages.words import count

LEAST = 3  # words of a sentence that is told to be left out


def kept_out(each: Heard, there: str) -> str:
    """Those that a text does not have either; empty where the words were put otherwise, so that nothing is known to be left out."""
    said, taken = sentences(talking.public(each.contribution.text)), sentences(talking.public(each.words))
    if not taken.keys() <= said.keys():
        return ""
    stands = taken.keys() | sentences(there).keys()
    return " ".join(words for key, words in said.items() if key not in stands and _says_something(words))


def sentences(text: str) -> dict[str, str]:
    """The sentences of a text as they stand there, by what two of them have in common that say the same."""
    parts = [part.strip() for part in BREAK.split(text) if part and part.strip()]
    return {" ".join(part.split()).casefold().strip(" .!?"): part for part in parts}


def _says_something(sentence: str) -> bool:
    return count(sentence) >= LEAST and meaning(sentence).reason is not Reason.SMALL_TALK
