"""Patterns that are read when something is first looked for with them, and word lists as people write them, turned into patterns.

A list entry is a word or phrase. `*` stands for any letters at the beginning or end of a word ("brøyt*", "*vegen"),
` ... ` for up to eight words of the same sentence in between. Upper and lower case are the same.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, cast

_GLANCES = 3  # letters
_ANY = r"[\w-]*"
_NEVER = r"(?!)"
_GAP = r"(?:[^\w.!?\n]+\w+){0,8}?[^\w.!?\n]+"


_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class _Unread:
    """A pattern as it is written, until something is looked for with it; from then on its methods are those of the compiled one."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self.flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled when something is first looked for with it: most are for what is seldom written."""
    return cast("re.Pattern[str]", _Unread(pattern, flags))


def any_of(entries: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the entries as whole words."""
    inner = _branches([_entry(entry) for entry in sorted(entries, key=len, reverse=True)], _GLANCES)
    return regex(rf"(?<!\w)(?:{inner or _NEVER})(?!\w)", re.IGNORECASE)


def _branches(written: Sequence[str], glances: int) -> str:
    """Patterns as one alternation, told apart by their first letters: most of a long list is passed over at one glance."""
    under: dict[str, list[str]] = defaultdict(list)
    for pattern in written:
        under[_beginning(pattern) if glances else ""].append(pattern)
    rest = under.pop("", [])
    grouped = (
        f"{begins}(?:{_branches([one[len(begins) :] for one in several], glances - 1)})"
        for begins, several in under.items()
    )
    return "|".join([*grouped, *rest])


def _beginning(pattern: str) -> str:
    """What others may share with it: a letter, or that any letters may come first; empty if that is all it says."""
    if pattern.startswith(_ANY) and pattern != _ANY:
        return _ANY
    return pattern[0].casefold() if pattern[:1].isalpha() else ""


def _entry(entry: str) -> str:
    return _GAP.join(_phrase(part) for part in entry.split(" ... "))


def _phrase(phrase: str) -> str:
    return r"\s+".join(re.escape(word).replace(r"\*", _ANY) for word in phrase.split())
