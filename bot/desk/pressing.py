"""Buttons: each does its one step of the flow at once, or opens the form that will."""

from collections.abc import Awaitable, Callable

from bot import telling
from bot.desk import collected_list, opening
from bot.desk.opening import AT_HOME, LISTED
from bot.drawing.gathering import mark_now, view_of
from bot.drawing.lists import open_list
from bot.drawing.question.to_look_at import without_talk
from bot.flow.answering import approve, ask, close, hide, propose, reply, take
from bot.flow.asking import urgent
from bot.flow.promising import extend
from bot.ports.calls import Done, OpenForm, Press, PressReply, ShowList, Told
from bot.reading.composing import Weight
from bot.rules.seen import identity, read
from bot.rules.states import State, is_open
from bot.work import NotMoved, Person, Work
from storage import collecting, questions
from storage.tables import Question


async def pressed(work: Work, press: Press) -> PressReply:
    """Let a button do its work. Raises `NotMoved` when it has none."""
    by = Person(press.person_id, press.person_name)
    if press.asks:
        return await _before_asking(work, press, by)
    if press.action in _OF_NO_CARD:
        return await _OF_NO_CARD[press.action](work, press, by)
    question, detail = await subject(work, press.value)
    _check_card(press, question)
    if press.action == "publish":
        return await _publish(work, question, detail, by)
    if press.action == "no_answer":
        return await _no_answer(work, question, detail, by)
    if press.action in _DECIDES:
        return await _DECIDES[press.action](work, question, number_in(detail), by) or Done()
    if press.action == "take":
        await take.take(work, question, by, instead_of=detail)
        return Done()
    if press.action in _AT_ONCE:
        await _AT_ONCE[press.action](work, question, by)
        return Done()
    return OpenForm(await opening.opened(work, question, press.action, by))


async def subject(work: Work, value: str) -> tuple[Question, str]:
    """The question a button or form is about, and what else it carries. Raises `NotMoved`."""
    number, _, detail = value.partition(":")
    return await work.question(number_in(number, "refused.no_such_question")), detail


def number_in(value: str, why_not: str = "refused.no_such_action") -> int:
    """A number that a button or form carries; 0 where it carries none. Raises `NotMoved` for what none of ours has carried."""
    if value and not (value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS):
        raise NotMoved(why_not)
    return int(value or 0)


def _check_card(press: Press, question: Question) -> None:
    """After a restore questions get numbers again that stand on older cards: such a card is about another question."""
    if press.message and question.card_id and (press.channel, press.thread) != (question.channel, question.card_id):
        raise NotMoved("refused.old_card")


async def _use(work: Work, press: Press, by: Person) -> PressReply:
    question = await questions.by_thread(work.session, press.channel, press.thread)
    if question is None:
        raise NotMoved("refused.not_in_this_thread")
    if press.said:
        await reply.remember(work, question, press.said)
    await propose.use(work, question, press.channel, press.message, by)
    return Done()


async def _filter(work: Work, press: Press, by: Person) -> PressReply:
    """Another list, or another page of it, where the button was pressed: on the person's own page, or in a message."""
    if press.channel:
        return ShowList(tuple(await open_list(work.session, work.house, work.now, by.id, press.value)))
    await telling.home(work, by.id, work.now, press.value)
    return Done()


async def _open_collected(work: Work, press: Press, by: Person) -> PressReply:
    return OpenForm(await collected_list.opened(work, press.value, by))


async def _bring_out(work: Work, press: Press, by: Person) -> PressReply:
    await collected_list.brought_out(work, press, by)
    if not press.channel:  # pressed on the person's own page, which shows it as it was
        await telling.home(work, by.id, work.now)
        return Done()
    if await collecting.by_card(work.session, press.channel, press.message):
        return Done()  # the collecting card follows
    return Told(work.house.say("told.brought_out", number=press.value))


async def _publish(work: Work, question: Question, detail: str, by: Person) -> PressReply:
    """Publish the proposal as it stands, or let the person look at what is new, or seems personal in it."""
    answer = await approve.seen_proposal(work, question, number_in(detail.partition(":")[0]), by)
    if to_read := await _to_read(work, question, detail, by):
        return to_read
    await approve.as_it_stands(work, question, answer.id or 0, by)
    return Done()


async def _to_read(work: Work, question: Question, detail: str, by: Person) -> OpenForm | None:
    """The proposal in its form, where something in it has to be looked at first."""
    number, _, shown = detail.partition(":")
    answer = await approve.seen_proposal(work, question, number_in(number), by)
    ticks = [p for p in approve.problems(work, question, answer.text) if p.weight is Weight.TICK]
    if not ticks and read(shown) == await mark_now(work, question):
        return None
    return OpenForm(await opening.from_list(work, question, by, shown))


