"""A false alarm is said to be one by the desk: what the staff see is masked no longer, and what may go out is as strict as ever."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.office import Office
from bot.drawing.beside import audit
from bot.drawing.gathering import view_of
from bot.drawing.question.card import question_card
from bot.drawing.view import View
from bot.flow.asking import arrive, change
from bot.flow.forgetting.erase import Stage, erase
from bot.ports.calls import FieldErrors, OpenForm, Submission, Told
from bot.ports.card import Card
from bot.ports.form import CheckField, Form
from bot.ports.happenings import Attached, Kind, Rewrote, Thing, Wrote
from storage import history, questions
from tests.bot.desk.test_roles import ANNE, JONAS, OLA, numbers, opened, press, send

CLUB, NEIGHBOUR = "412 34 567", "922 33 444"
PHONES = f"Idrettslaget har {CLUB}, og naboen har {NEIGHBOUR}. Hvem ringer jeg?"
ACCOUNT = "Når åpner svømmehallen? Billetten har nummer 8601 11 17947."
BIRTH_NUMBER = "Står 138190 10050 i avtalen deres?"


LINK = Attached(Thing.LINK, f"Ring {CLUB} om saken", "https://sak.example.no/922-33-444")


async def asked(office: Office, text: str, kind: Kind = Kind.COMMENT, **more: Any) -> int:
    """Kari asks this; the question's number."""
    number, now = next(numbers), office.clock.now()
    wrote = Wrote("100", kind, f"5_9{number}", text, now, f"9{number}", "Kari Holm", post_id="100_9", **more)
    async with office.work() as work:
        await arrive.wrote(work, "main", wrote, now - timedelta(days=1))
        remark = await questions.remark_by_id(work.session, "page", "main", f"9{number}")
        assert remark is not None
    return remark.question_id or 0


async def view(office: Office, number: int) -> View:
    async with office.database.read() as session:
        question = await questions.by_id(session, number)
        assert question is not None
        return await view_of(session, office.house, question, office.clock.now())


async def card(office: Office, number: int) -> Card:
    return question_card(await view(office, number))


async def said(office: Office, number: int) -> str:
    """What the card and its notification show of the words."""
    drawn = await card(office, number)
    return f"{drawn.summary} {' '.join(f'{quote.text} {quote.note}' for quote in drawn.quotes)}"


def ticks(form: Form) -> dict[str, str]:
    """The finds by their words; what a tick of each carries."""
    (field,) = [field for field in form.fields if isinstance(field, CheckField)]
    return {choice.label.partition(": ")[2]: choice.value for choice in field.choices}


async def tick(office: Office, who: str, form: Form, *values: str) -> object:
    sent = Submission(form.name, form.subject, who, who, f"n{next(numbers)}", {"no_data": values})
    return await office.submit(sent)


async def released(office: Office, number: int, words: str, button: str = "unmask") -> Form:
    form = await opened(office, ANNE, number, button)
    await tick(office, ANNE, form, ticks(form)[words])
    return form


async def test_one_find_is_shown_and_the_other_stays_masked(office: Office) -> None:
    number = await asked(office, PHONES)
    assert CLUB not in await said(office, number)

    await released(office, number, CLUB)

    shows, listed = await said(office, number), await office.command(ANNE, "")
    assert CLUB in shows
    assert NEIGHBOUR not in shows
    assert CLUB in listed[1].body
    assert NEIGHBOUR not in listed[1].body


async def test_a_false_alarm_is_warned_of_no_longer_and_suggests_nothing(office: Office) -> None:
    number = await asked(office, ACCOUNT)
    alarmed = await card(office, number)

    await released(office, number, "8601 11 17947")

    calm = await card(office, number)
    assert (alarmed.actions[0].name, calm.actions[0].name) == ("hide_and_redirect", "answer")
    assert any("kontonummer" in notice.text for notice in alarmed.notices)
    assert calm.notices == ()


async def test_what_is_pointed_out_and_not_masked_can_be_said_to_be_nothing_too(office: Office) -> None:
    number = await asked(office, "Gjelder det gnr. 12 bnr. 3 eller hele grenda?")
    before = await card(office, number)
    assert "no_data" in [action.name for action in (*before.actions, *before.more)]

    await released(office, number, "gnr. 12 bnr. 3", "no_data")

    assert before.notices
    assert (await card(office, number)).notices == ()
    async with office.database.read() as session:
        assert "unmask" not in {line.what for line in await history.of_question(session, number)}, "nothing was masked"


