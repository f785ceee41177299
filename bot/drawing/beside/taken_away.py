"""What is said in the place of a proposal that is there no more: who took what away."""

from bot.drawing.view import View
from bot.flow.answering.propose import sources_of
from bot.rules.talk.messages.reasons import Reason

_VOIDS = frozenset({Reason.TAKEN_BACK, Reason.HELD})


def taken_away(view: View) -> str:
    """Who deleted an answer, or else said that it does not hold or must not go out yet."""
    made = [answer for answer in view.answers if answer.kind == "answer"][-1:]
    used = [remark for remark in view.remarks if made and remark.id in sources_of(made[0])]
    gone = [remark for remark in used if remark.gone_at]
    void = [each.contribution.id for each in view.talk.heard if each.reason in _VOIDS][-1:]
    against = [remark for remark in view.remarks if remark.id in void]
    names = ", ".join(dict.fromkeys(view.said_by(remark) for remark in gone or against or used))
    key = "none" if not names else "none_deleted" if gone else "none_taken_back"
    return view.say(f"proposal.{key}", name=names)
