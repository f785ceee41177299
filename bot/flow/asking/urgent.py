"""What may be an emergency is said at any hour: in the duty channel, or where there is none in the question's own.

It can come with the first words, with a later comment under something answered long ago, or with an edit.
"""

from bot import telling
from bot.flow.asking.advising import advice_on
from bot.work import Work
from storage.tables import Question, Remark


async def call(work: Work, question: Question, remark: Remark) -> bool:
    """Raise the alarm if these new words speak of danger, once for the same words; whether they do."""
    found = advice_on(work.house, question.page, remark)
    if found.expected != "emergency":
        return False
    question.suggestion = found.expected
    work.session.add(question)
    municipality = work.house.municipality
    page = municipality.pages.get(question.page)
    values = {
        "number": str(question.id),
        "page": page.name if page else question.page,
        "reason": work.house.say(f"suggest.{found.reason}"),
    }
    duty = municipality.municipality.duty_channel or question.channel
    name = f"emergency:{question.id}:{remark.id}:{remark.words_hash[:8]}"
    about, its_words = question.id or 0, remark.id or 0
    await telling.alarm(work, name, duty, "alarm.emergency", about=about, remark=its_words, **values)
    return True
