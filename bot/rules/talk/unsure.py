"""Sentences of a proposal that sound rather like talk among colleagues. A hint for whoever reads it, and nothing more."""

from collections.abc import Collection

from bot.rules.talk.messages.around.framing import is_said_to_her
from bot.rules.talk.messages.asking import BREAK
from bot.rules.talk.messages.words import count
from bot.rules.talk.tone.tone import doubt

LIKELY, LIKELY_IN_ENGLISH = (
    -1.0,
    0.0,
)  # how clearly a sentence is talk before it is named, see `tone`; it has seen less English
FEWEST, MOST = 2, 2  # words of a sentence; sentences that are named


def unsure(text: str, question: str, names: Collection[str], *, is_english: bool = False) -> tuple[str, ...]:
    """The sentences of a text that may be meant for colleagues. `names` are the colleagues' first names, in small letters."""
    parts = (part.strip() for part in BREAK.split(text) if part)
    likely = LIKELY_IN_ENGLISH if is_english else LIKELY
    return tuple(part for part in parts if _may_be(part) and doubt(part, question, names) > likely)[:MOST]


def _may_be(part: str) -> bool:
    return count(part) >= FEWEST and not (part.endswith("?") or part.startswith(("-", "[")) or is_said_to_her(part))
