"""What citizens will read: the ready texts filled for one question, in the citizen's language form.

A value that nobody knows stays a visible placeholder, and a text with one left cannot be published.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.municipality.shape import Department
from bot.rules.talk.messages.asking import BREAK
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.sentences import meaning
from bot.rules.talk.messages.words import capital
from bot.texts.opening import opening_in
from bot.texts.wording import LANGUAGES, Wording, first_name, signs
from bot.work import Person, Work
from storage.tables import Question

CLARIFY = "clarify"  # the variant of a text that asks the citizen something, so that it is her turn
ASKED, WISHED = "clarify_asked", "clarify_wished"  # the same with what an expert asks, or wants her to do
SIGNED = 60  # characters; what is longer is more than a signature
_ADDRESS = re.compile(r"\S*(?:://|\w\.\w|@)")  # a link is written as it is
_GREETED = re.compile(r"[^.!?\n]{0,40}[.!\n]\s*")


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
    """An expert's words with a greeting and a signature around them, where she wrote no greeting herself.

    Her own last line «Mvh Ola» goes: a text has one signature, and it is the municipality's. What she signed with more
    than a line, or nothing but a greeting, is left as it is.
    """
    wording, words = _wording(work, question), unsigned(words.strip(), question.language)
    if not words:
        return ""
    greeting = "" if _starts(words, "greetings", question.language) else _greeting(wording, question)
    unit = work.house.municipality.signature(question.page)
    words = capital(words) if greeting.rstrip().endswith(("!", ".")) and not _ADDRESS.match(words) else words
    return f"{greeting}{words}\n{wording.template('sign_off', question.language).replace('{signatur}', unit)}"


def joined(question: Question, text: str, words: str) -> str:
    """A text with more words before its signature."""
    lines = text.splitlines()
    has_signature = len(lines) > 1 and _starts(lines[-1], "sign_offs", question.language)
    above, below = (lines[:-1], lines[-1:]) if has_signature else (lines, [])
    return "\n".join([*above, unsigned(words.strip(), question.language), *below])


def put_in(question: Question, text: str, words: str, earlier: Sequence[str], later: Sequence[str]) -> tuple[str, bool]:
    """A text with more words where they were said, and whether that place is still there.

    Above the first sentence of `later` that stands in it, else below the last one of `earlier`, else before its signature.
    """
    added = unsigned(words.strip(), question.language)
    above = min((place for place, _ in _standing(text, later)), default=-1)
    if above >= 0:
        return f"{text[:above]}{added}\n{text[above:]}", True
    below = max((end for _, end in _standing(text, earlier)), default=-1)
    if below >= 0 and later:
        return f"{text[:below]}\n{added}\n{text[below:].lstrip()}".rstrip("\n"), True
    return joined(question, text, words), not later


def _standing(text: str, said: Sequence[str]) -> list[tuple[int, int]]:
    """Where sentences of what was said begin and end in a text, of those that stand there word for word."""
    sentences = [part.strip() for one in said for part in BREAK.split(one) if part and part.strip()]
    places = [(text.find(sentence), len(sentence)) for sentence in sentences]
    return [(place, place + length) for place, length in places if place >= 0]


def described(question: Question, text: str, shows: str) -> str:
    """A text with the line that says what its picture shows, before its signature, in place of any such line before."""
    line = f"{_pictured(question.language)}{shows}"
    if [one for one in text.splitlines() if _describes(one, question.language)] == [line]:
        return text
    return joined(question, undescribed(text, question.language), line)


def undescribed(text: str, language: str) -> str:
    """A text without the line that says what a picture shows."""
    return "\n".join(one for one in text.splitlines() if not _describes(one, language))


def description_in(text: str, language: str) -> str:
    """What a text says of its picture; empty where it says nothing."""
    lines = (one for one in text.splitlines() if _describes(one, language))
    return next((one.removeprefix(_pictured(language)) for one in lines), "")


def _pictured(language: str) -> str:
    return signs("pictured", language)[0]


def _describes(line: str, language: str) -> bool:
    return line.startswith(_pictured(language))


def unsigned(words: str, language: str) -> str:
    """The words without the writer's own signature: a last line, or a last sentence, that begins like one and is short.

    A name alone below the sign-off («Mvh» and then «Ola») belongs to it.
    """
    lines = words.splitlines()
    for kept in (len(lines) - 1, len(lines) - 2):
        if kept > 0 and _starts(lines[kept].strip(), "sign_offs", language) and len(" ".join(lines[kept:])) <= SIGNED:
            return "\n".join(lines[:kept]).rstrip()
    above, last = "\n".join(lines[:-1]), lines[-1] if lines else ""
    signed = re.search(
        rf"(?<=[.!?])\s+(?:{'|'.join(map(re.escape, signs('sign_offs', language)))})\b[^.!?]*$", last, re.IGNORECASE
    )
    if signed and len(signed[0]) <= SIGNED:
        last = last[: signed.start()]
    return f"{above}\n{last}" if above else last


def bare(text: str, language: str) -> str:
    """A public text without its greeting, which names somebody, and its signature; whole in a language we do not speak."""
    if language not in LANGUAGES:
        return text.strip()
    words = unsigned(text.strip(), language)
    return _GREETED.sub("", words, count=1) if _starts(words, "greetings", language) else words


def asks_back(text: str, language: str) -> bool:
    """Whether a public text is a question to the citizen and no answer, read as an expert's message in a thread is."""
    return meaning(bare(text, language)).reason is Reason.QUESTION


def frame(work: Work, question: Question, by: Person) -> str:
    """A greeting and a signature with room for the words between them."""
    wording = _wording(work, question)
    sign_off = wording.template("sign_off", question.language).replace("{signatur}", signature(work, question, by))
    return f"{_greeting(wording, question)}\n{sign_off}"


def signature(work: Work, question: Question, by: Person) -> str:
    """First name and unit, or the unit alone where no person stands behind the text yet."""
    unit = work.house.municipality.signature(question.page)
    return f"{by.first_name}, {unit}" if by.first_name else unit


def of_department(department: Department, language: str) -> dict[str, str]:
    """How to reach a department, as placeholders, for who reads this language."""
    return {
        "avdeling": department.name,
        "telefon": department.phone,
        "lenke": department.link,
        "apningstid": opening_in(department.opening, language),
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
