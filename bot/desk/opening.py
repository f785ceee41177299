"""Which form a button opens; a form whose question has moved on is opened again with the person's typing."""

from dataclasses import replace

from bot.desk.filling import OPENS, READ, Filled, fresh_view, ticks
from bot.drawing.beside.picture import PICTURED
from bot.drawing.forms.frame import keeping
from bot.drawing.forms.texts import text_form
from bot.drawing.talk import news
from bot.drawing.view import View
from bot.flow.answering import correct, hide
from bot.ports.calls import Submission
from bot.ports.card import Notice, Quote, Tone
from bot.ports.form import Form
from bot.rules.seen import Mark, read
from bot.rules.states import READERS
from bot.work import NotMoved, Person, Work
from storage.tables import Question

NOTHING: Filled = {}
_TEXTS = {
    "answer": "approve",
    "extend_text": "extend",
    "redirect_text": "redirect",
    "hide_text": hide.HIDE,
    "correct": correct.CORRECT,
    "rectify": correct.RECTIFY,
}
# Where the list stood from which somebody publishes: among messages, or on her own page.
LISTED, AT_HOME = "listed", "home"


async def opened(work: Work, question: Question, action: str, by: Person, filled: Filled = NOTHING) -> Form:
    """The form behind a button, with what the person has `filled` in so far. Raises `NotMoved` for who may not have it."""
    if action in READ:
        work.house.must_be(by.id, READERS)  # who has no part in the questions does not read them
        return await READ[action](work, question)
    if action not in OPENS:
        raise NotMoved("refused.no_such_action")
    move, fill = OPENS[action]
    work.check(question, move, by)
    return keeping(await fill(work, question, by, filled), filled)


async def from_list(work: Work, question: Question, by: Person, shown: str, detail: str = "") -> Form:
    """The dialog with the final text, for who pressed [Publiser] where only the first words stood.

    `shown` is the mark of what stood there; what has come since stands on top. `detail` says where the list was.
    """
    form, view, mark = await opened(work, question, "edit", by), await fresh_view(work, question), read(shown)
    if mark != view.mark:
        form = _news_on_top(form, view, mark, "form.news_since")
    return replace(form, subject=f"{form.subject}{detail}")


async def with_news(work: Work, question: Question, sent: Submission, detail: str, mark: Mark | None) -> Form:
    """A form that was sent although something new had come: as it was typed, with what is new on top of it."""
    view, by = await fresh_view(work, question), Person(sent.person_id, sent.person_name)
    return _news_on_top(await again(work, question, sent, detail, by), view, mark, "form.news")


def _news_on_top(form: Form, view: View, mark: Mark | None, text: str) -> Form:
    told, fresh = Notice(Tone.WARNING, view.say(text)), news(view, mark.newest if mark else 0)
    return replace(form, notices=(told, *form.notices), quotes=_once(*fresh, *form.quotes))


def _once(*quotes: Quote) -> tuple[Quote, ...]:
    """What was said, each thing once: what is new stands on top and not below it again."""
    return tuple({(quote.who, quote.text): quote for quote in reversed(quotes)}.values())[::-1]


async def again(work: Work, question: Question, sent: Submission, detail: str, by: Person) -> Form:
    """The form that a person has in front of her, drawn from the question as it stands now, with her typing kept."""
    if sent.form not in _TEXTS:
        return await opened(work, question, sent.form, by, sent.values)
    work.check(question, _TEXTS[sent.form], by)
    text = str(sent.values.get("text", ""))
    needed, ticked = ticks(work, question, text), _ticked(sent)
    made = text_form(await fresh_view(work, question), sent.form, text, detail, needed, ticked=ticked)
    return keeping(made, {key: value for key, value in sent.values.items() if key in PICTURED})


def _ticked(sent: Submission) -> tuple[str, ...]:
    ticked = sent.values.get("ticks", ())
    return ticked if isinstance(ticked, tuple) else ()