async def _before_asking(work: Work, press: Press, by: Person) -> PressReply:
    """Nothing is asked where the answer would lead to a form anyway, or be refused: that comes at once. Nothing is done yet."""
    if press.action != "publish":
        return Done()
    question, detail = await subject(work, press.value)
    _check_card(press, question)
    return await _to_read(work, question, detail, by) or Done()


async def _no_answer(work: Work, question: Question, shown: str, by: Person) -> PressReply:
    """Close for the suggested reason, which the person has read; what has come since is read in the form first."""
    view = await view_of(work.session, work.house, question, work.now)
    suggested = view.suggested
    if read(shown) != view.mark or suggested.expected != "no_answer_needed" or suggested.reason not in close.REASONS:
        return OpenForm(await opening.opened(work, question, "close", by))
    await close.close(work, question, suggested.reason, by)
    return Done()


async def _publish_listed(work: Work, press: Press, by: Person) -> PressReply:
    """From a list, which no card answers for: the button says which question it is about and what stood there of it."""
    question, detail = await subject(work, press.value)
    which, _, shown = detail.partition(":")
    if which != identity(question):
        raise NotMoved("refused.old_card")
    return OpenForm(await opening.from_list(work, question, by, shown, LISTED if press.channel else AT_HOME))


async def _ready_listed(work: Work, press: Press, by: Person) -> PressReply:
    """From an alarm, which may stand in another channel: the ready text, to be read and published."""
    question, which = await subject(work, press.value)
    if which != identity(question):
        raise NotMoved("refused.old_card")
    if question.state == State.REDIRECTED:
        raise NotMoved("refused.help_is_sent")
    return OpenForm(await opening.opened(work, question, "ready_text", by))


async def _call_duty(work: Work, press: Press, by: Person) -> PressReply:
    """From an alarm in the desk's own channel: let the duty know, too."""
    question, which = await subject(work, press.value)
    if which != identity(question):
        raise NotMoved("refused.old_card")
    await urgent.call_duty(work, question, by)
    return Told(work.house.say("told.duty_called", number=str(question.id)))


async def _undo(work: Work, press: Press, by: Person) -> PressReply:
    """Take a text back. The card shows it; who pressed elsewhere is told there."""
    question, answer_id = await subject(work, press.value)
    await approve.undo(work, question, number_in(answer_id), by)
    if not press.channel:
        await telling.home(work, by.id, work.now)
        return Done()
    if press.message in (question.card_id, question.proposal_id):
        return Done()
    return Told(work.house.say("told.undone"), replaces=True)


MOST_DIGITS = 9  # of a number in our store; a longer one upsets PostgreSQL
_OF_NO_CARD: dict[str, Callable[[Work, Press, Person], Awaitable[PressReply]]] = {
    "filter": _filter,
    "use": _use,
    "publish_listed": _publish_listed,
    "ready_listed": _ready_listed,
    "call_duty": _call_duty,
    "undo": _undo,
    "collected": _open_collected,
    "bring_out": _bring_out,
}


_AT_ONCE: dict[str, Callable[[Work, Question, Person], Awaitable[None]]] = {
    "release": take.release,
    "ask_deputy": ask.ask_deputy,
    "call_manager": ask.ask_manager,
    "reopen": close.reopen,
    "show_again": hide.show_again,
}


async def _use_this(work: Work, question: Question, remark_id: int, by: Person) -> None:
    await propose.use_remark(work, question, await questions.remark_by_number(work.session, remark_id), by)


async def _join(work: Work, question: Question, remark_id: int, by: Person) -> Told | None:
    """Add what somebody said; where its place in the text is gone, whoever added it is told where it stands now."""
    remark = await questions.remark_by_number(work.session, remark_id)
    is_placed = await propose.join(work, question, remark, by)
    return None if is_placed else Told(work.house.say("told.joined_last"))


async def _leave_out(work: Work, question: Question, answer_id: int, by: Person) -> None:
    """Take out of the proposal that was seen what may be meant for colleagues."""
    answer = await approve.seen_proposal(work, question, answer_id, by)
    view = await view_of(work.session, work.house, question, work.now)
    if text := without_talk(view, answer):
        await propose.from_form(work, question, text, by, answer.picture)
        await propose.show(work, question)


async def _reopen_with(work: Work, question: Question, remark_id: int, by: Person) -> None:
    """Open what had ended again, with what a colleague has written since as its answer."""
    if not is_open(question.state):
        await close.reopen(work, question, by)
    await _use_this(work, question, remark_id, by)


_DECIDES: dict[str, Callable[[Work, Question, int, Person], Awaitable[Told | None]]] = {
    "use_this": _use_this,
    "join": _join,
    "leave_out": _leave_out,
    "reopen_with": _reopen_with,
    "grant": extend.grant,
    "deny": extend.deny,
}
