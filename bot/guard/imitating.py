"""Names that imitate ours: a comment by «Solvik Kommune» that is not ours makes others believe that we have spoken. Pure.

Compared is what the eye sees: without case, blanks, signs, marks and what is invisible, and with letters of other
alphabets and digits that look like ours taken for them. What is found is shown to people, who decide.
"""

import unicodedata
from collections.abc import Collection
from functools import lru_cache

from bot.ports.showing import clean

_LOOKS_LIKE = str.maketrans(
    "абвгеёзікмнопрстухѕјԁѵαβεικνορτυχ0135|lłøđı$@!",
    "a6breeeikmhonpctyxsjdvabeikvoptuxoiesiiiodisai",
)
SHORTEST = 6  # letters; a shorter name of ours is found only where it stands alone


@lru_cache(maxsize=1024)  # our own names are held against every citizen's
def seen(name: str) -> str:
    """A name as the eye takes it in at a glance."""
    plain = unicodedata.normalize("NFKD", clean(name)).casefold()
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return "".join(one for one in letters.translate(_LOOKS_LIKE) if one.isalnum())


def imitates(name: str, ours: Collection[str]) -> bool:
    """Whether somebody's name is one of ours to the eye, or holds one that is long enough to mean nobody else."""
    theirs = seen(name)
    return bool(theirs) and any(
        own == theirs or (len(own) >= SHORTEST and own in theirs) for own in map(seen, ours) if own
    )
