r"""`python -m tests.reading.add THEME [practice] < draft`: label drafts, split them by hash, and write each half to its own file.

With `practice` all of them go to the practice, except those that stand in a half already.

A draft has one comment a line. A line that begins with `@ ` says what holds from there on; a comment may begin with its
language; what is personal in it stands in braces, and `\n` is a line break:

    @ handling=emergency dept=brann danger=fire/life finds=no
    Det brenner i låven!
    nn| Det brenn i løa!
    [answer/holding kultur] Når åpner hallen? Ring {p:400 00 001}.

`finds=no` means that nobody looked for personal data. Draft files are thrown away: they hold both halves.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.reading.labels import (
    ASIDE,
    HERE,
    OPEN,
    PRACTICE,
    Comment,
    Span,
    faults,
    from_plain,
    half_of,
    home_of,
    name_for,
    read,
    to_plain,
)

TONGUES = {
    "nb": ("nb", None),
    "nn": ("nn", None),
    "en": ("en", None),
    "tr": ("dialect", "trøndersk"),
    "be": ("dialect", "bergensk"),
    "no": ("dialect", "nordnorsk"),
    "sø": ("dialect", "sørlandsk"),
    "øs": ("dialect", "østnorsk"),
}
KINDS = {
    "f": "fodselsnummer",
    "d": "d_nummer",
    "k": "bank_account",
    "x": "credential",
    "l": "licence_plate",
    "p": "phone",
    "a": "address",
    "m": "email",
    "o": "case_number",
    "g": "gnr_bnr",
    "h": "health",
    "s": "social_services",
    "c": "child",
    "e": "economy",
    "n": "name_third_party",
}
TONGUE = re.compile(rf"^({'|'.join(TONGUES)})\|\s*")
OWN = re.compile(r"^\[([a-z_/]+)(?: ([a-z_]+))?\]\s*")
FIND = re.compile(rf"\{{([{''.join(KINDS)}]):(.*?)\}}", re.DOTALL)


@dataclass(frozen=True)
class Usual:
    """What holds for the lines that say nothing else."""

    handling: str = "answer"
    dept: str = ""
    danger: str = ""
    finds: str = "yes"


def labelled(theme: str, lines: Iterable[str]) -> Iterator[Comment]:
    """The comments of a draft."""
    usual = Usual()
    for line in lines:
        if line.startswith("@ "):
            usual = Usual(**dict(part.split("=", 1) for part in line[2:].split()))
        elif line.strip():
            yield _comment(theme, line.rstrip("\n"), usual)


def _comment(theme: str, line: str, usual: Usual) -> Comment:
    own = OWN.match(line)
    if own:
        usual = replace(usual, handling=own[1], dept=own[2] or usual.dept)
        line = line[own.end() :]
    tongue = TONGUE.match(line)
    language, dialect = TONGUES[tongue[1] if tongue else "nb"]
    text, spans = _without_braces(line[tongue.end() if tongue else 0 :].replace("\\n", "\n"))
    handling, *also_ok = usual.handling.split("/")
    kind, _, level = usual.danger.partition("/")
    return Comment(
        id=name_for(theme, text),
        theme=theme,
        text=text,
        handling=handling,
        also_ok=tuple(also_ok),
        department=usual.dept or None,
        language=language,
        dialect=dialect,
        level=level or "none",
        kind=kind or None,
        finds=None if usual.finds == "no" else spans,
    )


def _without_braces(text: str) -> tuple[str, tuple[Span, ...]]:
    plain, spans, at = "", [], 0
    for found in FIND.finditer(text):
        plain += text[at : found.start()]
        spans.append(Span(KINDS[found[1]], len(plain), len(plain) + len(found[2])))
        plain += found[2]
        at = found.end()
    return plain + text[at:], tuple(spans)


def add(theme: str, comments: Iterable[Comment], folder: Path = HERE) -> dict[str, int]:
    """Write comments to the file of their half; tells how many are new. A comment that is there keeps its place."""
    comments = list(comments)
    return {
        half: _add_to(home_of(folder, half, theme), theme, [one for one in comments if half_of(one.id) == half])
        for half in (OPEN, ASIDE)
    }


def add_practice(theme: str, comments: Iterable[Comment], folder: Path = HERE) -> int:
    """Write comments to the practice, and tell how many are new. What stands anywhere is left out: a half stays a measure."""
    there = {comment.text.casefold() for where in (OPEN, ASIDE, PRACTICE) for comment in read(where)}
    fresh = [comment for comment in comments if comment.text.casefold() not in there]
    return _add_to(home_of(folder, PRACTICE, theme), theme, fresh)


def _add_to(file: Path, theme: str, comments: Iterable[Comment]) -> int:
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    known = {from_plain(json.loads(line), theme).text.casefold(): line for line in lines}
    there = len(known)
    for comment in comments:
        known.setdefault(comment.text.casefold(), json.dumps(to_plain(comment), ensure_ascii=False))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{line}\n" for line in known.values()), encoding="utf-8")
    return len(known) - there


def main(theme: str, where: str = "") -> None:
    """Read a draft from standard input; refuse it whole if one label does not hold."""
    comments = list(labelled(theme, sys.stdin))
    wrong = [f"{one.text[:60]!r}: {fault}" for one in comments for fault in faults(one)]
    if wrong:
        sys.exit("\n".join(wrong))
    written = add_practice(theme, comments) if where == PRACTICE else add(theme, comments)
    sys.stdout.write(f"{theme}: {written}\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
