"""What a text is like that tells of illness, money, a child or somebody absent (`bot/reading/likeness/`), beside what rules find."""

import re
from collections.abc import Collection, Iterator

from bot.reading.danger.seeing import like
from bot.reading.private.numbers import Spot

_A_RULE = 4.5  # what it adds that a rule has found something of the kind, as the logarithm of odds


def unlikely(text: str) -> Collection[str]:
    """The kinds of matters that a text does not tell of, whatever a rule has found."""
    return {name for name, over in like(text).matters.items() if over + _A_RULE < 0}


def spots(text: str, plain_text: str) -> Iterator[Spot]:
    """For each kind of matter that the text is like, the word of the plain text that weighed most."""
    seen = like(text)
    for name in (name for name, over in seen.matters.items() if over > 0):
        found = re.search(rf"(?<!\w){re.escape(seen.word(name))}(?!\w)", plain_text, re.IGNORECASE)
        if found and found[0]:
            yield Spot(name, found.start(), found.end(), "alike")
