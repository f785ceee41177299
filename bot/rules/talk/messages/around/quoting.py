"""Words of others in a message: quoted lines («> …»), and a mail with its greeting and its signature."""

import re

from bot.guard.patterns import regex
from bot.rules.talk.messages.words import count

_MARK = regex(r"^(?:>|&gt;)[ \t]?", re.MULTILINE)
_QUOTED_LINES = regex(r"^(?:>|&gt;).*(?:\n|$)", re.MULTILINE)
_GREETING = regex(
    r"\W*(?:hei(?:san|sann)?|hallo|kjære|god\s+dag|hi|hello|dear)\b[^.!?:\n]{0,30}[,!.]?\s*", re.IGNORECASE
)
_SIGN_OFF = regex(
    r"\W*(?:mvh|vh|(?:med\s+)?(?:vennl\w+|beste?|venleg\w*)\s+(?:hilsen|helsing)|hilsen|helsing|(?:kind\s+|best\s+)?regards)\b.*",
    re.IGNORECASE,
)
SIGNED = 3  # lines
_SIGNED = regex(  # «… Mvh Per» at the end of a chat message
    r"(?:(?<=[.!?…])\s+|\s*\n\s*|\s+(?=m?vh\b))(?:m?vh|(?:med\s+)?(?:vennlig|venleg|beste?)\s+(?:hilsen|helsing)|hilsen|helsing"
    r"|(?:kind|best)\s+regards)[,.]?(?:\s+[^\W\d_][\w-]*){0,3}[\s.!]*$",
    re.IGNORECASE,
)


def without_quoted(text: str) -> str:
    """A message without what is quoted above an answer to it; what a lead alone leads in («frå fylket:» and «> …») stays."""
    own = _QUOTED_LINES.sub("", text)
    if own == text or not own.strip():
        return text
    quoted = mail("\n".join(line for line in text.splitlines() if _MARK.match(line)))
    return f"{own.strip()} {quoted}" if own.rstrip().endswith(":") and count(quoted) > 1 else own


def unsigned(text: str) -> str:
    """A message without its writer's signature at the end; what is nothing else stays."""
    return _SIGNED.sub("", text) or text


def mail(text: str) -> str:
    """The body of a mail: without the marks of a quotation, its greeting and its signature."""
    lines = [line.strip() for line in _MARK.sub("", text).strip().splitlines()]
    if len(lines) > 1 and _GREETING.fullmatch(lines[0]):
        lines = lines[1:]
    for place in range(max(1, len(lines) - SIGNED), len(lines)):
        if _SIGN_OFF.fullmatch(lines[place]):
            lines = lines[:place]
            break
    return "\n".join(lines).strip()
