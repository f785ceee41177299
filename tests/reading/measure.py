"""`python -m tests.reading.measure [open|aside] [earlier|later|fresh|second|third|fourth]`: what the reading sees, in figures.

Without a word, of the half set aside. Each batch was written when rules stood already; README.md tells by whom.
Nothing here prints or returns a text or an id: who writes rules may run it at any time.
"""

import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bot.municipality import file as municipality_file
from bot.municipality.shape import Municipality
from bot.reading import privacy
from bot.reading.clauses import clauses
from bot.reading.danger.seeing import like, understand
from bot.reading.handling.matters import heard_in, matters_in
from bot.reading.language import detect, reply_language
from bot.reading.likeness import spelling
from bot.reading.private import places
from bot.reading.suggest import suggest
from bot.reading.topics import departments as topics
from tests.reading.labels import (
    ASIDE,
    BATCHES,
    DANGERS,
    EARLIER,
    MATTERS,
    NUMBERS,
    OPEN,
    Comment,
    Span,
    batch_of,
    read,
    subject_of,
)
from tests.reading.ordinary import ordinary

TOWN = Path(__file__).parents[2] / "sandbox" / "solvik.toml"
LONG_NUMBERS = (
    "fodselsnummer",
    "d_nummer",
    "bank_account",
)  # one kind to whoever hides them: "either way it is masked"
ABOUT_300 = range(240, 361)
ROUNDS = 5


@dataclass
class Share:
    """So many of so many."""

    seen: int = 0
    total: int = 0

    def count(self, *, seen: bool) -> None:
        """One more, seen or not."""
        self.total += 1
        self.seen += seen

    @property
    def rate(self) -> float:
        """The share; 1 where there was nothing to see."""
        return self.seen / self.total if self.total else 1.0

    @property
    def per_thousand(self) -> float:
        """The share of a thousand."""
        return 1000 * self.seen / self.total if self.total else 0.0


@dataclass
class Shares:
    """Shares by name, in the order of the names."""

    of: dict[str, Share] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Share:
        return self.of.setdefault(name, Share())

    @property
    def whole(self) -> Share:
        """All together."""
        return Share(sum(one.seen for one in self.of.values()), sum(one.total for one in self.of.values()))


@cache
def town() -> Municipality:
    """The example municipality, as the commands use it."""
    found = municipality_file.read(TOWN).municipality
    assert found is not None
    return found


def handling_of(text: str) -> str:
    """What `svarvakt suggest` would say."""
    return suggest(text, None, town()).expected


def finds_in(text: str) -> list[Span]:
    """What `svarvakt scan` would find."""
    return [Span(find.type, find.start, find.end) for find in privacy.suspect(text)]


def dangers(comments: Iterable[Comment]) -> Shares:
    """By kind of danger: how many are raised, under whatever name."""
    shares = Shares({kind: Share() for kind in DANGERS})
    for comment in comments:
        if comment.kind:
            shares[comment.kind].count(seen=handling_of(comment.text) == "emergency")
    return shares


def false_dangers(texts: Iterable[str]) -> Share:
    """Of texts without danger: how many are raised."""
    share = Share()
    for text in texts:
        share.count(seen=handling_of(text) == "emergency")
    return share


def handlings(comments: Iterable[Comment], *, kindly: bool = False) -> Shares:
    """By handling: how often the suggestion is the label's; `kindly` also takes what nobody would blame."""
    shares = Shares()
    for comment in comments:
        right = {comment.handling, *comment.also_ok} if kindly else {comment.handling}
        shares[comment.handling].count(seen=handling_of(comment.text) in right)
    return shares


def departments(comments: Iterable[Comment]) -> Share:
    """How often the department is the label's, where one knows."""
    share = Share()
    for comment in comments:
        if comment.department not in (None, "none"):
            share.count(seen=suggest(comment.text, None, town()).department == comment.department)
    return share


def personal(comments: Iterable[Comment]) -> Share:
    """Personal matters: how many are shown another way, as their label or its like says."""
    share = Share()
    for comment in comments:
        if subject_of(comment.theme) == "personal" and comment.handling != "answer":
            share.count(seen=handling_of(comment.text) in {comment.handling, *comment.also_ok})
    return share


def finds(comments: Iterable[Comment]) -> Shares:
    """By kind: how many of the marked finds are found. Of a number every digit must be covered; see README.md."""
    shares = Shares({kind: Share() for kind in NUMBERS + MATTERS})
    for comment in comments:
        found = finds_in(comment.text) if comment.finds else []
        for wanted in comment.finds or ():
            shares[wanted.kind].count(seen=is_found(wanted, found, comment.text))
    return shares


