"""What somebody said after an answer that may speak against it: a no, a stop, a doubt, a question. When in doubt it is shown."""

from collections.abc import Collection, Sequence

from bot.rules.talk.between.doubting import doubts
from bot.rules.talk.contributions import BOT, DESK
from bot.rules.talk.conversation import Heard
from bot.rules.talk.messages.asking import asks
from bot.rules.talk.messages.mending import only_facts
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.words import listed

_SAID_OF = (Reason.TAKEN, Reason.FROM_DESK, Reason.OLDER_ANSWER)  # of another answer the proposal tells itself
MOST = 2  # that are shown


def said_against(heard: Sequence[Heard], sources: Collection[int]) -> tuple[Heard, ...]:
    """The newest that speak against an answer which was made of these contributions."""
    places = [place for place, each in enumerate(heard) if each.contribution.id in sources]
    after = heard[max(places) + 1 :] if places else ()
    return tuple(each for each in after if _may_be_against(each))[-MOST:]


def is_answered(heard: Sequence[Heard], sources: Collection[int]) -> bool:
    """Whether something new is an answer since somebody spoke against these: who has read the doubt waits for it."""
    against = said_against(heard, sources)
    since = heard[heard.index(against[0]) + 1 :] if against else ()
    return any(each.reason is Reason.TAKEN for each in since)


def _may_be_against(each: Heard) -> bool:
    if each.contribution.part in (DESK, BOT) or each.reason in _SAID_OF:
        return False
    text = each.contribution.text
    is_asked = each.reason is Reason.QUESTION or (each.reason is Reason.TO_COLLEAGUE and asks(text))
    may_correct = text.startswith("*") or (each.reason is Reason.ADDS and bool(only_facts(text)))
    says_no = bool(listed("against").search(text)) or may_correct or doubts(text)
    return is_asked or each.reason is Reason.HELD or says_no
