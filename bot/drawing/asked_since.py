"""Whether the citizen has changed or added something since a proposal's text was made."""

from datetime import datetime

from bot.drawing.view import View
from bot.flow.answering.propose import sources_of
from storage.tables import Answer, Remark


def asked_since(view: View, answer: Answer) -> list[str]:
    """Whether the citizen has asked something else, or more, since the text was made.

    The platform tells moments in whole seconds: of the second in which the text was made, the order in which words came decides.
    """
    hers, since = view.citizen_remarks, answer.made_at.replace(microsecond=0)
    if any(_is_from(moment, since) for one in hers for moment in (one.edited_at, one.gone_at)):
        return [view.say("proposal.question_changed")]
    last = max(sources_of(answer), default=0)
    more = [one for one in hers if _is_from(one.written_at, answer.made_at) or _came_behind(one, last, since)]
    return [view.say("proposal.question_more")] if more else []


def _is_from(moment: datetime | None, since: datetime) -> bool:
    return moment is not None and moment >= since


def _came_behind(remark: Remark, number: int, since: datetime) -> bool:
    """Whether it was heard behind a remark that the text was made of, and is not older than its second."""
    return bool(number) and (remark.id or 0) > number and _is_from(remark.written_at, since)
