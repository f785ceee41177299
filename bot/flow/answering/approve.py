"""The front desk says yes: a text is frozen, and its publication is ordered in the same transaction.

An answer or redirect is held back for some seconds, in which it can be taken back. What says where help is goes at once.
"""

from collections.abc import Collection
from datetime import timedelta

from bot import orders, telling
from bot.flow.answering import propose, public_words
from bot.flow.answering.talk import following
from bot.ports.happenings import Kind
from bot.reading import composing
from bot.reading.composing import Problem, Weight
from bot.rules.states import LAST_WORDS, MOVES, State, before_any_proposal
from bot.work import House, NotMoved, Person, Work
from storage import questions
from storage.tables import Answer, Question

AT_ONCE = ("emergency", "self_harm")  # how the ready texts begin that say where help is


async def as_it_stands(work: Work, question: Question, answer_id: int, by: Person) -> None:
    """Approve the proposal that the person saw. Raises `NotMoved` if it was replaced meanwhile or may not go out."""
    answer = await seen_proposal(work, question, answer_id, by)
    refuse_faults(work, question, answer.text)
    if await _needs_another(work, question, answer, by):
        raise NotMoved("refused.own_text")
    await send(work, question, answer, by, move="approve")


async def undo(work: Work, question: Question, answer_id: int, by: Person) -> None:
    """Take an approved text back before it goes out: it is the desk's again, as it was. Raises `NotMoved` when it is too late."""
    answer = await questions.answer_by_id(work.session, answer_id)
    if answer is None or answer.question_id != question.id:
        raise NotMoved("refused.no_such_action")
    if answer.state == "published":
        raise NotMoved("refused.too_late_to_undo")
    if answer.state != "approved":
        raise NotMoved("refused.undone_before")
    work.check(question, "undo", by)
    approver = answer.approver_id
    if not await hold_up(work, question, answer, by):
        raise NotMoved("refused.too_late_to_undo")
    if approver not in (by.id, ""):
        text = work.house.say("told.undone_by", name=by.name, number=str(question.id))
        await telling.person(work, f"undone:{answer.id}:{work.now.isoformat()}", approver, question.channel, "", text)


async def hold_up(work: Work, question: Question, answer: Answer, by: Person) -> bool:
    """Take an approved text back and show where the question stands then; False when it may be public already."""
    if not await orders.take_back_publication(work, question, answer):
        return False
    answer.state, approved_at = "proposed" if answer.kind == "answer" else "superseded", answer.approved_at or work.now
    answer.approved_at, answer.approver_id, answer.approver_name = None, "", ""
    work.session.add(answer)
    to = State.PROPOSED if await propose.current(work, question) else before_any_proposal(question)
    await work.change(question, "undo", by, f"answer {answer.version}", to=to)
    await following.follow_since(work, question, approved_at)
    await orders.draw(work, question)
    return True


def held_back(house: House, answer: Answer) -> timedelta:
    """How long a text is held back after its approval: promises and what says where help is are not."""
    if answer.kind not in LAST_WORDS or answer.variant.startswith(AT_ONCE):
        return timedelta(0)
    return timedelta(seconds=house.municipality.publishing.undo_seconds)


async def seen_proposal(work: Work, question: Question, answer_id: int, by: Person) -> Answer:
    """The proposal, if it still is the one the person saw and may approve. Raises `NotMoved`."""
    work.check(question, "approve", by)
    answer = await propose.current(work, question)
    if answer is None or answer.id != answer_id:
        raise NotMoved("refused.proposal_changed")
    return answer


async def from_form(
    work: Work,
    question: Question,
    text: str,
    by: Person,
    ticked: Collection[str] = (),
    *,
    picture: str = "",
    home_of: str = "",
) -> Answer:
    """Approve a text as written in a form; where nobody approves her own, lay it ready for a colleague (`is_laid_ready`).

    Raises `NotMoved` when it may not go out.
    """
    work.check(question, "approve", by)
    refuse_faults(work, question, text, ticked)
    if text.split() == empty_answer(work, question, by).split():
        raise NotMoved("check.empty")
    answer = await propose.from_form(work, question, text, by, picture)
    if await _needs_another(work, question, answer, by):
        await _lay_ready(work, question, answer, by)
    else:
        await send(work, question, answer, by, move="approve", home_of=home_of)
    return answer


def is_laid_ready(answer: Answer) -> bool:
    """Whether a text that somebody sent waits for a colleague to approve it."""
    return answer.state == "proposed"


async def _needs_another(work: Work, question: Question, answer: Answer, by: Person) -> bool:
    """Whether the house wants a second pair of eyes, and these are the first."""
    return not work.house.municipality.publishing.approve_own and await propose.has_made(work, question, answer, by.id)


async def _lay_ready(work: Work, question: Question, answer: Answer, by: Person) -> None:
    """Show the text as the proposal, and call the colleagues who may approve it."""
    mentions = [person for person in work.house.desk_of(question.page) if person != by.id]
    await propose.show(work, question)
    await orders.say(work, question, f"own_text:{answer.id}", "thread.own_text", mentions=mentions, by=by.name)


async def send(
    work: Work, question: Question, answer: Answer, by: Person, *, move: str, detail: str = "", home_of: str = ""
) -> None:
    """Freeze the text with its approver and order its publication, see `held_back` and `orders.publish`."""
    approved = {
        "state": "approved",
        "approved_at": work.now,
        "approver_id": by.id,
        "approver_name": by.name,
        "asked_hash": await asked_hash(work, question),
    }
    if answer.kind == "answer":  # the words decide whose turn it is then, whoever wrote them and wherever
        asks_back = public_words.asks_back(answer.text, question.language)
        approved["variant"] = public_words.CLARIFY if asks_back else ""
    await questions.note(work.session, answer, approved)
    to = MOVES[move].to
    if to:
        await _overtake(work, question, answer)
    owner = {} if question.owner_id else {"owner_id": by.id, "owner_name": by.name}
    what = detail or f"answer {answer.version}"
    await work.change(question, move, by, what, to=State(to) if to else None, notice="", **owner)
    await orders.publish(work, question, answer, work.now + held_back(work.house, answer), home_of=home_of)
    await orders.draw(work, question)


async def _overtake(work: Work, question: Question, answer: Answer) -> None:
    """With the answer on its way, nobody needs to be told to wait: a promise that is not out yet stays in."""
    for other in await work.answers(question):
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
    return composing.check(text, Kind(question.kind), ticked=ticked, allow=work.house.public_words)


def refuse_faults(work: Work, question: Question, text: str, ticked: Collection[str] = ()) -> None:
    """Raise `NotMoved` with the gravest reason why this text must not be published."""
    grave = [p for p in problems(work, question, text, ticked) if p.weight is not Weight.ADVICE]
    if grave:
        values = {name: _value(work, name, value) for name, value in grave[0].values}
        raise NotMoved(f"check.{grave[0].key}", **values)


def _value(work: Work, name: str, value: str) -> str:
    return work.house.say(f"find.{value}") if name == "type" else value
