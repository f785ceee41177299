"""A text cut into clauses: what is said in one breath. A sign holds where it stands, and so does what takes it back.

Clauses end at punctuation, at a new line and before words that join ("og", "men", "because").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.guard.patterns import regex
from bot.guard.plain import plain

_PIECES = regex(r"[^\W_]+(?:['’-][^\W_]+)*|\d+|[.!?…]+|[,;:()\n–—]|[«»\"“”]|[^\w\s]")
_JOINS = frozenset(
    [
        "og",
        "men",
        "mens",
        "fordi",
        "når",
        "hvis",
        "viss",
        "dersom",
        "eller",
        "da",
        "før",
        "and",
        "but",
        "because",
        "when",
        "while",
        "if",
        "or",
        "before",
        "until",
    ]
)
_LAUGHS = frozenset("😂🤣😆😅😜🤪😉🙃")
_OPENS = "«“"
_QUOTES = _OPENS + '»”"'
_BREAKS = frozenset(_QUOTES + ",;:–—-")


@dataclass(frozen=True)
class Clause:
    """One clause: its words in small letters, how its sentence ends ("!", "?", "." or ""), and how it is said."""

    words: tuple[str, ...]
    end: str
    sentence: int
    quoted: bool
    laughs: bool
    loud: bool  # in capitals


@lru_cache(maxsize=8)  # danger, handling and finding ask the same
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text, in order."""
    return tuple(
        clause
        for number, (pieces, end) in enumerate(_sentences(plain(text).text.replace("’", "'")))
        for clause in _clauses_of(pieces, end, number)
    )


def _sentences(text: str) -> Iterator[tuple[list[str], str]]:
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        if piece[0] in ".!?…\n" and pieces:
            yield pieces, "!" if "!" in piece else "?" if "?" in piece else "."
            pieces = []
        elif piece[0] not in ".!?…\n":
            pieces.append(piece)
    if pieces:
        yield pieces, ""


def _clauses_of(pieces: list[str], end: str, number: int) -> Iterator[Clause]:
    laughs = not _LAUGHS.isdisjoint(pieces)
    for words, quoted in _split(pieces):
        small = tuple(word.casefold() for word in words)
        is_loud = sum(map(len, words)) > 5 and all(word.isupper() for word in words)
        yield Clause(small, end, number, quoted, laughs, is_loud)


def _split(pieces: list[str]) -> Iterator[tuple[list[str], bool]]:
    """The words of each clause, and whether they are quoted."""
    words: list[str] = []
    quoted = False
    for piece in pieces:
        if words and (piece in _BREAKS or piece.casefold() in _JOINS):
            yield words, quoted
            words = []
        if piece in _QUOTES:
            quoted = not quoted if piece == '"' else piece in _OPENS
        if piece[0].isalnum():
            words.append(piece)
    if words:
        yield words, quoted
