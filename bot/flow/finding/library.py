"""The answer library: answers that the desk keeps for the next who asks, each until a day that somebody has set.

An entry is the municipality's own words: its title is written by the desk, and nothing that may be personal gets in. So it
outlives the citizen's words. What is taken down or put right goes, or ends, with the answer it was made of.
"""

from datetime import date, datetime, time, timedelta

from bot import orders
from bot.flow.answering import public_words
from bot.flow.finding import noting
from bot.guard.numbers import number_in
from bot.municipality.answers import unknown_placeholders
from bot.reading.privacy import scan
from bot.rules.calendar import opening_hours
from bot.texts import wording
from bot.work import House, NotMoved, Person, Work
from storage.queues import earlier
from storage.queues.tables import LibraryAnswer
from storage.tables import Question

LIBRARY = "library"
LONGEST = timedelta(days=3 * 366)  # nobody knows for longer what will still be true
USUAL = timedelta(days=180)


async def keep(work: Work, question: Question, title: str, text: str, link: str, last_day: date, by: Person) -> None:
    """Keep the answer of a question for others. Raises `NotMoved` for words or a day that cannot be kept."""
    work.check(question, LIBRARY, by)
    title, text = " ".join(title.split()), public_words.bare(text.strip(), question.language)
    until = end_of(work.house, last_day)
    stands = await earlier.standing(work.session, [question.id or 0])
    _refuse_faults(work, title, text, link, stands[-1][1].text if stands else "")
    if not work.now < until <= work.now + LONGEST:
        raise NotMoved("refused.library_day")
    entry = LibraryAnswer(
        question_id=question.id or 0,
        page=question.page,
        title=title,
        text=text,
        link=link,
        valid_until=until,
        kept_by_id=by.id,
        kept_by_name=by.name,
        kept_at=work.now,
    )
    await earlier.keep(work.session, entry)
    await noting.note_kept(work, question, title, text)
    await work.change(question, LIBRARY, by, last_day.isoformat())
    await orders.draw(work, question)


async def put_out(work: Work, question: Question, by: Person) -> None:
    """Keep it no longer. Raises `NotMoved` for who may not."""
    work.check(question, LIBRARY, by)
    await earlier.put_out(work.session, question.id or 0)
    await work.change(question, LIBRARY, by, "-")
    await orders.draw(work, question)


def _refuse_faults(work: Work, title: str, text: str, link: str, published: str) -> None:
    """What somebody has said yes to in public may be kept; whatever else seems personal may not."""
    if not title or not text:
        raise NotMoved("refused.library_empty")
    if link and not link.startswith(("https://", "http://")):
        raise NotMoved("refused.library_link")
    if unknown := next(unknown_placeholders(text, has_link=True), ""):
        raise NotMoved("refused.library_placeholder", name=f"{{{unknown}}}")
    for words in (title, text):
        for find in scan(words, work.house.public_words):
            if words is title or words[find.start : find.end] not in published:
                raise NotMoved("refused.library_personal", kind=work.house.say(f"find.{find.type}"))
        if number_in(words):
            raise NotMoved("refused.library_personal", kind=work.house.say("find.fodselsnummer"))


def end_of(house: House, day: date) -> datetime:
    """The end of a day in the municipality's time."""
    return datetime.combine(day + timedelta(days=1), time(), opening_hours(house.municipality).zone)


def last_day(house: House, until: datetime) -> date:
    """The last day of what ends then."""
    return opening_hours(house.municipality).local_date(until - timedelta(seconds=1))


def day_of(house: House, until: datetime) -> str:
    """The last day of what ends then, in the staff's words."""
    return house.day(until - timedelta(seconds=1))


def filled(work: Work, question: Question, words: str, link: str, department: str = "") -> str:
    """Words that were kept, dressed for the citizen who asks now; what nobody can fill stays a placeholder, and is not published."""
    municipality = work.house.municipality
    page = municipality.pages.get(question.page)
    key = next((one for one in (department, page.department if page else "") if one in municipality.departments), "")
    values = public_words.of_department(municipality.departments[key], question.language) if key else {}
    values |= {"navn": wording.first_name(question.author_name), "vakttelefon": municipality.municipality.duty_phone}
    values |= {"lenke": link} if link else {}
    return public_words.answer(work, question, wording.filled(words, values))
