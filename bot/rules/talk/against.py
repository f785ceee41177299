"""What somebody said after an answer that may speak against it: a no, a stop, a doubt, a question. When in doubt it is shown."""

from collections.abc import Collection, Sequence

from bot.rules.talk.contributions import BOT, DESK
from bot.rules.talk.conversation import Heard
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.words import listed

_SAID_OF = (Reason.TAKEN, Reason.FROM_DESK, Reason.OLDER_ANSWER)  # of another answer the proposal tells itself
MOST = 2  # that are shown


def said_against(heard: Sequence[Heard], sources: Collection[int]) -> tuple[Heard, ...]:
    """The newest that speak against an answer which was made of these contributions."""
    places = [place for place, each in enumerate(heard) if each.contribution.id in sources]
    after = heard[max(places) + 1 :] if places else ()
    return tuple(each for each in after if _may_be_against(each))[-MOST:]


def _may_be_against(each: Heard) -> bool:
    if each.contribution.part in (DESK, BOT) or each.reason in _SAID_OF:
        return False
    return each.reason in (Reason.QUESTION, Reason.HELD) or bool(listed("against").search(each.contribution.text))
