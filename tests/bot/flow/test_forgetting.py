"""A citizen asks to be forgotten: all of her goes at once, but not what is marked for the archive and not exported yet."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.briefs import clearing
from bot.desk.office import Office
from bot.flow.asking import arrive
from bot.flow.forgetting.forget import Forgotten, forget
from bot.flow.keeping import archive
from bot.ports.happenings import Kind, Wrote
from bot.rules.states import State
from storage import history, questions
from storage.tables import Answer, Promise, Question, Remark

KEPT = (Question, Remark, Answer, Promise)
KARI, SECRET = "9001", "Jeg klager på vedtaket i saken min."


async def asked(office: Office, number: int, text: str) -> int:
    """Kari writes something; the question's number."""
    now = office.clock.now()
    wrote = Wrote("100", Kind.COMMENT, f"5_{number}", text, now, KARI, "Kari Holm", post_id="100_9")
    async with office.work() as work:
        await arrive.wrote(work, "main", wrote, now - timedelta(days=1))
        remark = await questions.remark_by_id(work.session, "page", "main", f"{number}")
    assert remark is not None
    return remark.question_id or 0


async def marked(office: Office, number: int, flag: str) -> None:
    async with office.work() as work:
        question = await work.question(number)
        question.archive_flag, question.archive_reason = flag, "other"
        work.session.add(question)


async def forgotten(office: Office) -> Forgotten:
    async with office.work() as work:
        return await forget(work, KARI)


async def words_of(office: Office, number: int) -> list[str]:
    async with office.database.read() as session:
        return [remark.text for remark in await questions.remarks_of(session, number)]


async def test_who_promised_and_in_which_words_goes_and_the_time_that_was_promised_stays(office: Office) -> None:
    number, until = await asked(office, 1, "Når åpner dere?"), office.clock.now()
    async with office.work() as work:
        answer = Answer(
            question_id=number, version=1, kind="extension", text="Vi svarer i morgen.", words_hash="-", made_at=until
        )
        work.session.add(answer)
        await work.session.flush()
        told = {"until": until, "made_at": until, "made_by_id": "U0ANNE0001", "made_by_name": "Anne Berg"}
        promise = Promise(question_id=number, sequence=1, answer_id=answer.id or 0, reason="Kari må måle først", **told)
        work.session.add(promise)

    await forgotten(office)

    async with office.database.read() as session:
        (left,) = await questions.promises_of(session, number)
    assert (left.made_by_id, left.made_by_name, left.reason, left.until) == ("", "", "", until)


@pytest.mark.parametrize("flag", ["yes", "consider"])
async def test_what_is_marked_is_kept_and_named_and_the_rest_goes(office: Office, flag: str) -> None:
    kept, gone = await asked(office, 1, "Når åpner dere?"), await asked(office, 2, "Hvor er nøkkelen?")
    await marked(office, kept, flag)
    await marked(office, gone, "no")

    found = await forgotten(office)

    assert (found.kept, found.questions) == ((kept,), (gone,))
    assert await words_of(office, kept) == ["Når åpner dere?"]
    assert await words_of(office, gone) == [""]


async def test_it_is_withdrawn_all_the_same_so_that_nobody_answers_it(office: Office) -> None:
    kept = await asked(office, 1, "Når åpner dere?")
    await marked(office, kept, "yes")

    await forgotten(office)

    async with office.database.read() as session:
        question = await session.get(Question, kept)
    assert question is not None
    assert question.state == State.WITHDRAWN


async def test_once_the_archive_has_it_the_next_request_erases_it(office: Office) -> None:
    kept = await asked(office, 1, "Når åpner dere?")
    await marked(office, kept, "yes")
    await forgotten(office)
    async with office.work() as work:
        question = await work.question(kept)
        assert await archive.exported(work, kept, question.version)

    found = await forgotten(office)

    assert (found.kept, found.questions) == ((), (kept,))
    assert await words_of(office, kept) == [""]


