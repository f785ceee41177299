"""Word lists as people write them, turned into patterns.

A list entry is a word or phrase. `*` stands for any letters at the beginning or end of a word ("brøyt*", "*vegen"),
` ... ` for up to eight words of the same sentence in between. Upper and lower case are the same.
"""

import re
from collections.abc import Iterable

_NEVER = r"(?!)"
_GAP = r"(?:[^\w.!?\n]+\w+){0,8}?[^\w.!?\n]+"


def any_of(entries: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the entries as whole words."""
    inner = "|".join(_entry(entry) for entry in sorted(entries, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{inner or _NEVER})(?!\w)", re.IGNORECASE)


def _entry(entry: str) -> str:
    return _GAP.join(_phrase(part) for part in entry.split(" ... "))


def _phrase(phrase: str) -> str:
    return r"\s+".join(re.escape(word).replace(r"\*", r"[\w-]*") for word in phrase.split())
