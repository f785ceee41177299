"""A proposal that comes anew is seen where the talk is: in a message of its own, which calls as the first did.

The message before it stays behind without buttons, so that nobody publishes from it; what was published stands in it still.
"""

from bot import orders
from bot.work import Work
from storage.tables import Question


async def begin(work: Work, question: Question) -> None:
    """Let the next proposal get a message below everything that was said, where one stands further up."""
    if not question.proposal_id:
        return
    answers = await work.answers(question)
    newest = [answer for answer in answers if answer.kind == "answer"][-1:]
    out = [answer.id or 0 for answer in newest if answer.state == "published"]
    await orders.leave_proposal(work, question, out[0] if out else 0)
    question.proposal_id, question.proposal_drawn = "", 0
    work.session.add(question)
