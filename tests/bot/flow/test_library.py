"""What the desk keeps for the next who asks: offered until its last day, then told of in the morning, and never anybody's data."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from sqlmodel import select

from bot.desk.office import Office
from bot.desk.opening import opened
from bot.desk.sending import submitted
from bot.drawing.beside.library import ended, library_list
from bot.drawing.calling.brief_card import brief_card
from bot.drawing.forms.whole import whole_ways
from bot.drawing.gathering import view_of
from bot.drawing.lists import open_list
from bot.drawing.question.card import question_card
from bot.flow.answering import correct, propose, publish
from bot.flow.asking import arrive
from bot.flow.asking.identity import last_segment
from bot.flow.finding import library, looking, noting
from bot.flow.forgetting.erase import Stage, erase
from bot.municipality.answers import HouseAnswer
from bot.municipality.shape import Municipality
from bot.ports.calls import Submission, Told
from bot.ports.card import Card
from bot.ports.form import Form, TextField
from bot.ports.happenings import Kind, Wrote
from bot.ports.page import Published
from bot.rules.rights import rights_of
from bot.rules.states import State
from bot.texts.wording import Wording
from bot.work import House, NotMoved, Person, Work
from storage import questions
from storage.queues import earlier
from storage.queues.tables import EarlierMeaning
from storage.tables import Question
from tests.bot.solvik import solvik
from tests.town import ANNE, OLA

NOON = datetime(2026, 2, 9, 11, 0, tzinfo=UTC)
DESK = Person(ANNE, "Anne Berg")
JUNE = date(2026, 6, 1)
ASKED, AGAIN = "Når åpner svømmehallen etter ferien?", "Hei! Kva tid opnar symjehallen att etter ferien?"
TITLE, TEXT = "Når åpner svømmehallen?", "Svømmehallen åpner 20. august. Spør på {telefon}, eller se {lenke}."
LINK = "https://solvik.example/bad"
_numbers = count(9_000)


def house_of(town: Municipality) -> House:
    return House(town, Wording(), rights_of(town, {}))


@pytest.fixture
async def work(office: Office) -> AsyncIterator[Work]:
    async with office.database.write() as session:
        yield Work(session, NOON, house_of(solvik()))


async def asks(work: Work, text: str, page: str = "main") -> Question:
    number = next(_numbers)
    happening = Wrote(
        "1",
        Kind.COMMENT,
        f"1_{number}",
        text,
        NOON,
        author_id=f"citizen{number}",
        author_name="Liv Hagen",
        post_id="1_0",
    )
    await arrive.wrote(work, page, happening, NOON)
    remark = await questions.remark_by_id(work.session, "page", page, last_segment(happening.id))
    assert remark is not None
    return await work.question(remark.question_id or 0)


async def answered(work: Work, text: str = ASKED) -> Question:
    question = await asks(work, text)
    made = await propose.from_form(work, question, "Hei, Liv! Den åpner 20. august.\nHilsen Kommunetorget", DESK)
    question.state, made.approver_id, made.asked_hash = State.APPROVED, DESK.id, ""
    await publish.published(work, question, made, Published(f"1_9{made.id}", "https://face.book/answer"))
    return question


async def kept(work: Work, until: date = JUNE, text: str = TEXT, title: str = TITLE, link: str = LINK) -> Question:
    question = await answered(work)
    await library.keep(work, question, title, text, link, until, DESK)
    return question


async def card_of(work: Work, question: Question) -> Card:
    return question_card(await view_of(work.session, work.house, question, work.now))


async def form_of(work: Work, question: Question) -> Form:
    return await opened(work, question, "use_earlier", DESK)


def text_in(form: Form) -> str:
    return next(one.value for one in form.fields if isinstance(one, TextField) and one.key == "text")


def later(work: Work, moment: datetime) -> Work:
    return Work(work.session, moment, work.house)


async def test_the_card_says_what_the_library_has_and_until_when_and_nothing_goes_out_by_itself(work: Work) -> None:
    await kept(work)
    question = await asks(work, AGAIN)

    card = await card_of(work, question)

    assert [notice.text for notice in card.advice] == [
        "Svarbanken har svar på «Når åpner svømmehallen?». Det gjelder til og med mandag 1. juni."
    ]
    assert card.actions[0].name == "use_earlier"
    assert await propose.current(work, question) is None


async def test_the_form_fills_the_placeholders_for_who_asks_now(work: Work) -> None:
    await kept(work)

    form = await form_of(work, await asks(work, ASKED))

    phone = work.house.municipality.departments["kommunetorget"].phone
    assert text_in(form) == (
        f"Hei, Liv! Svømmehallen åpner 20. august. Spør på {phone}, eller se {LINK}.\nHilsen Kommunetorget"
    )
    assert form.notices[0].text.startswith("Fra svarbanken: «Når åpner svømmehallen?», lagt inn av Anne Berg.")


async def test_on_its_last_day_it_is_offered_and_the_day_after_it_is_not(work: Work) -> None:
    await kept(work, until=date(2026, 2, 9))
    question = await asks(work, ASKED)
    last_minute = datetime(2026, 2, 9, 22, 59, tzinfo=UTC)  # 23.59 in Norway

    assert (await looking.find(work.session, ASKED, 3, last_minute))[0].kept
    assert await looking.find(work.session, ASKED, 3, last_minute + timedelta(minutes=1), but=question.id or 0) == []
    with pytest.raises(NotMoved) as why:
        await form_of(later(work, last_minute + timedelta(minutes=1)), question)
    assert why.value.key == "refused.earlier_is_gone"


async def test_what_has_ended_is_told_in_the_morning_for_a_week_and_stays_in_the_list(work: Work) -> None:
    question = await kept(work, until=date(2026, 2, 10))
    morning = datetime(2026, 2, 11, 7, 0, tzinfo=UTC)

    lines = await ended(work.session, work.house, ["main"], morning)
    listed = await library_list(work.session, work.house, morning)

    assert [(one.link.label, one.text) for one in lines] == [
        (
            f"Spørsmål {question.id}",
            "«Når åpner svømmehallen?» gjaldt til og med tirsdag 10. februar. Stemmer det fortsatt, sett en ny dag "
            "under «Vis alt».",
        )
    ]
    assert await ended(work.session, work.house, ["bibliotek"], morning) == ()
    assert await ended(work.session, work.house, ["main"], NOON) == ()
    assert await ended(work.session, work.house, ["main"], morning + timedelta(days=7)) == ()
    assert "gikk ut tirsdag 10. februar" in str(listed)


async def test_a_new_day_lets_it_be_offered_again(work: Work) -> None:
    question = await kept(work, until=date(2026, 2, 10))
    morning = later(work, datetime(2026, 2, 11, 7, 0, tzinfo=UTC))

    await library.keep(morning, question, TITLE, TEXT, LINK, JUNE, DESK)

    assert [one.kept is not None for one in await looking.find(work.session, ASKED, 3, morning.now)] == [True]
    assert await ended(work.session, work.house, ["main"], morning.now) == ()


async def test_it_belongs_to_its_page_and_is_an_earlier_answer_elsewhere(work: Work) -> None:
    await kept(work)

    elsewhere = await asks(work, ASKED, page="bibliotek")

    assert "svarbanken" not in str((await card_of(work, elsewhere)).advice).casefold()
    assert "Ligner på spørsmål" in str((await card_of(work, elsewhere)).advice)


async def test_it_outlives_the_citizens_words_and_is_found_by_the_desks_own(work: Work) -> None:
    question = await kept(work)

    await erase(work, question, Stage.WORDS)

    found = await looking.find(work.session, AGAIN, 3, NOON, page="main")
    assert [one.words for one in found] == [TEXT]
    noted = {row.meaning for row in (await work.session.exec(select(EarlierMeaning))).all()}
    assert noted


async def test_what_is_taken_down_goes_from_the_library_and_what_is_put_right_ends_there(work: Work) -> None:
    down, right = await kept(work), await kept(work)

    await correct.take_down(work, down, "wrong", DESK)
    await correct.correct(work, right, "Hei, Liv! Den åpner 21. august.\nHilsen Kommunetorget", DESK)
    await correct.is_put_right(work, right, (await questions.answers_of(work.session, right.id or 0))[-1])

    entries = await earlier.library(work.session, ["main"])
    assert [(one.question_id, one.valid_until) for one in entries] == [(right.id, NOON)]


@pytest.mark.parametrize(
    ("title", "text", "link", "until", "why"),
    [
        ("", TEXT, LINK, JUNE, "library_empty"),
        (TITLE, " ", LINK, JUNE, "library_empty"),
        (TITLE, TEXT, "solvik.no", JUNE, "library_link"),
        (TITLE, "Se {lenka}.", LINK, JUNE, "library_placeholder"),
        (TITLE, TEXT, LINK, date(2026, 2, 8), "library_day"),
        (TITLE, TEXT, LINK, date(2032, 2, 8), "library_day"),
        ("Kari på 912 34 567 spør", TEXT, LINK, JUNE, "library_personal"),
        (TITLE, "Ring Kari på 912 34 567.", LINK, JUNE, "library_personal"),
        (TITLE, "Hun har nummer 138190 10050.", LINK, JUNE, "library_personal"),
    ],
)
async def test_what_cannot_be_kept_is_refused_with_its_reason(
    work: Work, title: str, text: str, link: str, until: date, why: str
) -> None:
    question = await answered(work)

    with pytest.raises(NotMoved) as refused:
        await library.keep(work, question, title, text, link, until, DESK)

    assert refused.value.key == f"refused.{why}"
    assert await earlier.library(work.session, ["main"]) == []


async def test_only_the_desk_keeps_and_only_what_answers_in_public(work: Work) -> None:
    question, open_one = await answered(work), await asks(work, "Hvor leverer jeg maling?")

    assert "library" in whole_ways(await view_of(work.session, work.house, question, NOON))
    assert "library" not in whole_ways(await view_of(work.session, work.house, open_one, NOON))
    with pytest.raises(NotMoved):
        await library.keep(work, question, TITLE, TEXT, LINK, JUNE, Person(OLA, "Ola Nordby"))


async def test_the_form_keeps_and_takes_out(work: Work) -> None:
    question = await answered(work)
    first = await opened(work, question, "library", DESK)
    values = {"asks": TITLE, "text": text_in(first), "link": "", "until": "1.6.2026"}

    told = await submitted(work, Submission("library", first.subject, ANNE, "Anne Berg", "1", values))
    second = await opened(work, question, "library", DESK)
    out = await submitted(work, Submission("library", second.subject, ANNE, "Anne Berg", "2", {"what": "put_out"}))

    assert text_in(first) == "Den åpner 20. august."
    assert isinstance(told, Told)
    assert "til og med mandag 1. juni" in told.text
    assert second.fields[0].key == "what"
    assert isinstance(out, Told)
    assert await earlier.library(work.session, ["main"]) == []


@pytest.mark.parametrize("day", ["i juni", "31.2.2027", "2027", ""])
async def test_a_day_that_is_none_keeps_the_form_open(work: Work, day: str) -> None:
    question = await answered(work)
    form = await opened(work, question, "library", DESK)

    with pytest.raises(NotMoved) as why:
        await submitted(
            work, Submission("library", form.subject, ANNE, "", "1", {"asks": TITLE, "text": TEXT, "until": day})
        )

    assert why.value.key == "refused.library_day"


# --- the house's own


def with_own(**more: object) -> House:
    own = {
        "asks": (TITLE, "Åpningstider i svømmehallen"),
        "text": {"nb": "Mandag kl. 10–20. Se {lenke}."},
        "link": LINK,
    }
    return house_of(solvik().model_copy(update={"answers": {"pool": HouseAnswer.model_validate({**own, **more})}}))


async def test_the_houses_own_answer_is_offered_like_an_earlier_one_and_before_it(office: Office) -> None:
    async with office.database.write() as session:
        work = Work(session, NOON, with_own(valid_until=JUNE))
        await answered(work)
        question = await asks(work, ASKED)

        card, form = await card_of(work, question), await form_of(work, question)

    assert [one.text for one in card.advice] == [
        "Svarbanken har svar på «Når åpner svømmehallen?». Det gjelder til og med mandag 1. juni."
    ]
    assert (LINK in [link.url for link in card.links], card.actions[0].name) == (True, "use_earlier")
    assert text_in(form) == f"Hei, Liv! Mandag kl. 10–20. Se {LINK}.\nHilsen Kommunetorget"


@pytest.mark.parametrize(
    ("own", "asked"),
    [({"valid_until": date(2026, 2, 8)}, ASKED), ({"pages": ("bibliotek",)}, ASKED), ({}, "Hvor leverer jeg maling?")],
)
async def test_one_that_has_ended_or_is_for_another_page_or_question_is_not_offered(
    office: Office, own: dict[str, object], asked: str
) -> None:
    async with office.database.write() as session:
        work = Work(session, NOON, with_own(**own))
        card = await card_of(work, await asks(work, asked))

    assert "Svarbanken" not in str(card)


async def test_the_list_and_the_search_tell_of_it_and_the_morning_when_it_has_ended(office: Office) -> None:
    house = with_own(valid_until=date(2026, 2, 8))
    async with office.database.write() as session:
        own = await open_list(session, with_own(), NOON, ANNE, "finn svømmehallen")
        listed = await open_list(session, house, NOON, ANNE, "svarbank")
        lines = await ended(session, house, ["main"], NOON)

    assert "Mandag kl. 10–20." in str(own)
    assert "gikk ut søndag 8. februar" in str(listed)
    assert [one.link.label for one in lines] == ["municipality.toml (pool)"]


async def test_old_answers_are_noted_little_by_little_and_whoever_breaks_off_goes_on(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(noting, "AT_ONCE", 2)
    numbers = [(await answered(work)).id or 0 for _ in range(3)]
    for number in numbers:
        await earlier.forget(work.session, number)

    first = await noting.note_some(work, 0, anew=False)
    again = await noting.note_some(work, 0, anew=False)
    rest = await noting.note_some(work, 0, anew=False)

    assert (first, again, rest) == ((2, numbers[1]), (1, numbers[2]), (0, 0))
    assert await noting.note_some(work, 0, anew=True) == (2, numbers[1])
    assert {one.question.id for one in await looking.find(work.session, ASKED, 9, NOON)} == set(numbers)


async def test_the_morning_brief_has_it_also_on_a_quiet_morning(office: Office) -> None:
    house = with_own(valid_until=date(2026, 2, 8))
    async with office.database.write() as session:
        lines = await ended(session, house, ["main"], NOON)

    (listing,) = brief_card(house, "mandag 9. februar", 0, [], (), lines).listings

    assert (listing.title, listing.lines) == ("Gått ut i svarbanken, tilbys ikke lenger", lines)
