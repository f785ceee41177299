"""What a citizen shows in pictures is shown to the staff, too, under the card: the card first, the pictures when they have come.

The picture goes through us into the chat and is kept nowhere else. There it is taken away with the words it belongs to.
"""

from bot import orders
from bot.flow.forgetting.erase import Stage
from bot.ports.happenings import Thing
from bot.rules.attached import things
from bot.work import Work
from storage import questions
from storage.tables import Question, Remark

MOST = 4  # pictures of one message; whoever sends more has them looked at on the page


async def show(work: Work, question: Question, remark: Remark) -> None:
    """Order the pictures beside a citizen's words, once there is a card to show them under."""
    if not _may_show(work, question, remark):
        return
    found = [one for one in things(remark) if one.thing is Thing.PICTURE]
    for number in range(min(len(found), MOST)):
        await orders.show_picture(work, question, remark, number)


async def show_all(work: Work, question: Question) -> None:
    """Order every picture the citizen has sent: a card stands where none stood."""
    for remark in await questions.remarks_of(work.session, question.id or 0):
        await show(work, question, remark)


def may_stand(question: Question, remark: Remark, edited: str) -> bool:
    """Whether a picture that was ordered when its words had been edited then, if ever, may still be seen."""
    is_newest = edited == (remark.edited_at.isoformat() if remark.edited_at else "")
    return is_newest and not remark.gone_at and question.erased < Stage.AUTHOR


def _may_show(work: Work, question: Question, remark: Remark) -> bool:
    is_hers = remark.author == "citizen" and not remark.gone_at
    return work.house.municipality.pictures.from_citizens and is_hers and bool(question.card_id)