async def test_what_nobody_has_marked_yet_is_marked_by_its_words_before_it_would_go(office: Office) -> None:
    number = await asked(office, 1, SECRET)

    assert (await forgotten(office)).kept == (number,)


async def test_the_names_of_staff_in_the_history_have_an_end(office: Office) -> None:
    number, now = await asked(office, 9, "Når åpner dere?"), office.clock.now()
    kept_for = timedelta(days=office.house.municipality.retention.history_days)
    async with office.work() as work:
        for at, who in ((now - kept_for - timedelta(days=1), "Anne Berg"), (now - timedelta(days=1), "Jonas Lie")):
            await history.append(work.session, number, at, "take", who=("U0", who))

    async with office.work() as work:
        await clearing.look(work)

    async with office.database.read() as session:
        names = [line.who_name for line in await history.of_question(session, number)]
    assert "Jonas Lie" in names
    assert "Anne Berg" not in names


async def test_when_the_words_go_the_names_of_staff_and_the_picture_of_the_answer_go_too(office: Office) -> None:
    number, now = await asked(office, 1, "Når åpner dere?"), office.clock.now()
    async with office.work() as work:
        question = await work.question(number)
        question.owner_id, question.owner_name = "U0ANNE0001", "Anne Berg"
        written = {"question_id": number, "version": 1, "text": "Kl. 8.", "words_hash": "-", "made_at": now}
        people = {"author_id": "U0OLA00001", "author_name": "Ola Nordby", "approver_name": "Anne Berg"}
        work.session.add(Answer(**written, **people, picture="F0BILDE01"))
        talk = {"question_id": number, "door": "chat", "place": "C0SPORSMAL", "external_id": "1.1", "last_id": "1.1"}
        work.session.add(
            Remark(**talk, author="expert", author_id="U0OLA00001", author_name="Ola Nordby", text="Kl. 8")
        )

    await forgotten(office)

    async with office.database.read() as session:
        rows = [str(row.model_dump()) for kind in KEPT for row in (await session.exec(select(kind))).all()]
    assert len(rows) >= len(KEPT) - 1
    assert not [row for row in rows for told in ("Anne Berg", "Ola Nordby", "U0OLA00001", "F0BILDE01") if told in row]


async def test_the_log_of_what_was_erased_has_an_end_too(office: Office) -> None:
    number, now = await asked(office, 9, "Når åpner dere?"), office.clock.now()
    kept_for = timedelta(days=office.house.municipality.retention.history_days)
    async with office.work() as work:
        for days, stage in ((1, "numbers"), (-1, "words")):
            await history.append(work.session, number, now - kept_for - timedelta(days=days), "erase", detail=stage)

    async with office.work() as work:
        await clearing.look(work)

    async with office.database.read() as session:
        erased = [line.detail for line in await history.of_question(session, number) if line.what == "erase"]
    assert erased == ["words"]


@pytest.mark.parametrize(
    ("flag", "hidden", "days", "left"),
    [
        ("no", False, 31, ""),
        ("no", False, 29, "Når åpner dere?"),
        ("yes", False, 31, "Når åpner dere?"),
        ("no", True, 31, "Når åpner dere?"),
    ],
    ids=["its time is over", "not yet", "the archive wants it", "evidence of what we hid"],
)
async def test_what_a_citizen_took_away_herself_goes_with_the_events_of_that_time(
    office: Office, flag: str, days: int, left: str, *, hidden: bool
) -> None:
    number = await asked(office, 1, "Når åpner dere?")
    await marked(office, number, flag)
    async with office.work() as work:
        (remark,) = await questions.remarks_of(work.session, number)
        remark.gone_at, remark.hidden = work.now - timedelta(days=days), hidden
        work.session.add(remark)

    async with office.work() as work:
        await clearing.look(work)

    assert await words_of(office, number) == [left]
    async with office.database.read() as session:
        told = [line.detail for line in await history.of_question(session, number) if line.what == "erase"]
    assert told == ([] if left else ["taken_back"])
