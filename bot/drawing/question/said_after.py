"""What a colleague has said about an answer that stands on the page, while its question is open again: nobody has put it right yet.

The talk of the new round begins behind it, so that no proposal tells it.
"""

from bot.drawing.state_words import last_public
from bot.drawing.view import View
from bot.flow.answering import correct
from bot.flow.answering.propose import sources_of
from bot.flow.answering.talk.afterwards import says_something
from bot.ports.card import Notice, Tone
from bot.ports.showing import first_words
from bot.rules.states import OPEN
from bot.rules.talk.contributions import EXPERT
from storage.tables import Answer, Remark

WORDS = 90


def said_after(view: View) -> Remark | None:
    """The newest of it; none once the answer was put right, or followed by another."""
    out = last_public(view)
    is_standing = out is not None and out.state == "published" and out.kind in correct.ANSWERS
    if out is None or not is_standing or view.question.state not in OPEN or _is_put_right(view, out):
        return None
    used = {number for one in view.answers for number in sources_of(one) if one.id != out.id}
    late = [one for one in view.remarks if one.author == EXPERT and one.id not in used and _is_late(view, out, one)]
    return late[-1] if late else None


def put_right(view: View) -> str:
    """The button that puts it right; empty where nothing was said."""
    if said_after(view) is None:
        return ""
    return correct.CORRECT if correct.may_edit(view.question) else correct.RECTIFY


def notices(view: View) -> tuple[Notice, ...]:
    """What was said, for the card."""
    remark = said_after(view)
    if remark is None:
        return ()
    words = first_words(view.masked(remark.text), WORDS)
    return (Notice(Tone.WARNING, view.say("notice.said_after", name=view.said_by(remark), words=words)),)


def _is_late(view: View, out: Answer, remark: Remark) -> bool:
    at, talk = remark.edited_at or remark.written_at, {each.contribution.id for each in view.talk.heard}
    if remark.door != "chat" or remark.gone_at or not remark.text or remark.id in talk:
        return False
    is_after = at is not None and out.approved_at is not None and at > out.approved_at
    return is_after and (remark.id in sources_of(out) or says_something(view.question, remark))


def _is_put_right(view: View, out: Answer) -> bool:
    return any(one.kind == "correction" and one.version > out.version for one in view.answers)