@pytest.mark.parametrize("text", ["Hva er dette?", ""], ids=["beside words", "in place of words"])
async def test_a_find_in_the_title_of_a_link_can_be_seen_and_said_to_be_nothing(office: Office, text: str) -> None:
    number = await asked(office, text, attached=(LINK,))
    assert CLUB not in await said(office, number)

    form = await opened(office, ANNE, number, "unmask")
    seen = " ".join(f"{quote.text} {quote.note}" for quote in form.quotes)
    await tick(office, ANNE, form, ticks(form)[CLUB])

    assert CLUB in seen
    assert CLUB in await said(office, number)


async def test_what_was_said_can_be_taken_back_and_the_history_tells_both_without_the_words(office: Office) -> None:
    number = await asked(office, PHONES)
    await released(office, number, CLUB)

    await tick(office, JONAS, await opened(office, JONAS, number, "unmask"))

    assert CLUB not in await said(office, number)
    async with office.database.read() as session:
        lines = [line for line in await history.of_question(session, number) if "data" in line.what]
    assert [(line.who, line.what) for line in audit.audit(office.house, lines)] == [
        (ANNE, "Sa at noe ikke er personopplysninger: telefonnummer"),
        (JONAS, "Sa at noe likevel er personopplysninger: telefonnummer"),
    ]
    assert not [line for line in lines if CLUB in str(line.model_dump())]


async def test_of_two_with_the_form_open_neither_undoes_what_the_other_said(office: Office) -> None:
    number = await asked(office, PHONES)
    annes, jonass = await opened(office, ANNE, number, "unmask"), await opened(office, JONAS, number, "unmask")

    await tick(office, ANNE, annes, ticks(annes)[CLUB])
    await tick(office, JONAS, jonass, ticks(jonass)[NEIGHBOUR])

    shows = await said(office, number)
    assert CLUB in shows
    assert NEIGHBOUR in shows


@pytest.mark.parametrize(
    ("asks", "number_in_it"), [(BIRTH_NUMBER, "138190 10050"), (ACCOUNT, "8601 11 17947")], ids=["birth", "account"]
)
async def test_a_number_of_a_person_or_an_account_never_goes_out_whatever_was_said(
    office: Office, asks: str, number_in_it: str
) -> None:
    number = await asked(office, asks, Kind.MESSAGE)
    await released(office, number, number_in_it)
    assert number_in_it in await said(office, number)

    form = await opened(office, ANNE, number, "answer")
    reply = await send(office, ANNE, form, text=f"Ja, {number_in_it} er riktig. Hilsen Anne, Kommunetorget")

    assert isinstance(reply, FieldErrors)
    assert (await view(office, number)).answers == []


async def test_a_find_in_our_own_text_still_has_its_tick(office: Office) -> None:
    number = await asked(office, PHONES)
    await released(office, number, CLUB)

    form = await opened(office, ANNE, number, "answer")
    reply = await send(office, ANNE, form, text=f"Ring {CLUB}. Hilsen Anne, Kommunetorget")

    assert isinstance(reply, OpenForm)
    assert any(isinstance(field, CheckField) and field.required for field in reply.form.fields)


async def test_what_an_edit_brings_is_masked_again(office: Office) -> None:
    number = await asked(office, PHONES)
    await released(office, number, CLUB)

    remark = (await view(office, number)).citizen_remarks[0]
    async with office.work() as work:
        words = f"{PHONES} Eller 933 44 555?"
        await change.rewrote(work, "main", Rewrote("100", remark.external_id, words, work.now))

    shows = await said(office, number)
    assert CLUB in shows
    assert "933 44 555" not in shows


async def test_an_expert_may_not_say_so(office: Office) -> None:
    number = await asked(office, PHONES)
    form = await opened(office, ANNE, number, "unmask")

    told = await press(office, OLA, number, "no_data")
    await tick(office, OLA, form, *ticks(form).values())

    assert isinstance(told, Told)
    assert CLUB not in await said(office, number)


async def test_a_tick_of_something_that_does_not_stand_there_is_kept_nowhere(office: Office) -> None:
    number = await asked(office, PHONES)
    form = await opened(office, ANNE, number, "unmask")

    await tick(office, ANNE, form, "0123456789abcdef", CLUB)

    assert (await view(office, number)).question.no_data == ""


async def test_the_fingerprints_go_with_the_words(office: Office) -> None:
    number = await asked(office, PHONES)
    await released(office, number, CLUB)
    await send(office, ANNE, replace(await opened(office, ANNE, number, "close")), reason="opinion")
    assert (await view(office, number)).question.no_data

    async with office.work() as work:
        await erase(work, await work.question(number), Stage.WORDS)

    assert (await view(office, number)).question.no_data == ""
