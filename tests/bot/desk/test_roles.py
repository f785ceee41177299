"""What each role gets from a click, a form and the command; and that nobody approves her own text where the house says so."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from bot.desk.office import Office
from bot.drawing.beside import audit
from bot.drawing.gathering import view_of
from bot.flow.answering import reply
from bot.flow.asking import arrive
from bot.municipality.conduct import Publishing
from bot.municipality.shape import People, Roles
from bot.ports.calls import Done, OpenForm, Press, PressReply, Submission, SubmitReply, Told
from bot.ports.form import Form
from bot.ports.happenings import Kind, Said, Wrote
from bot.rules.rights import Rights, rights_of
from bot.rules.states import MOVES, State
from bot.texts.wording import LANGUAGES, Wording, keys
from bot.work import House
from storage import history, questions
from storage.tables import History, Question
from tests.bot.solvik import solvik

ANNE, JONAS, PER, OLA, KJELL = "U0ANNE0001", "U0JONAS001", "U0PER00001", "U0OLA00001", "U0KJELL001"
ARKIV, OMBUD, NOBODY = "U0ARKIV001", "U0OMBUD001", "U0TURID001"
numbers = count(1)


@pytest.fixture
async def desk(office: Office) -> Office:
    """Solvik, where Per owns the library's page, and somebody keeps the archive and somebody watches over privacy."""
    pages = dict(solvik().pages)
    pages["bibliotek"] = pages["bibliotek"].model_copy(update={"owners": People(people=(PER,))})
    roles = Roles(archivist=People(people=(ARKIV,)), privacy_officer=People(people=(OMBUD,)))
    house = solvik().model_copy(update={"pages": pages, "roles": roles})
    office.house = replace(office.house, municipality=house, rights=rights_of(house, {}))
    return office


@pytest.fixture
async def strict(desk: Office) -> Office:
    """The same house, where nobody approves her own text."""
    house = desk.house.municipality.model_copy(update={"publishing": Publishing(approve_own=False)})
    desk.house = replace(desk.house, municipality=house)
    return desk


async def asked(office: Office, page: str = "main") -> int:
    """Kari asks something; the question's number."""
    number, now = next(numbers), office.clock.now()
    wrote = Wrote("100", Kind.COMMENT, f"5_{number}", "Når åpner dere?", now, f"{number}", "Kari Holm", post_id="100_9")
    async with office.work() as work:
        await arrive.wrote(work, page, wrote, now - timedelta(days=1))
        remark = await questions.remark_by_id(work.session, "page", page, f"{number}")
        assert remark is not None
        question = await work.question(remark.question_id or 0)
        question.card_id = f"card{number}"
        work.session.add(question)
    return question.id or 0


async def question_of(office: Office, number: int) -> Question:
    async with office.database.read() as session:
        found = await session.get(Question, number)
    assert found is not None
    return found


async def press(office: Office, who: str, number: int, button: str, detail: str = "") -> PressReply:
    value = f"{number}:{detail}" if detail else str(number)
    return await office.press(Press(button, value, who, who, "", "", "", "k"))


async def opened(office: Office, who: str, number: int, button: str) -> Form:
    form = await press(office, who, number, button)
    assert isinstance(form, OpenForm)
    return form.form


async def send(office: Office, who: str, form: Form, **values: str) -> SubmitReply:
    return await office.submit(Submission(form.name, form.subject, who, who, f"s{next(numbers)}", values))


async def said(office: Office, who: str, number: int, text: str) -> None:
    question, now = await question_of(office, number), office.clock.now()
    async with office.work() as work:
        await reply.said(work, Said(question.channel, question.card_id, f"m{next(numbers)}", who, text, now))


async def publish_button(office: Office, number: int) -> str:
    """What the button under the proposal carries now."""
    async with office.database.read() as session:
        question = await session.get(Question, number)
        assert question is not None
        view = await view_of(session, office.house, question, office.clock.now())
    assert view.proposal is not None
    return f"{view.proposal.id}:{view.mark}"


@pytest.mark.parametrize(
    ("who", "button", "may"),
    [
        (OLA, "close", "Kommunetorget og de som er ansvarlige for siden"),
        (PER, "take", "Kommunetorget og de som er ansvarlige for siden"),
        (ARKIV, "answer", "Kommunetorget og de som er ansvarlige for siden"),
        (OMBUD, "whole", "fagpersoner, ledere og arkivaren"),
        (NOBODY, "archive", "Kommunetorget, de som er ansvarlige for siden, og arkivaren"),
        (NOBODY, "history", "fagpersoner, ledere og arkivaren"),
    ],
)
async def test_who_may_not_is_told_who_may(desk: Office, who: str, button: str, may: str) -> None:
    told = await press(desk, who, await asked(desk), button)

    assert isinstance(told, Told)
    assert told.text.startswith("Du har ikke rett")
    assert may in told.text


async def test_the_owner_of_a_page_takes_and_answers_there(desk: Office) -> None:
    number = await asked(desk, "bibliotek")

    assert await press(desk, PER, number, "take") == Done()
    form = await opened(desk, PER, number, "answer")
    assert await send(desk, PER, form, text="Hei! Vi åpner kl. 10. Hilsen Per, Biblioteket") == Done()

    assert (await question_of(desk, number)).state == State.APPROVED


