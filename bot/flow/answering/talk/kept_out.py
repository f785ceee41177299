"""Words of a message that the rules took for talk, beside those that are the answer: «PS: ikke nevn prisen».

What is surely nothing (`rules/talk/left/nothing.py`) is not told; everything else is.
"""

from collections.abc import Collection, Iterator
from difflib import SequenceMatcher

from bot.flow.answering import talking
from bot.rules.talk.conversation import Heard
from bot.rules.talk.left.nothing import is_nothing
from bot.rules.talk.left.signs import without_facts
from bot.rules.talk.messages.asking import BREAK
from bot.rules.talk.messages.words import WORD, count

LEAST = 3  # words behind those that were put otherwise which are told to be left out; a fact there was put right
ALIKE = 0.5  # so much of a sentence stands in other words before it is told not to be left out


def kept_out(each: Heard, there: str, question: str = "", names: Collection[str] = ()) -> str:
    """What of a message a text does not have either. `names` are those who may be spoken to, in small letters."""
    return " ".join(words for words in _left(each, there) if not is_nothing(words, question, names))


def kept_out_behind(each: Heard, there: str, question: str = "", names: Collection[str] = ()) -> str:
    """The same of what stands behind the words that were taken."""
    said, taken = talking.public(each.contribution.text), sentences(talking.public(each.words))
    ends = [said.find(words) + len(words) for words in taken.values() if words in said]
    left = [words for words in _left(each, there) if said.rfind(words) >= min(ends, default=0)]
    return " ".join(words for words in left if not is_nothing(words, question, names))


def sentences(text: str) -> dict[str, str]:
    """The sentences of a text as they stand there, by what two of them have in common that say the same."""
    parts = [part.strip() for part in BREAK.split(text) if part and part.strip()]
    return {" ".join(part.split()).casefold().strip(" .!?"): part for part in parts}


def _left(each: Heard, there: str) -> Iterator[str]:
    said, taken = sentences(talking.public(each.contribution.text)), sentences(talking.public(each.words))
    stands = taken.keys() | sentences(there).keys()
    left = [words for key, words in said.items() if key not in stands]
    if taken.keys() <= said.keys():
        yield from left
        return
    for words in left:
        if rest := _beside(words, f"{talking.public(each.words)}\n{there}"):
            yield rest


def _beside(sentence: str, text: str) -> str:
    """What of a sentence was not put in other words: what stands behind those that were, or the whole where none of it was."""
    found, there = list(WORD.finditer(sentence)), [word.casefold() for word in WORD.findall(text)]
    mine = [word[0].casefold() for word in found]
    blocks = SequenceMatcher(None, mine, there, autojunk=False).get_matching_blocks()
    alike = [block for block in blocks if block.size > 1]
    if not alike:
        other = sum(word not in there for word in mine)
        return "" if mine and other < max(LEAST, ALIKE * len(mine)) and other < len(mine) else sentence
    last = max(block.a + block.size for block in alike)
    rest = sentence[found[last - 1].end() :].strip(" ,;:–-") if found else ""
    return rest if count(without_facts(rest)) >= LEAST else ""
