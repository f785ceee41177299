"""The front desk says yes: a text is frozen, and its publication is ordered in the same transaction."""

from collections.abc import Collection

from bot import orders
from bot.flow.answering import propose, public_words
from bot.ports.happenings import Kind
from bot.reading import composing
from bot.reading.composing import Problem, Weight
from bot.rules.states import MOVES, State
from bot.work import NotMoved, Person, Work
from storage import questions
from storage.tables import Answer, Question


async def as_it_stands(work: Work, question: Question, answer_id: int, by: Person) -> None:
    """Approve the proposal that the person saw. Raises `NotMoved` if it was replaced meanwhile or may not go out."""
    answer = await seen_proposal(work, question, answer_id, by)
    refuse_faults(work, question, answer.text)
    await send(work, question, answer, by, move="approve")


async def seen_proposal(work: Work, question: Question, answer_id: int, by: Person) -> Answer:
    """The proposal, if it still is the one the person saw and may approve. Raises `NotMoved`."""
    work.check(question, "approve", by)
    answer = await propose.current(work, question)
    if answer is None or answer.id != answer_id:
        raise NotMoved("refused.proposal_changed")
    return answer


async def from_form(work: Work, question: Question, text: str, by: Person, ticked: Collection[str] = ()) -> None:
    """Approve a text as written in a form. Raises `NotMoved` when it may not go out."""
    work.check(question, "approve", by)
    refuse_faults(work, question, text, ticked)
    if text.split() == empty_answer(work, question, by).split():
        raise NotMoved("check.empty")
    answer = await propose.from_form(work, question, text, by)
    await send(work, question, answer, by, move="approve")


async def send(work: Work, question: Question, answer: Answer, by: Person, *, move: str, detail: str = "") -> None:
    """Freeze the text with its approver and order its publication."""
    answer.state, answer.approved_at = "approved", work.now
    answer.approver_id, answer.approver_name = by.id, by.name
    answer.asked_hash = await asked_hash(work, question)
    work.session.add(answer)
    to = MOVES[move].to
    if to:
        await _overtake(work, question, answer)
    owner = {} if question.owner_id else {"owner_id": by.id, "owner_name": by.name}
    what = detail or f"answer {answer.version}"
    await work.change(question, move, by, what, to=State(to) if to else None, notice="", **owner)
    await orders.publish(work, question, answer)
    await orders.draw_card(work, question)
    if question.proposal_id:
        await orders.draw_proposal(work, question)


async def _overtake(work: Work, question: Question, answer: Answer) -> None:
    """With the answer on its way, nobody needs to be told to wait: a promise that is not out yet stays in."""
    for other in await questions.answers_of(work.session, question.id or 0):
        if other.state == "approved" and other.id != answer.id:
            other.state = "superseded"
            work.session.add(other)


async def asked_hash(work: Work, question: Question) -> str:
    """The fingerprint of the citizen's first words as we know them now."""
    first = await questions.remark_by_id(work.session, "page", question.page, question.last_id)
    return first.words_hash if first else ""


def empty_answer(work: Work, question: Question, by: Person) -> str:
    """What stands in the form before anybody has written: the greeting and the signature."""
    return public_words.frame(work, question, by)


def problems(work: Work, question: Question, text: str, ticked: Collection[str] = ()) -> tuple[Problem, ...]:
    """What is wrong with a text for this question; `ticked` are the finds somebody has said may stand in public."""
    return composing.check(text, Kind(question.kind), ticked=ticked, allow=work.house.public_contacts)


def refuse_faults(work: Work, question: Question, text: str, ticked: Collection[str] = ()) -> None:
    """Raise `NotMoved` with the gravest reason why this text must not be published."""
    grave = [p for p in problems(work, question, text, ticked) if p.weight is not Weight.ADVICE]
    if grave:
        values = {name: _value(work, name, value) for name, value in grave[0].values}
        raise NotMoved(f"check.{grave[0].key}", **values)


def _value(work: Work, name: str, value: str) -> str:
    return work.house.say(f"find.{value}") if name == "type" else value
