"""Which department probably knows the answer, and why it is suggested."""

from bot.drawing.view import View
from bot.reading.suggest import word_for


def who_knows(view: View) -> tuple[str, str]:
    """The key of the department, and the reason in words: the citizen's own, or where such a question went before."""
    departments, department = view.house.municipality.departments, view.suggested.department
    if word := word_for(view.unanswered_words, department):
        return department, view.say("form.because_word", word=view.masked(word))
    went_to = view.earlier.question.asked_department if view.earlier else ""
    if view.earlier and went_to in departments:
        return went_to, view.say("form.because_earlier", number=str(view.earlier.question.id))
    return department, ""
