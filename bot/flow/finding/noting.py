"""Which answered questions can be found again, and by what: kept as numbers that no words are made of again.

What was said to one person in a message is nobody else's answer, and is not noted.
"""

from bot.finding.meanings import with_answer
from bot.flow.answering import public_words
from bot.ports.happenings import Kind
from bot.reading.privacy import scan
from bot.work import Work
from storage import questions
from storage.queues import earlier
from storage.tables import Answer, Question

MOST = 1_000  # characters of a question that are read: who writes more has said before what it is about


async def note(work: Work, question: Question, answer: Answer) -> None:
    """A text stands in public: the question is found by its words and, somewhat, by those of the answer.

    Where a second text says that the first was wrong, neither is offered again.
    """
    if answer.kind == "correction":
        await forget(work, question)
    if answer.kind != "answer" or answer.variant == public_words.CLARIFY or question.kind == Kind.MESSAGE:
        return
    asked = await _words(work, question)
    answered = public_words.bare(answer.text, question.language)
    await earlier.note(work.session, question.id or 0, with_answer(_calm(asked), _calm(answered)))


async def forget(work: Work, question: Question) -> None:
    """The answer stands no longer, or its words are gone: the question is found no more."""
    await earlier.forget(work.session, question.id or 0)


async def _words(work: Work, question: Question) -> str:
    remarks = await questions.remarks_of(work.session, question.id or 0)
    return "\n".join(one.text for one in remarks if one.author == "citizen" and not one.gone_at)


def _calm(text: str) -> str:
    """The text without anything that may be personal: more than is masked where people read it."""
    letters = list(text[:MOST])
    for find in scan(text[:MOST]):
        letters[find.start : find.end] = " " * (find.end - find.start)
    return "".join(letters)
