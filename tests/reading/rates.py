"""How much of what is labelled is found, as counts: personal data and the language of the answer. No words and no ids are printed."""

from collections import Counter
from collections.abc import Iterator

from bot.reading.language import detect, reply_language
from bot.reading.privacy import Find, scan
from tests.reading.labels import MATTERS, NUMBERS, Comment, Span, read


def finds(half: str) -> tuple[Counter[str], Counter[str], int, int]:
    """Of each kind how many are found and how many there are; then comments with a false alarm, and comments without any label."""
    found, wanted = Counter[str](), Counter[str]()
    alarms = plain = 0
    for comment in read(half):
        if comment.finds is None:
            continue
        seen = scan(comment.text)
        wanted.update(span.kind for span in comment.finds)
        found.update(span.kind for span in comment.finds if _is_found(span, seen))
        plain += not comment.finds
        alarms += bool(seen) and not comment.finds
    return found, wanted, alarms, plain


def _is_found(span: Span, seen: tuple[Find, ...]) -> bool:
    if span.kind in MATTERS:
        return any(find.type == span.kind for find in seen)
    return any(find.type == span.kind and find.start < span.end and span.start < find.end for find in seen)


def shares(half: str) -> Iterator[tuple[str, int, int]]:
    """Named forms (numbers and addresses) and matters told by words: name, found, how many there are."""
    found, wanted, _, _ = finds(half)
    for name, kinds in (("named forms", NUMBERS), ("matters", MATTERS)):
        yield name, sum(found[kind] for kind in kinds), sum(wanted[kind] for kind in kinds)


def right_forms(half: str, page: str) -> tuple[int, int]:
    """How many comments on a page of this form are answered in the right one, of how many."""
    comments = read(half)
    return sum(_is_answered_right(one, page) for one in comments), len(comments)


def _is_answered_right(comment: Comment, page: str) -> bool:
    return reply_language(detect(comment.text, page), page) == reply_language(comment.language, page)
