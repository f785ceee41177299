"""One question asked for by its number, alone or behind another word: «12», «#12», «spørsmål 12»."""

import re

from bot.texts.wording import LANGUAGES
from bot.work import House

_NUMBER = re.compile(r"(?:(?P<word>[^\W\d_]+)\.?\s*)?(?:#|nr\.?)?\s*(?P<number>[0-9]{1,9})[.?!]?", re.IGNORECASE)


def number_in(house: House, asked_for: str) -> int:
    """The number of the question that these words ask for; 0 where they ask for something else."""
    found = _NUMBER.fullmatch(asked_for.strip())
    if found is None:
        return 0
    word = (found["word"] or "").casefold()
    return int(found["number"]) if word in {"", "nr", *words_for(house, "question")} else 0


def words_for(house: House, name: str) -> list[str]:
    """What people may type for a list: in each of our languages, as a chat shows its commands in the reader's own."""
    return "|".join(house.wording.say(f"list.words.{name}", language) for language in LANGUAGES).split("|")
