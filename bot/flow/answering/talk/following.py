"""The proposal follows the talk: what colleagues say, change or take back makes it anew, or takes it away."""

from datetime import datetime

from bot.flow.answering import propose, talking
from bot.flow.answering.talk import below
from bot.rules.states import State, before_any_proposal, may_move
from bot.rules.talk.against import is_answered
from bot.rules.talk.conversation import Conversation
from bot.rules.talk.messages.reasons import Reason
from bot.work import BOT, Work
from storage import questions
from storage.tables import Question, Remark

_ANSWERS = frozenset({Reason.TAKEN, Reason.OLDER_ANSWER})
_PICKED = frozenset({Reason.FROM_DESK, Reason.NOT_LISTED, Reason.BESIDE})
_NO_MORE = frozenset({Reason.CORRECTED, Reason.TAKEN_BACK, Reason.HELD, Reason.SMALL_TALK})


async def follow(work: Work, question: Question, remark: Remark) -> Conversation:
    """Somebody said, changed or took back something: let the proposal follow, if it concerns the proposal.

    What the desk has picked or joined stays until an expert gives a new answer or one of its own sources changes.
    Returns the talk, which no proposal changes.
    """
    talk = await propose.talk_of(work, question)
    if may_move("propose", question.state):
        await _follow(work, question, remark, talk)
    return talk


async def _follow(work: Work, question: Question, remark: Remark, talk: Conversation) -> None:
    answer = await propose.current(work, question)
    sources = propose.sources_of(answer) if answer else []
    if answer is not None and remark.id in sources and not remark.gone_at:
        await _rebuild(work, question, talk, sources, remark)
    elif any(each.contribution.id == remark.id for each in talk.taken) or talking.is_void(talk, sources, remark):
        await _propose(work, question, talk)
    elif answer is not None and question.state == State.PROPOSED:
        await work.change(question, "talked", BOT)
        await propose.show(work, question)


async def follow_since(work: Work, question: Question, since: datetime) -> None:
    """A text is a proposal again: let it follow what was said, edited or taken back while it was approved."""
    for remark in await questions.remarks_of(work.session, question.id or 0):
        moments = (remark.written_at, remark.edited_at, remark.gone_at)
        if remark.door == "chat" and any(moment is not None and moment > since for moment in moments):
            await follow(work, question, remark)


async def said_meanwhile(work: Work, question: Question) -> None:
    """We wait for the citizen no longer: an answer that colleagues gave meanwhile is the proposal."""
    talk = await propose.talk_of(work, question)
    if talk.taken and may_move("propose", question.state):
        await propose.from_talk(work, question, talk.taken)


async def _rebuild(work: Work, question: Question, talk: Conversation, sources: list[int], remark: Remark) -> None:
    """A source was edited: the same sources again, in the words of now, unless it is no answer any more.

    What else the desk has picked stays, whatever it sounds like.
    """
    heard = {each.contribution.id: each for each in talk.heard}
    others = [heard[i] for i in sources if i in heard and heard[i].reason not in _NO_MORE]
    still = [each for each in others if each.contribution.id != remark.id or each.reason in _ANSWERS | _PICKED]
    if any(each.contribution.id == remark.id for each in still):
        await propose.from_talk(work, question, still)
    else:
        await _propose(work, question, talk)


async def _propose(work: Work, question: Question, talk: Conversation) -> None:
    """The proposal is what the talk says now; without an answer in it there is none."""
    answer = await propose.current(work, question)
    if talk.taken:
        if answer is not None and is_answered(talk.heard, propose.sources_of(answer)):
            await below.begin(work, question)
        await propose.from_talk(work, question, talk.taken)
        return
    if answer is None or not may_move("unpropose", question.state):
        return
    answer.state = "superseded"
    work.session.add(answer)
    await work.change(question, "unpropose", BOT, to=before_any_proposal(question))
    await propose.show(work, question)