def is_found(wanted: Span, found: list[Span], text: str) -> bool:
    """Whether what was found in the text holds what was wanted."""
    family = LONG_NUMBERS if wanted.kind in LONG_NUMBERS else (wanted.kind,)
    same = [one for one in found if one.kind in family]
    if wanted.kind in MATTERS:
        return bool(same)
    if wanted.kind in (*LONG_NUMBERS, "phone"):
        digits = [at for at in range(wanted.start, wanted.end) if text[at].isdigit()] or [wanted.start]
        return all(any(one.start <= at < one.end for one in same) for at in digits)
    return any(one.start < wanted.end and wanted.start < one.end for one in same)


def false_finds(texts: Iterable[str]) -> tuple[Share, Counter[str]]:
    """Of texts with nothing personal: in how many something is found, and what kinds."""
    share, kinds = Share(), Counter[str]()
    for text in texts:
        found = finds_in(text)
        share.count(seen=bool(found))
        kinds.update(one.kind for one in found)
    return share, kinds


def languages(comments: Iterable[Comment], page: str) -> Share:
    """How often the answer's form is right on a page in that language; dialect is answered in the page's form."""
    share = Share()
    for comment in comments:
        if len(comment.text.split()) >= 3:
            right = page if comment.language == "dialect" else comment.language
            share.count(seen=reply_language(detect(comment.text, page), page) == right)
    return share


def milliseconds(comments: Iterable[Comment]) -> float:
    """The median time in which a comment of about 300 characters is read for the first time: handling, finds and language."""
    texts = [comment.text for comment in comments if len(comment.text) in ABOUT_300]
    return 1000 * statistics.median(_seconds(_read_all, text) for text in texts)


def _read_all(text: str) -> None:
    handling_of(text)
    finds_in(text)
    detect(text, "nb")


REMEMBER = (
    understand,
    like,
    heard_in,
    matters_in,
    places.addresses,
    privacy._scan,
    privacy._suspect,
    suggest,
    clauses,
    privacy._spots,
    privacy._refused,
    spelling._signs_in,
    spelling._calm,
    topics._told,
)  # what was read is to be read anew


def _seconds(reads: Callable[[str], None], text: str) -> float:
    took = []
    for _ in range(ROUNDS):
        for remembers in REMEMBER:
            remembers.cache_clear()
        began = time.perf_counter()
        reads(text)
        took.append(time.perf_counter() - began)
    return min(took)


def without_danger(comments: Iterable[Comment]) -> list[str]:
    """The texts that should call nobody."""
    return [comment.text for comment in comments if not comment.is_danger]


def without_finds(comments: Iterable[Comment]) -> list[str]:
    """The texts that somebody went through and found nothing personal in."""
    return [comment.text for comment in comments if comment.finds == ()]


def written(half: str, when: str = "") -> list[Comment]:
    """The comments of a half: those of one batch, or all."""
    return [one for one in read(half) if when in ("", batch_of(one.theme))]


def main(half: str, when: str = "") -> None:
    """Print everything of a half."""
    comments, everyday = written(half, when), ordinary()
    tell = sys.stdout.write
    for title, shares in (
        ("danger", dangers(comments)),
        ("handling, exactly", handlings(comments)),
        ("handling, or as good", handlings(comments, kindly=True)),
        ("find", finds(comments)),
    ):
        for name, share in (*shares.of.items(), ("ALL", shares.whole)):
            tell(f"{title:22}{name:22}{share.rate:7.3f}  {share.seen}/{share.total}\n")
    named = Shares({kind: finds(comments)[kind] for kind in NUMBERS}).whole
    for title, share in (
        ("find: named forms", named),
        ("personal matters", personal(comments)),
        ("department", departments(comments)),
        *((f"language on {page}", languages(comments, page)) for page in ("nb", "nn")),
    ):
        tell(f"{title:44}{share.rate:7.3f}  {share.seen}/{share.total}\n")
    for where, calm, clean in (
        (half, without_danger(comments), without_finds(comments)),
        ("ordinary", everyday, everyday),
    ):
        share, kinds = false_finds(clean)
        tell(f"false dangers per 1,000, {where:19}{false_dangers(calm).per_thousand:7.1f}  of {len(calm)}\n")
        tell(f"false finds per 1,000, {where:21}{share.per_thousand:7.1f}  of {len(clean)}  {dict(kinds)}\n")
    tell(f"median time, about 300 characters           {milliseconds(read(half)):7.2f} ms\n")


if __name__ == "__main__":
    main(OPEN if OPEN in sys.argv else ASIDE, next((when for when in (EARLIER, *BATCHES) if when in sys.argv), ""))
