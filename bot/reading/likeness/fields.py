"""What words are about, in broad fields (people, illness, fire, money, what is past), so that the model knows something of a word it
has never seen. The words stand in `fields.toml`; they were written from the language, not from what was labelled.
"""

import tomllib
import zlib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import combinations, pairwise

from bot.reading.lexicon import Lexicon, lexicon

_NO_SLIPS = 99  # letters: a field is too broad to guess at

Numbers = tuple[int, ...]


def fields_in(parts: Sequence[Sequence[str]]) -> Iterator[int]:
    """Numbers for the fields of a text, given as the words of each of its clauses: each alone, two of the whole text, and two in a
    row in a clause.
    """
    places = [_by_place(words) for words in parts]
    everywhere = sorted({one for part in places for found in part for one in found})
    yield from everywhere
    yield from (one * 31 + other for one, other in combinations(everywhere, 2))
    for part in places:
        yield from (one * 37 + other for before, after in pairwise(part) for one in before for other in after)


def _by_place(words: Sequence[str]) -> list[Numbers]:
    """The fields of each word of a clause, without the words that have none."""
    places = [_of_word(word) for word in words]
    for of, _, end in _lexicon().expressions_in(words):
        places[end - 1] += (_number(of),)
    return [found for found in places if found]


@lru_cache(maxsize=2_000)
def _of_word(word: str) -> Numbers:
    return tuple(map(_number, sorted(_lexicon().classes(word))))


@cache
def _number(field: str) -> int:
    return zlib.crc32(f"field {field}".encode())


@cache
def _lexicon() -> Lexicon:
    return lexicon(
        tomllib.loads((resources.files("bot.reading.likeness") / "fields.toml").read_text(encoding="utf-8")),
        slips_from=_NO_SLIPS,
    )
