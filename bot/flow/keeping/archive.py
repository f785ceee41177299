"""The mark for the archive: no, consider or yes, with a reason. What is marked stays until it has been exported.

While nobody has marked a question, its words speak for it (`bot/flow/keeping/worth.py`); when its words are about to be erased,
that becomes its mark, so that nothing goes unseen.
"""

from collections.abc import Sequence

from bot import orders
from bot.flow.keeping.worth import KEPT, NOTHING, REASONS, Flag, Worth, worth
from bot.reading.suggest import suggest
from bot.rules.attached import needs_eyes
from bot.rules.states import is_open
from bot.work import BOT, House, NotMoved, Person, Work
from storage import questions
from storage.tables import Answer, Question, Remark

MARK = "mark"
CORRECTIONS = frozenset({"corrected", "taken_down"})


def worth_of(house: House, question: Question, remarks: Sequence[Remark], answers: Sequence[Answer]) -> Worth:
    """The mark of a question, or what its words speak for while it has none."""
    if question.archive_flag:
        return Worth(Flag(question.archive_flag), question.archive_reason)
    asked = [remark for remark in remarks if remark.author == "citizen"]
    words = "\n".join(remark.text for remark in asked)
    if question.page not in house.municipality.pages:
        return NOTHING
    corrected = any(a.state in CORRECTIONS or a.kind == "correction" for a in answers)
    ours = [answer.text for answer in answers if answer.state == "published"]
    found = suggest(words, question.page, house.municipality, shows=needs_eyes(asked))
    return worth(words, found, ours, corrected=corrected)


async def mark(work: Work, question: Question, flag: str, reason: str, by: Person) -> None:
    """Mark a question for the archive, or as not worth it. Raises `NotMoved` without a reason from the list."""
    work.check(question, MARK, by)
    if flag not in set(Flag) or (flag in KEPT and reason not in REASONS):
        raise NotMoved("refused.no_reason")
    reason = reason if flag in KEPT else ""
    detail = f"{flag} {reason}".strip()
    await work.change(question, MARK, by, detail, archive_flag=flag, archive_reason=reason, archived_at=None)
    await orders.draw(work, question)


async def exported(work: Work, number: int, version: int) -> bool:
    """Note that the archive has a question as it was at this version; not if it goes on, or has changed since."""
    question = await work.question(number)
    if is_open(question.state) or question.version != version:
        return False
    await work.change(question, "export", BOT, archived_at=work.now)
    return True


async def keeps(work: Work, question: Question) -> bool:
    """Whether nothing of the question may be erased now, because the archive may want it and has not got it."""
    if not question.archive_flag:
        remarks = await questions.remarks_of(work.session, question.id or 0)
        answers = await work.answers(question)
        found = worth_of(work.house, question, remarks, answers)
        if found.flag in KEPT:
            flag, reason = found.flag.value, found.reason
            await work.change(question, MARK, BOT, f"{flag} {reason}", archive_flag=flag, archive_reason=reason)
    return question.archive_flag in KEPT and question.archived_at is None
