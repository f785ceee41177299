"""Moderation: what citizens wrote is hidden, shown again or deleted by a named person, for one of the reasons that allow it.

Hiding leaves the words to their author and her friends, and can be undone. Deleting cannot, and takes a graver reason.
The words stay with us as they were: they are the evidence that there was a reason. Criticism, anger and rudeness are none.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from bot import orders
from bot.flow.answering import public_words, redirect
from bot.flow.asking import change
from bot.flow.keeping import no_data
from bot.ports.happenings import Hid, Kind
from bot.reading.privacy import but_for, suspect
from bot.rules.attached import read_of
from bot.rules.calendar import ONE_DAY
from bot.rules.states import PRIVATE, State
from bot.work import BOT, NotMoved, Person, Work
from storage import questions
from storage.tables import Question, Remark

REASONS = ("personal_data", "threat", "abuse", "hate", "spam", "advertising", "illegal")
DELETE_REASONS = ("personal_data", "spam", "illegal")
HIDEABLE = frozenset({Kind.COMMENT, Kind.REPLY})  # the platform hides comments only
DELETABLE = HIDEABLE | {Kind.VISITOR_POST}
HIDE, SHOW_AGAIN, DELETE = "hide", "show_again", "delete"
THEN = ("nothing", "redirect", PRIVATE)  # what the citizen is told after it
AND_PRIVATE = "+private"
PERSONAL, BY_RULE = "personal_data", "by_rule"
SAFE_WAY_ON = "redirect_personal"  # the text that tells the safe way on


def concerned(question: Question, remarks: Sequence[Remark], allow: Collection[str]) -> list[Remark]:
    """Which of a citizen's words are meant: those with personal data in them; all of them where there are none."""
    said = no_data.said(question)
    telling = [one for one in remarks if any(but_for(text, suspect(text, allow), said) for text in read_of(one))]
    return telling or list(remarks)


async def hide(work: Work, question: Question, reason: str, by: Person) -> None:
    """Hide the citizen's words and end the question. Raises `NotMoved` without a reason from the list."""
    _check(question, reason, REASONS, HIDEABLE)
    await work.move(question, HIDE, by, reason)
    await _order(work, question, HIDE, reason)
    await _show(work, question, reason)


async def hide_and_redirect(
    work: Work, question: Question, why: str, words: str, by: Person, ticked: Collection[str] = ()
) -> None:
    """Hide the citizen's words, and tell her the safe way on in the text that was shown. Raises `NotMoved`.

    `why` is the reason, and behind it `AND_PRIVATE` where the text goes to her alone.
    """
    reason = why.removesuffix(AND_PRIVATE)
    _check(question, reason, REASONS, HIDEABLE)
    work.check(question, HIDE, by)
    await work.change(question, HIDE, by, reason)
    await _order(work, question, HIDE, reason)
    await redirect.redirect(work, question, way_on(why), words, by, ticked)


def way_on(why: str) -> str:
    """Which text tells her: in public under the hidden words, or to her alone."""
    return redirect.IN_PRIVATE if why.endswith(AND_PRIVATE) else SAFE_WAY_ON


def safe_way_on(work: Work, question: Question, kind: str, department: str, by: Person) -> str:
    """The text for that: how to reach us safely, that the words are hidden, and the request to delete them."""
    text = redirect.text(work, question, kind, department, by)
    return public_words.joined(question, text, public_words.ready(work, question, "hidden_note", by))


async def show_again(work: Work, question: Question, by: Person) -> None:
    """Show again what is hidden; a question that ended by that is the desk's once more. Raises `NotMoved`."""
    work.check(question, SHOW_AGAIN, by)
    if not question.hidden and question.state != State.HIDDEN:
        raise NotMoved("refused.not_hidden")
    to = State.TAKEN if question.state == State.HIDDEN else None
    owner = {"owner_id": by.id, "owner_name": by.name} if to else {}
    await work.change(question, SHOW_AGAIN, by, to=to, **owner)
    await _order(work, question, SHOW_AGAIN)
    await orders.draw(work, question)


async def delete(work: Work, question: Question, reason: str, by: Person) -> None:
    """Delete the citizen's words from the page for good, and end the question. Raises `NotMoved`."""
    _check(question, reason, DELETE_REASONS, DELETABLE)
    await work.move(question, DELETE, by, reason)
    await _order(work, question, DELETE)
    await _show(work, question, reason)


async def made(work: Work, remark: Remark, what: str) -> None:
    """The page has done it: what follows is the same as if the page had told us."""
    if what == DELETE:
        await change.deleted_by_us(work, remark)
    else:
        hid = Hid(page_id="", id=remark.external_id, hidden=what == HIDE, at=work.now)
        await change.hid(work, remark.place, hid)


async def refused(work: Work, question: Question, remark: Remark, what: str) -> None:
    """The page would not: the desk is told, and has the question again if it ended by that."""
    to = State.TAKEN if question.state == State.HIDDEN and not question.hidden else None
    await work.change(question, "stop", BOT, f"stopped.not_{what}", to=to, notice=f"stopped.not_{what}")
    await orders.say(work, question, f"not_{what}:{remark.id}:{question.version}", f"stopped.not_{what}", aloud=True)
    await orders.draw(work, question)


def _check(question: Question, reason: str, reasons: Collection[str], kinds: Collection[Kind]) -> None:
    if Kind(question.kind) not in kinds:
        raise NotMoved("refused.cannot_hide")
    if reason not in reasons:
        raise NotMoved("refused.no_reason")


async def _order(work: Work, question: Question, what: str, reason: str = "") -> None:
    remarks = await questions.remarks_of(work.session, question.id or 0)
    standing = [remark for remark in remarks if remark.author == "citizen" and remark.gone_at is None]
    if what == SHOW_AGAIN:
        meant = [remark for remark in standing if remark.hidden] or standing
    else:
        meant = concerned(question, standing, work.house.public_contacts)
    for remark in meant:
        await orders.moderate(work, question, remark, what)
        if what == HIDE and reason == PERSONAL and work.house.municipality.moderation.delete_hidden:
            await orders.delete_hidden(work, question, remark, _next_day_is_over(work, question))


def _next_day_is_over(work: Work, question: Question) -> datetime:
    """When the next open day closes: so long the citizen has to delete it herself."""
    hours = work.house.hours(question.page)
    day = hours.next_open_day(hours.local_date(work.now) + ONE_DAY)
    return hours.closing_of(day) or work.now + ONE_DAY


def still_stands(remark: Remark | None) -> bool:
    """Whether something that was hidden is still hidden and there, so that its time can be over."""
    return remark is not None and remark.hidden and remark.gone_at is None


async def time_is_over(work: Work, question: Question, remark: Remark) -> None:
    """What was hidden is deleted from the page by the rule of the house: nobody shows it again any more."""
    remarks = await questions.remarks_of(work.session, question.id or 0)
    left = [one for one in remarks if one.author == "citizen" and one.gone_at is None and one.id != remark.id]
    to = State.HIDDEN if question.state in (State.HIDDEN, State.REDIRECTED) or not left else None
    await work.change(question, DELETE, Person("", work.house.say("history.by_bot")), BY_RULE, to=to)
    await made(work, remark, DELETE)


async def _show(work: Work, question: Question, reason: str) -> None:
    await orders.draw(work, question)
    if reason == "threat":
        await orders.say(work, question, f"threat:{question.version}", "thread.threat", aloud=True)
