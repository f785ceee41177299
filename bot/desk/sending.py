"""Forms that are sent: bound to what they showed, ticked where that is asked for, and then handed to their step."""

from dataclasses import replace

from bot.desk import collected_list, opening
from bot.desk.pressing import subject
from bot.desk.steps.table import STEPS
from bot.desk.steps.values import ticked, value
from bot.drawing.gathering import mark_now
from bot.flow.answering import approve, pictures
from bot.ports.calls import OpenForm, Submission, SubmitReply
from bot.ports.card import Notice, Tone
from bot.ports.form import Form
from bot.reading.composing import Weight
from bot.rules.seen import read
from bot.rules.states import is_open
from bot.work import NotMoved, Person, Work
from storage.tables import Question


async def submitted(work: Work, sent: Submission) -> SubmitReply:
    """Let a form do its work. Raises `NotMoved` when it may not; `fault_field` says where to show that."""
    if sent.form == collected_list.NAME:
        return await collected_list.submitted(work, sent)
    if sent.form not in STEPS:
        raise NotMoved("refused.no_such_action")
    question, carried = await subject(work, sent.subject)
    by = Person(sent.person_id, sent.person_name)
    seen, _, detail = carried.partition(":")
    step, _ = STEPS[sent.form]
    if not carried:  # a form that is only read
        return await step(work, question, "", sent, by)
    if unread := await _unread(work, question, sent, seen, detail):
        return OpenForm(unread)
    if otherwise := await _reads_otherwise(work, question, sent, detail, by):
        return OpenForm(otherwise)
    if "text" in sent.values and _lacks_ticks(work, question, sent):
        return OpenForm(await opening.again(work, question, sent, detail, by))
    return await step(work, question, detail, sent, by)


async def chosen(work: Work, filling: Submission) -> Form:
    """The form with what follows from a choice that was made in it just now. Raises `NotMoved`.

    What it showed before still counts as all that the person has seen of the talk.
    """
    question, carried = await subject(work, filling.subject)
    seen, _, detail = carried.partition(":")
    by = Person(filling.person_id, filling.person_name)
    form = await opening.again(work, question, filling, detail, by)
    number, _, drawn = form.subject.split(":", 2)
    return replace(form, subject=f"{number}:{seen}:{drawn}")


async def _unread(work: Work, question: Question, sent: Submission, seen: str, detail: str) -> Form | None:
    """The form with what its sender has not seen yet; None when there is nothing. Raises `NotMoved` after an answer.

    A question that has ended meanwhile is refused by the step itself, which knows how it ended.
    """
    mark, now = read(seen), await mark_now(work, question)
    if not is_open(question.state) or mark == now:
        return None
    if mark and not mark.is_of_same_round(now):
        raise NotMoved("refused.form_from_before")
    return await opening.with_news(work, question, sent, detail, mark)


async def _reads_otherwise(work: Work, question: Question, sent: Submission, detail: str, by: Person) -> Form | None:
    """The form with the text as it reads with the picture that was chosen; None when it reads so already. Raises `NotMoved`."""
    if "picture" not in sent.values:
        return None
    shown = value(sent, "text")
    text = pictures.described(question, shown, value(sent, "picture"), value(sent, "alt"))
    if text == shown:
        return None
    sent = replace(sent, values={**sent.values, "text": text})
    form = await opening.again(work, question, sent, detail, by)
    return replace(form, notices=(Notice(Tone.WARNING, work.house.say("form.other_text")), *form.notices))


def fault_field(form: str, why: str = "") -> str:
    """The field of a form at which a refusal is shown."""
    if why == pictures.NO_ALT:
        return "alt"
    return "questions" if form == collected_list.NAME else STEPS.get(form, ("", ""))[1]


def _lacks_ticks(work: Work, question: Question, sent: Submission) -> bool:
    """Whether something must still be ticked; when something blocks the text anyway, that is said first."""
    left = {problem.weight for problem in approve.problems(work, question, value(sent, "text"), ticked(sent))}
    return Weight.TICK in left and Weight.BLOCKS not in left