async def test_the_archivist_marks_a_question_and_does_nothing_else(desk: Office) -> None:
    number = await asked(desk)

    form = await opened(desk, ARKIV, number, "archive")
    await send(desk, ARKIV, form, flag="yes", reason="complaint")

    assert (await question_of(desk, number)).archive_flag == "yes"


async def test_who_watches_over_privacy_reads_the_figures_and_no_question(desk: Office) -> None:
    await asked(desk)

    listed, figures = await desk.command(OMBUD, ""), await desk.command(OMBUD, "rapport")

    assert listed[0].body.startswith("Du har ikke rett til å se dette")
    assert "rett til å se" not in figures[0].body


async def test_what_somebody_wrote_herself_lies_ready_until_a_colleague_publishes_it(strict: Office) -> None:
    number = await asked(strict)
    form = await opened(strict, ANNE, number, "answer")

    told = await send(strict, ANNE, form, text="Hei! Vi åpner kl. 8. Hilsen Anne, Kommunetorget")

    assert isinstance(told, Told)
    assert "en kollega må lese det" in told.text
    own = await press(strict, ANNE, number, "publish", await publish_button(strict, number))
    assert isinstance(own, Told)
    assert own.text.startswith("Du har selv skrevet")
    assert (await question_of(strict, number)).state == State.PROPOSED
    assert await press(strict, JONAS, number, "publish", await publish_button(strict, number)) == Done()
    assert (await question_of(strict, number)).state == State.APPROVED


async def test_who_edits_the_text_of_an_expert_needs_another_and_who_leaves_it_does_not(strict: Office) -> None:
    edited, untouched = await asked(strict), await asked(strict)
    for number in (edited, untouched):
        await said(strict, OLA, number, "Vi åpner klokka åtte på mandag, og holder åpent hele dagen.")

    form = await opened(strict, ANNE, edited, "edit")
    await send(strict, ANNE, form, text="Hei! Vi åpner kl. 8. Hilsen Anne, Kommunetorget")
    await press(strict, ANNE, untouched, "publish", await publish_button(strict, untouched))

    assert (await question_of(strict, edited)).state == State.PROPOSED
    assert (await question_of(strict, untouched)).state == State.APPROVED


async def test_the_form_with_an_experts_text_that_was_only_read_is_no_text_of_ones_own(strict: Office) -> None:
    number = await asked(strict)
    await said(strict, OLA, number, "Vi åpner klokka åtte på mandag, og holder åpent hele dagen.")
    form = await opened(strict, ANNE, number, "edit")
    text = next(field.value for field in form.fields if field.key == "text")

    await send(strict, ANNE, form, text=str(text))

    assert (await question_of(strict, number)).state == State.APPROVED


async def test_ready_texts_wait_for_nobody(strict: Office) -> None:
    number = await asked(strict)
    form = await opened(strict, ANNE, number, "holding")

    await send(strict, ANNE, form, **{field.key: str(getattr(field, "value", "")) for field in form.fields})

    async with strict.database.read() as session:
        assert [answer.state for answer in await questions.answers_of(session, number)] == ["approved"]


async def test_the_history_says_in_words_who_did_what(desk: Office) -> None:
    number = await asked(desk)
    await press(desk, ANNE, number, "take")
    await send(desk, ANNE, await opened(desk, ANNE, number, "close"), reason="thanks")

    form = await opened(desk, JONAS, number, "history")

    lines = [(quote.who.rpartition(" · ")[2], quote.text) for quote in form.quotes]
    assert lines == [
        ("Innbyggeren", "Spørsmålet kom inn"),
        (ANNE, "Tok spørsmålet (Ny → Tatt)"),
        (ANNE, "Avsluttet uten svar: Bare takk eller emoji (Tatt → Avsluttet uten svar)"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_can_happen_has_words_in_the_history(language: str) -> None:
    assert {f"history.what.{move}" for move in MOVES} <= set(keys(language, "ui"))


@pytest.mark.parametrize(
    ("what", "detail", "words"),
    [
        ("approve", "answer 2", "Godkjente svar: tekst nr. 2"),
        ("propose", "answer 3 words", "Nytt forslag til svar: tekst nr. 3, skrevet eller endret for hånd"),
        ("ask", "teknisk", "Spurte fagperson: Teknisk drift"),
        ("take_down", "outdated", "Slettet svaret vårt: det gjelder ikke lenger"),
        ("mark", "yes complaint", "Merket for arkivet: Ja · klage"),
        ("erase", "author", "Slettet hos oss: hvem som spurte"),
        ("arrive", "pass 2026-02-09", "Spørsmålet kom inn: funnet ved lesing av siden"),
        ("a step of an older program", "code", "a step of an older program: code"),
    ],
)
def test_a_code_of_the_history_in_words(what: str, detail: str, words: str) -> None:
    house = House(solvik(), Wording(), Rights())
    line = History(question_id=1, at=datetime(2026, 2, 9, tzinfo=UTC), what=what, detail=detail)

    assert [each.words for each in audit.audit(house, [line])] == [words]


async def test_what_happened_is_written_with_a_known_code(desk: Office) -> None:
    number = await asked(desk)
    await said(desk, OLA, number, "Vi åpner klokka åtte på mandag, og holder åpent hele dagen.")

    async with desk.database.read() as session:
        lines = await history.of_question(session, number)

    assert {f"history.what.{line.what}" for line in lines} <= set(keys("nb", "ui"))
