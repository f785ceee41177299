"""What citizens will read: the ready texts filled for one question, in the citizen's language form.

A value that nobody knows stays a visible placeholder, and a text with one left cannot be published.
"""

from datetime import datetime

from bot.municipality.shape import Department
from bot.texts.wording import Wording, first_name, signs
from bot.work import Person, Work
from storage.tables import Question


def ready(work: Work, question: Question, key: str, by: Person, **values: str) -> str:
    """A ready text for this question; `values` add to the name, the signature and the duty phone."""
    municipality = work.house.municipality
    common = {
        "navn": first_name(question.author_name),
        "signatur": signature(work, question, by),
        "vakttelefon": municipality.municipality.duty_phone,
    }
    return _wording(work, question).ready(key, question.language, {**common, **values})


def answer(work: Work, question: Question, words: str) -> str:
    """An expert's words with a greeting and a signature around them, where she wrote none herself."""
    wording, words = _wording(work, question), words.strip()
    if not words:
        return ""
    greeting = "" if _starts(words, "greetings", question.language) else _greeting(wording, question)
    text = f"{greeting}{words}"
    if _starts(words.splitlines()[-1], "sign_offs", question.language):
        return text
    unit = work.house.municipality.signature(question.page)
    return f"{text}\n{wording.template('sign_off', question.language).replace('{signatur}', unit)}"


def frame(work: Work, question: Question, by: Person) -> str:
    """A greeting and a signature with room for the words between them."""
    wording = _wording(work, question)
    sign_off = wording.template("sign_off", question.language).replace("{signatur}", signature(work, question, by))
    return f"{_greeting(wording, question)}\n{sign_off}"


def signature(work: Work, question: Question, by: Person) -> str:
    """First name and unit, or the unit alone where no person stands behind the text yet."""
    unit = work.house.municipality.signature(question.page)
    return f"{by.first_name}, {unit}" if by.first_name else unit


def of_department(department: Department) -> dict[str, str]:
    """How to reach a department, as placeholders."""
    return {
        "avdeling": department.name,
        "telefon": department.phone,
        "lenke": department.link,
        "apningstid": department.opening,
    }


def moment(work: Work, question: Question, at: datetime) -> str:
    """A moment in the citizen's language, as in "onsdag kl. 15.30"."""
    return work.house.in_words(at, work.now, question.language)


def _wording(work: Work, question: Question) -> Wording:
    page = work.house.municipality.pages[question.page]
    return work.house.wording.with_overrides(page.texts)


def _greeting(wording: Wording, question: Question) -> str:
    name = first_name(question.author_name)
    key = "greeting" if name else "greeting_unnamed"
    return wording.template(key, question.language).replace("{navn}", name) + " "


def _starts(words: str, key: str, language: str) -> bool:
    return words.casefold().startswith(signs(key, language))
