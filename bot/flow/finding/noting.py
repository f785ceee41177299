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

AT_ONCE = 100  # questions noted in one transaction
MOST = 1_000  # characters of a question that are read: who writes more has said before what it is about


async def note(work: Work, question: Question, answer: Answer) -> None:
    """A text stands in public: the question is found by its words and, somewhat, by those of the answer.

    Where a second text says that the first was wrong, neither is offered again.
    """
    if answer.kind == "correction":
        await forget(work, question)
    await _ends(work, question)
    await _note(work, question, answer)


async def _note(work: Work, question: Question, answer: Answer) -> None:
    if answer.kind != "answer" or answer.variant == public_words.CLARIFY or question.kind == Kind.MESSAGE:
        return
    asked = await _words(work, question)
    answered = public_words.bare(answer.text, question.language)
    await earlier.note(work.session, question.id or 0, with_answer(_calm(asked), _calm(answered)))


async def note_kept(work: Work, question: Question, title: str, text: str) -> None:
    """The answer is kept in the library: it is found by the desk's words for it, too."""
    asked = f"{title}\n{await _words(work, question)}"
    await earlier.note(work.session, question.id or 0, with_answer(_calm(asked), _calm(text)))


async def note_again(work: Work, question: Question) -> None:
    """Let a question be found whose answer stood before there was an index, or before its words for things changed."""
    kept = await earlier.kept(work.session, question.id or 0)
    stands = await earlier.standing(work.session, [question.id or 0])
    if kept:
        await note_kept(work, question, kept.title, kept.text)
    elif stands:
        await _note(work, question, stands[-1][1])


async def note_some(work: Work, after: int, *, anew: bool) -> tuple[int, int]:
    """Note some more answered questions: how many, and the number of the last one; 0 when there are no more.

    What is noted already is passed over unless all is done `anew`, so whoever breaks off goes on where it was.
    """
    numbers = await earlier.answered(work.session, after, AT_ONCE, noted_too=anew)
    for number in numbers:
        await note_again(work, await work.question(number))
    return len(numbers), numbers[-1] if numbers else 0


async def forget(work: Work, question: Question) -> None:
    """The answer stands no longer: the question is found no more, and is in no library."""
    await earlier.forget(work.session, question.id or 0)
    await earlier.put_out(work.session, question.id or 0)


async def erased(work: Work, question: Question) -> None:
    """The citizen's words are gone. What the desk has kept is its own, and is found by its own words alone."""
    kept = await earlier.kept(work.session, question.id or 0)
    if kept is None:
        await forget(work, question)
    else:
        await earlier.note(work.session, question.id or 0, with_answer(_calm(kept.title), _calm(kept.text)))


async def _ends(work: Work, question: Question) -> None:
    """Another text stands in public now than the one that was kept: somebody has to look at what was kept."""
    kept = await earlier.kept(work.session, question.id or 0)
    if kept and kept.valid_until > work.now:
        kept.valid_until = work.now
        work.session.add(kept)


async def _words(work: Work, question: Question) -> str:
    remarks = await questions.remarks_of(work.session, question.id or 0)
    return "\n".join(one.text for one in remarks if one.author == "citizen" and not one.gone_at)


def _calm(text: str) -> str:
    """The text without anything that may be personal: more than is masked where people read it."""
    letters = list(text[:MOST])
    for find in scan(text[:MOST]):
        letters[find.start : find.end] = " " * (find.end - find.start)
    return "".join(letters)
