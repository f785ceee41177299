"""Whether the citizen has changed or added something since the words of a proposal were written."""

from datetime import datetime

from bot.drawing.view import View
from bot.flow.answering.propose import sources_of
from storage.tables import Answer, Remark


def asked_since(view: View, answer: Answer) -> list[str]:
    """Whether the citizen has asked something else, or more, since the words were written.

    The platform tells moments in whole seconds: of the second in which they were written, the order in which words came decides.
    """
    hers, since = view.citizen_remarks, _written_at(view, answer)
    if any(_is_from(moment, since) for one in hers for moment in (one.edited_at, one.gone_at)):
        return [view.say("proposal.question_changed")]
    last = max(sources_of(answer), default=0)
    more = [one for one in hers if _is_after(one, since) or _came_behind(one, last, since)]
    return [view.say("proposal.question_more")] if more else []


def _written_at(view: View, answer: Answer) -> datetime:
    """When whoever wrote the words did so: what was answered while we waited for the citizen becomes a proposal only later."""
    made_of = [one for one in view.remarks if one.id in sources_of(answer)]
    if not made_of or view.changed_by(answer):
        return answer.made_at
    return max(moment for one in made_of for moment in (one.written_at, one.edited_at) if moment)


def _is_from(moment: datetime | None, since: datetime) -> bool:
    return moment is not None and moment >= since.replace(microsecond=0)


def _is_after(remark: Remark, since: datetime) -> bool:
    return remark.written_at is not None and remark.written_at > since


def _came_behind(remark: Remark, number: int, since: datetime) -> bool:
    """Whether it was heard behind a remark that the text was made of, and is not older than its second."""
    return bool(number) and (remark.id or 0) > number and _is_from(remark.written_at, since)
