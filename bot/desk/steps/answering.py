"""What is said to a citizen, or to those who know: an answer, a question to a department, a promise, the way on."""

from dataclasses import replace

from bot import telling
from bot.desk import opening
from bot.desk.steps.values import moment, ticked, value
from bot.drawing.forms.choices import NO_HOLDING
from bot.drawing.forms.frame import shown_as
from bot.drawing.forms.texts import text_form
from bot.drawing.gathering import view_of
from bot.flow.answering import approve, ask, pictures, redirect
from bot.flow.promising import extend, hold
from bot.ports.calls import Done, OpenForm, Submission, SubmitReply, Told
from bot.ports.card import Action, Notice, Tone
from bot.ports.form import Form
from bot.work import Person, Work
from storage.tables import Answer, Question


async def publish_answer(work: Work, question: Question, where: str, sent: Submission, by: Person) -> SubmitReply:
    """The card shows what happens next; who published from a list sees it there."""
    home_of = by.id if where == opening.AT_HOME else ""
    picture = await pictures.chosen(work, question, value(sent, "picture"))
    more = {"picture": picture, "home_of": home_of}
    answer = await approve.from_form(work, question, value(sent, "text"), by, ticked(sent), **more)
    if home_of:
        await telling.home(work, home_of, work.now)
    if approve.is_laid_ready(answer):
        return Told(work.house.say("told.laid_ready", number=str(question.id)))
    return _on_its_way(work, question, answer) if where == opening.LISTED else Done()


def _on_its_way(work: Work, question: Question, answer: Answer) -> Told:
    pause = approve.held_back(work.house, answer)
    if not pause:
        return Told(work.house.say("told.on_its_way", number=str(question.id)))
    seconds = f"{pause.total_seconds():.0f}"
    undo = Action("undo", work.house.say("button.undo"), f"{question.id}:{answer.id}")
    return Told(work.house.say("told.held_back", number=str(question.id), seconds=seconds), actions=(undo,))


async def ask_department(work: Work, question: Question, detail: str, sent: Submission, by: Person) -> SubmitReply:
    """Call a department's people into the thread, and tell the citizen to wait where that was chosen."""
    if other := await _other_text(work, question, detail, sent, by):
        return OpenForm(other)
    holding = value(sent, "holding")
    await ask.ask(
        work,
        question,
        value(sent, "department"),
        by,
        note=value(sent, "note"),
        holding="" if holding == NO_HOLDING else holding,
    )
    return Done()


async def send_holding(work: Work, question: Question, detail: str, sent: Submission, by: Person) -> SubmitReply:
    """Promise an answer in public."""
    if other := await _other_text(work, question, detail, sent, by):
        return OpenForm(other)
    await hold.hold(work, question, value(sent, "holding"), by, department=value(sent, "department"))
    return Done()


async def _other_text(work: Work, question: Question, detail: str, sent: Submission, by: Person) -> Form | None:
    """The form once more when the holding reply would not read as it was shown; None when it does."""
    variant, department = value(sent, "holding"), value(sent, "department")
    if variant not in hold.HOLDINGS or department not in work.house.municipality.departments:
        return None
    await hold.refuse_promised(work, question)  # before anybody is asked to read a text that cannot go out
    text = hold.holding_text(work, question, variant, by, department)
    if shown_as(text) in detail.split(","):
        return None
    form = await opening.again(work, question, sent, detail, by)
    return replace(form, notices=(Notice(Tone.WARNING, work.house.say("form.other_text")), *form.notices))


async def draft_extension(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    """Show the text of an extension as it would read."""
    until = moment(value(sent, "until")) if value(sent, "until") else None
    draft = await extend.draft(work, question, value(sent, "reason"), value(sent, "words"), by, until=until)
    detail = f"{draft.until.isoformat()}|{draft.reason}"
    return OpenForm(
        text_form(await view_of(work.session, work.house, question, work.now), "extend_text", draft.text, detail)
    )


async def send_extension(work: Work, question: Question, detail: str, sent: Submission, by: Person) -> SubmitReply:
    """Publish an extension, or ask the manager for it."""
    until, _, reason = detail.partition("|")
    draft = extend.draft_of(moment(until), reason, value(sent, "text"))
    await extend.extend(work, question, draft, by, ticked(sent))
    return Done()


async def draft_redirect(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    """Show the ready text of the kind that was chosen."""
    kind = value(sent, "kind")
    way = {"body": "body", "link": "link"}.get(next(iter(redirect.NEEDS.get(kind, ())), ""), "department")
    text = redirect.text(work, question, kind, value(sent, way), by)
    return OpenForm(text_form(await view_of(work.session, work.house, question, work.now), "redirect_text", text, kind))


async def send_redirect(work: Work, question: Question, kind: str, sent: Submission, by: Person) -> SubmitReply:
    """Publish a ready text."""
    await redirect.redirect(work, question, kind, value(sent, "text"), by, ticked(sent))
    return Done()
