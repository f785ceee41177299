"""Making other people's text fit to be shown: stripped of what the eye cannot see, folded, cut to size.

What a chat reads into its own signs each door escapes by itself, at the leaves.
"""

import re
import unicodedata
from urllib.parse import urlsplit

ELLIPSIS = "…"

# Controls except line break and tab; direction overrides and isolates; invisible and tag characters; lone surrogates.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
# Joiners hold emoji families and some scripts together, so they stay between two visible non-ASCII characters only.
_STRAY_JOINER = re.compile("(?<![^\x00-\x7f\u200c\u200d])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f\u200c\u200d])")
_LINE_BREAK = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_PILED_MARKS = re.compile("([\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]{3})[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]+")
_MANY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*){3,}")
_SAFE_URL = re.compile(r"[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+")


def clean(text: str) -> str:
    """The text without what the eye cannot see: control, direction and zero-width characters, and piles of marks."""
    lines = _LINE_BREAK.sub("\n", text)
    return _PILED_MARKS.sub(r"\1", _STRAY_JOINER.sub("", _INVISIBLE.sub("", lines))).strip()


def hides_signs(text: str) -> bool:
    """Whether the text holds signs that the eye cannot see and that may turn, hide or split what stands around them."""
    return _INVISIBLE.search(text) is not None


def one_line(text: str) -> str:
    """The cleaned text with all white space folded, for titles, labels and buttons."""
    return " ".join(clean(text).split())


def quiet_lines(text: str) -> str:
    """The cleaned text with long runs of empty lines shortened, so that no one can push a card off the screen."""
    return _MANY_LINES.sub("\n\n\n", clean(text))


def cut(text: str, room: int) -> str:
    """At most `room` characters of the text, marked with an ellipsis.

    It ends with a word where one ends near, and then a space stands before the ellipsis, as Norwegian has it where whole
    words are left out.
    """
    if len(text) <= room:
        return text
    end = _before_joined(text, max(room - 1, 0))
    near = text.rfind(" ", max(end - 30, 1), end)
    return f"{text[:near].rstrip()} {ELLIPSIS}" if near > 0 else text[:end].rstrip() + ELLIPSIS


def first_words(text: str, room: int) -> str:
    """The text on one line of at most `room` characters."""
    return cut(one_line(text), room)


def safe_url(url: str) -> str:
    """The address if it is a plain web address that cannot break out of a link, else an empty string."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    fine = parts.scheme in ("http", "https") and parts.netloc and _SAFE_URL.fullmatch(url) and len(url) <= 2000
    return url if fine else ""


def _before_joined(text: str, end: int) -> int:
    """An end that does not tear a mark or an emoji sequence from what it belongs to."""
    while end > 0 and (_clings(text[end]) or text[end - 1] == "\u200d"):
        end -= 1
    return end


def _clings(character: str) -> bool:
    return unicodedata.combining(character) != 0 or character in "\u200d\ufe0e\ufe0f" or "🏻" <= character <= "🏿"
