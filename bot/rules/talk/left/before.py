"""The short answer that its writer put right before the words of a proposal, and that is not in it: «No», and then «just keep
it 1 m from the neighbour»; «ikke vårt bord», and then the number of those whose it is.
"""

import re
from collections.abc import Collection, Sequence

from bot.guard.patterns import regex
from bot.rules.talk.conversation import Heard
from bot.rules.talk.messages.asking import asks, may_be_yes_or_no
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.words import count

LEAST = 3  # words; «ikke oss» before a whole answer is told in it
_SAYS_SO = regex(r"\W*(?:ja|jo|jada|joda|jepp|yes|yep|nei|neida|nope|no(?=\s*(?:[,.!–-]|$)))(?!\w)", re.IGNORECASE)
VOID = frozenset({Reason.CORRECTED, Reason.TAKEN_BACK})  # what its writer has put right or taken back herself
_NOT_OURS = regex(
    r"\b(?:ikke|ikkje|not)\s+(?:oss|vi|me|vårt?|våre|mitt|min|us|ours?)\b(?!\s+(?:som|vet|veit|har|er|kan|skal|vil|får|fikk))",
    re.IGNORECASE,
)


def said_before(heard: Sequence[Heard], sources: Collection[int], question: str) -> tuple[Heard, ...]:
    """What the writer of an answer said right before it that may answer the citizen's question with yes or no, or says whose it is."""
    first = next((place for place, each in enumerate(heard) if each.contribution.id in sources), 0)
    begins = first
    while begins and heard[begins - 1].contribution.by == heard[first].contribution.by:
        begins -= 1
    is_yes_or_no = may_be_yes_or_no(question)
    return tuple(each for each in heard[begins:first] if _answers(each, is_yes_or_no=is_yes_or_no))


def _answers(each: Heard, *, is_yes_or_no: bool) -> bool:
    text = each.contribution.text.strip()
    says_so = is_yes_or_no and _SAYS_SO.match(text) is not None and not asks(text)
    is_not_ours = count(text) >= LEAST and _NOT_OURS.search(text) is not None
    return each.reason not in VOID and (says_so or is_not_ours)
