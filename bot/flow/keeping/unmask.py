"""Sometimes a name or a number is needed to help somebody: the front desk may look at the words as they were written.

They are shown to that person alone, in a dialog, and the history keeps who looked and when, not what stood there.
"""

from bot.work import Person, Work
from storage import history
from storage.tables import Question

UNMASK = "unmask"


async def unmask(work: Work, question: Question, by: Person) -> None:
    """Note that this person sees the words now. Raises `NotMoved` for whoever may not."""
    work.check(question, UNMASK, by)
    states = (question.state, question.state)
    await history.append(work.session, question.id or 0, work.now, UNMASK, who=(by.id, by.name), states=states)
