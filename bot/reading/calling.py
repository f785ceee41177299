"""What a find is called before people: whoever is pointed out without a name is not said to be named. Pure."""

from collections.abc import Iterable

from bot.guard.patterns import regex
from bot.reading.privacy import Find
from bot.reading.word_rules import pattern

ABOUT = "about_third_party"
_NAME = regex(r"(?<!\w)[A-ZÆØÅ][a-zæøåéü]")


def called(text: str, find: Find) -> str:
    """The text key of a find in this text (below "find.")."""
    return ABOUT if find.type == "name_third_party" and not _names(text, find) else find.type


def kinds(text: str, finds: Iterable[Find]) -> tuple[str, ...]:
    """What the finds of a text are called, each once; who is named has been pointed out, too."""
    found = tuple(dict.fromkeys(called(text, find) for find in finds))
    return tuple(kind for kind in found if kind != ABOUT or "name_third_party" not in found)


def _names(text: str, find: Find) -> bool:
    """Whether a name is left when kin and neighbours are taken out."""
    words = text[find.start : find.end]
    left = pattern("privacy", "relatives").compiled.sub(" ", words)
    return bool(_NAME.search(left if left != words or find.reason == "named_person" else words[1:]))
