"""Lists of open questions, what is urgent first and then by due time, for the command and a person's own page."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.drawing.beside.found_list import found_list, sought
from bot.drawing.beside.library import library_list
from bot.drawing.beside.numbered import number_in, words_for
from bot.drawing.beside.records import ERASED, Wish, record, wished
from bot.drawing.figures.asked_report import report_card
from bot.drawing.gathering import listed, view_of
from bot.drawing.list_lines import open_line, settled_line, waiting_line
from bot.ports.card import Action, Card, Style
from bot.rules.states import READERS, WATCHERS, State, is_open
from bot.work import House
from storage import open_questions
from storage.open_questions import Chosen
from storage.tables import Question

MOST = 8  # what a chat has room for in one message; the rest is on the next page
MOST_AT_HOME = 5  # of what stands above and below the list on a person's own page
ALL, MINE, DEPARTMENT, READY, LATE = "all", "mine", "department", "ready", "late"
WAITING = "waiting"  # whom we have asked something; these are no longer open
MY_WAITING = "my_waiting"  # of those, whom the reader herself has asked; reached by a button alone
REPORT, HELP, LIBRARY = "report", "help", "library"
FILTERS = (ALL, MINE, DEPARTMENT, READY, LATE)
IS_READY = (State.PROPOSED, State.APPROVED)  # what has just been approved can be taken back for a moment
AT_PAGE = "@"  # stands before the number of a page, counted from 0


async def open_list(session: AsyncSession, house: House, now: datetime, person_id: str, asked_for: str) -> list[Card]:
    """The open questions by due time, for somebody who has a part in them.

    `asked_for` is "mine", "department" (where the person is an expert), "ready" (an answer waits for approval), "late",
    the key of a page, or nothing for all of them; the words that people type for these stand in the text files. "report"
    is answered with the figures of the last seven days, or of the span behind it, "find" and some words with what was
    answered before, "library" with what is kept of that, a number with that question, "history" and a number with who did
    what, "erased" with what was erased when, and any other word with what can be asked for.
    """
    if wish := wished(house, asked_for):
        return await record(session, house, now, person_id, wish)
    word, _, page = asked_for.partition(AT_PAGE)
    chosen, number = _chosen(house, word), int(page[:9]) if page.isdecimal() else 0
    what, asked = sought(house, asked_for), number_in(house, asked_for)
    allowed = WATCHERS if chosen in (REPORT, HELP) and what is None and not asked else READERS
    if not house.rights.is_one_of(person_id, allowed):
        return [_only(house.say(*house.why_not(allowed)))]
    if what is not None:
        return await found_list(session, house, now, what)
    if asked:
        return await _one(session, house, now, person_id, asked)
    if span := _after(house, REPORT, word):
        return [await report_card(session, house, now, span)]
    if chosen in (LIBRARY, HELP, REPORT):
        is_help = word.strip().casefold() in {HELP, *words_for(house, HELP)}
        return await _of_no_question(session, house, now, chosen, is_help=is_help)
    if chosen in (WAITING, MY_WAITING):
        return await _waiting_list(session, house, now, number, person_id if chosen == MY_WAITING else "")
    wanted = _wanted(house, chosen, person_id, now)
    found, count = await open_questions.chosen_ones(session, wanted, MOST, number * MOST)
    none = "list.none" if chosen == ALL else "list.none_chosen"
    head = house.say("list.head", count=str(count)) if count else house.say(none)
    views = sorted(await listed(session, house, found, now), key=lambda view: not view.is_urgent)
    is_last = (number + 1) * MOST >= count
    return [
        Card(summary=head, title=head, actions=_filters(house, chosen, await open_questions.pages(session))),
        *(open_line(view, person_id) for view in views),
        *(await _waiting(session, house, now, person_id, MOST - len(found)) if chosen == MINE and is_last else ()),
        *_foot(house, chosen, number, count),
    ]


async def _one(session: AsyncSession, house: House, now: datetime, person_id: str, number: int) -> list[Card]:
    """One question as it stands now, open or not; or that there is none of this number."""
    question = await session.get(Question, number)
    if question is None:
        return [_only(house.say("list.history_unknown", number=str(number)))]
    view = await view_of(session, house, question, now)
    return [open_line(view, person_id) if is_open(question.state) else settled_line(view)]


async def _of_no_question(
    session: AsyncSession, house: House, now: datetime, chosen: str, *, is_help: bool
) -> list[Card]:
    """What is asked for that lists no open questions; a word that we do not know is answered as «hjelp», and said to be none."""
    if chosen == LIBRARY:
        return await library_list(session, house, now)
    if chosen == REPORT:
        return [await report_card(session, house, now)]
    known = house.say("list.help", pages=", ".join(house.municipality.pages))
    return [_only(known if is_help else f"{house.say('list.unknown_word')} {known}")]


async def home_list(session: AsyncSession, house: House, now: datetime, person_id: str, asked_for: str) -> list[Card]:
    """A person's own page: what she can publish first, then the open questions, below them the last seven days in figures.

    Who reads no questions has the figures, and what was erased.
    """
    cards = await open_list(session, house, now, person_id, asked_for)
    if not house.rights.is_one_of(person_id, WATCHERS):
        return cards
    if not house.rights.is_one_of(person_id, READERS):
        erased = await record(session, house, now, person_id, Wish(ERASED))
        return [await report_card(session, house, now), *erased]
    is_desk = not asked_for and house.rights.is_desk(person_id)
    ready = await _ready(session, house, now, person_id) if is_desk else []
    waiting = await _waiting(session, house, now, "", MOST_AT_HOME) if is_desk else []
    return [*ready, *cards, *waiting, await report_card(session, house, now)]


async def _ready(session: AsyncSession, house: House, now: datetime, person_id: str) -> list[Card]:
    """What waits for approval, under its own title; nothing when nothing does."""
    found, count = await open_questions.chosen_ones(session, Chosen(states=IS_READY), MOST_AT_HOME)
    title = house.say("list.ready", count=str(count))
    lines = [open_line(view, person_id) for view in await listed(session, house, found, now)]
    return (
        [Card(summary=title, title=title, actions=_all_of(house, READY, wanted=count > len(lines))), *lines]
        if lines
        else []
    )


async def _waiting(session: AsyncSession, house: House, now: datetime, owner_id: str, most: int) -> list[Card]:
    """Whom we have asked something and who has not written yet, under its own title; nothing when nobody was."""
    found, count = await open_questions.waiting_for_citizens(session, State.WAITING, owner_id, most)
    if not count:
        return []
    title, whole = house.say("list.waiting", count=str(count)), MY_WAITING if owner_id else WAITING
    more = _all_of(house, whole, wanted=count > len(found))
    lines = map(waiting_line, await listed(session, house, found, now))
    return [Card(summary=title, title=title, actions=more), *lines]


async def _waiting_list(session: AsyncSession, house: House, now: datetime, number: int, owner_id: str) -> list[Card]:
    """All of those, as a list of its own; of one owner, where one is named."""
    found, count = await open_questions.waiting_for_citizens(session, State.WAITING, owner_id, MOST, number * MOST)
    title = house.say("list.waiting", count=str(count))
    whole, pressed = (MY_WAITING, MINE) if owner_id else (WAITING, WAITING)
    lines = map(waiting_line, await listed(session, house, found, now))
    filters = _filters(house, pressed, await open_questions.pages(session))
    head = Card(summary=title, title=title, actions=filters)
    return [head, *lines, *_foot(house, whole, number, count)]


def _all_of(house: House, name: str, *, wanted: bool) -> tuple[Action, ...]:
    """The way to the whole list of which only the first are shown."""
    return (Action("filter", house.say("list.all_of"), name),) if wanted else ()


def _only(text: str) -> Card:
    return Card(summary=text, body=text)


def _chosen(house: House, asked_for: str) -> str:
    word = asked_for.strip().casefold()
    if not word or word in house.municipality.pages:
        return word or ALL
    if word == MY_WAITING:
        return word
    return next(
        (name for name in (*FILTERS, WAITING, REPORT, LIBRARY) if word in {name, *words_for(house, name)}), HELP
    )


def _after(house: House, name: str, asked_for: str) -> str:
    """What stands behind the word for a list; empty when nothing does, or another word is asked for."""
    first, _, rest = asked_for.strip().partition(" ")
    return rest.strip() if first.casefold() in {name, *words_for(house, name)} else ""


def _wanted(house: House, chosen: str, person_id: str, now: datetime) -> Chosen:
    if chosen == MINE:
        return Chosen(owner_id=person_id)
    if chosen == DEPARTMENT:
        return Chosen(departments=frozenset(house.rights.departments_of(person_id)))
    if chosen == READY:
        return Chosen(states=IS_READY)
    if chosen == LATE:
        return Chosen(due_until=now)
    return Chosen(page="" if chosen == ALL else chosen)


def _filters(house: House, chosen: str, there: Collection[str]) -> tuple[Action, ...]:
    """The other lists; those of single pages where several have something open."""

    def button(value: str, label: str) -> Action:
        return Action("filter", label, value, Style.PRIMARY if value == chosen else Style.PLAIN)

    own = [button(name, house.say(f"list.filter.{name}")) for name in FILTERS]
    keys = {*there, chosen} if len(there) > 1 or chosen in house.municipality.pages else ()
    return (*own, *(button(key, page.name) for key, page in house.municipality.pages.items() if key in keys))


def _foot(house: House, chosen: str, number: int, count: int) -> tuple[Card, ...]:
    """The ways to the pages before and after this one, where a reader comes to its end; nothing where all is on one."""
    pages = {"previous": number - 1, "next": number + 1}
    there = {name: page for name, page in pages.items() if page >= 0 and page * MOST < count}
    turns = tuple(
        Action("filter", house.say(f"list.{name}"), f"{chosen}{AT_PAGE}{page}") for name, page in there.items()
    )
    told = house.say("list.page", number=str(number + 1), of=str(-(-count // MOST)))
    return (Card(summary=told, body=told, actions=turns),) if turns else ()
