"""What was answered before is offered when somebody asks the same, and never once it does not stand any more."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from itertools import count

import pytest
from sqlmodel import select

from bot.desk.office import Office
from bot.desk.opening import opened
from bot.drawing.gathering import view_of
from bot.drawing.question.card import question_card
from bot.drawing.question.knowing import who_knows
from bot.finding.meanings import meanings
from bot.flow.answering import correct, propose, publish
from bot.flow.asking import arrive, change
from bot.flow.asking.identity import last_segment
from bot.flow.finding import looking
from bot.flow.forgetting.erase import Stage, erase
from bot.ports.card import Card
from bot.ports.form import Form
from bot.ports.happenings import Kind, Rewrote, Withdrew, Wrote
from bot.ports.page import Published
from bot.rules.rights import rights_of
from bot.rules.states import State
from bot.texts.wording import Wording
from bot.work import House, NotMoved, Person, Work
from storage import questions
from storage.queues.tables import EarlierMeaning
from storage.tables import Answer, Question
from tests.bot.drawing.lines import DESKTOP, lines
from tests.bot.solvik import solvik
from tests.town import ANNE

NOON = datetime(2026, 2, 9, 11, 0, tzinfo=UTC)
DESK = Person(ANNE, "Anne Berg")
POOL, AGAIN = "Når åpner svømmehallen etter ferien?", "Hei! Kva tid opnar symjehallen att etter ferien?"
ANSWER = "Hei, Kari! Svømmehallen åpner 20. august.\nHilsen Kommunetorget"
WRITTEN = "Ligner på spørsmål"
_numbers = count(1)


@pytest.fixture
async def work(office: Office) -> AsyncIterator[Work]:
    """One transaction in an office that has its own words."""
    town = solvik()
    house = House(town, Wording(), rights_of(town, {}))
    async with office.database.write() as session:
        yield Work(session, NOON, house)


async def asks(work: Work, text: str, kind: Kind = Kind.COMMENT, name: str = "Kari Nordmann") -> Question:
    """A new question of a citizen who has asked nothing before."""
    number = next(_numbers)
    happening = Wrote(
        "1", kind, f"1_{number}", text, NOON, author_id=f"citizen{number}", author_name=name, post_id="1_0"
    )
    await arrive.wrote(work, "main", happening, NOON)
    remark = await questions.remark_by_id(work.session, "page", "main", last_segment(happening.id))
    assert remark is not None
    return await work.question(remark.question_id or 0)


async def answered(
    work: Work, text: str = POOL, answer: str = ANSWER, kind: Kind = Kind.COMMENT
) -> tuple[Question, Answer]:
    """A question whose answer stands in public."""
    question = await asks(work, text, kind)
    made = await propose.from_form(work, question, answer, DESK)
    question.state, made.approver_id, made.asked_hash = State.APPROVED, DESK.id, ""
    await publish.published(work, question, made, Published(f"1_9{made.id}", "https://face.book/answer"))
    return question, made


async def card_of(work: Work, question: Question) -> Card:
    return question_card(await view_of(work.session, work.house, question, NOON))


async def form_of(work: Work, question: Question) -> Form:
    return await opened(work, question, "use_earlier", DESK)


async def test_the_card_offers_what_was_answered_with_day_and_link_and_stays_short(work: Work) -> None:
    before, _ = await answered(work)

    card = await card_of(work, await asks(work, AGAIN, name="Liv Hagen"))

    assert [notice.text for notice in card.advice] == [f"Ligner på spørsmål {before.id}, besvart mandag 9. februar."]
    assert card.actions[0].name == "use_earlier"
    assert len(card.actions) <= 4
    assert "https://face.book/answer" in [link.url for link in card.links]
    assert lines(card, DESKTOP) <= 8


async def test_the_form_holds_the_answer_with_a_greeting_for_who_asks_now_and_nothing_goes_out_by_itself(
    work: Work,
) -> None:
    await answered(work)
    question = await asks(work, "Når åpner svømmehallen igjen etter ferien?", name="Liv Hagen")

    form = await form_of(work, question)

    text = getattr(form.fields[0], "value", "")
    assert text == "Hei, Liv! Svømmehallen åpner 20. august.\nHilsen Kommunetorget"
    assert form.name == "answer"
    assert await propose.current(work, question) is None


async def test_who_is_answered_in_the_other_form_is_told_so(work: Work) -> None:
    await answered(work)

    told = [notice.text for notice in (await form_of(work, await asks(work, AGAIN))).notices]

    assert any("en annen målform" in text for text in told)


async def test_a_question_about_something_else_is_offered_nothing(work: Work) -> None:
    await answered(work)

    question = await asks(work, "Hvor leverer jeg gammel maling?")

    assert question.resembles_id is None
    assert WRITTEN not in str(await card_of(work, question))


async def _taken_down(work: Work, question: Question, _: Answer) -> None:
    await correct.take_down(work, question, "wrong", DESK)


async def _gone(work: Work, question: Question, answer: Answer) -> None:
    by_page = Wrote(
        "1", Kind.REPLY, answer.published_id, answer.text, NOON, parent_id=question.external_id, by_page=True
    )
    await arrive.wrote(work, "main", by_page, NOON)
    await change.withdrew(work, "main", Withdrew("1", answer.published_id, NOON))


async def _withdrawn(work: Work, question: Question, _: Answer) -> None:
    question.state, question.ended_at = State.PUBLISHED, NOON
    await change.withdrew(work, "main", Withdrew("1", question.external_id, NOON))


async def _erased(work: Work, question: Question, _: Answer) -> None:
    await erase(work, question, Stage.WORDS)


async def _known_to_be_wrong(work: Work, question: Question, _: Answer) -> None:
    second = await propose.freeze(work, question, "Rettelse: 21. august.", kind="correction", author=(DESK.id, ""))
    question.state = State.APPROVED
    await publish.published(work, question, second, Published("1_77", ""))


@pytest.mark.parametrize("ends", [_taken_down, _gone, _erased, _known_to_be_wrong, _withdrawn])
async def test_what_stands_no_longer_is_not_found_and_leaves_nothing_in_the_index(
    work: Work, ends: Callable[[Work, Question, Answer], Awaitable[None]]
) -> None:
    question, answer = await answered(work)

    await ends(work, question, answer)

    assert (await work.session.exec(select(EarlierMeaning))).all() == []
    assert (await asks(work, AGAIN)).resembles_id is None


async def test_what_was_taken_down_meanwhile_is_refused_with_a_reason(work: Work) -> None:
    before, _ = await answered(work)
    question = await asks(work, AGAIN)
    await correct.take_down(work, before, "outdated", DESK)

    assert WRITTEN not in str(await card_of(work, question))
    with pytest.raises(NotMoved) as why:
        await form_of(work, question)
    assert why.value.key == "refused.earlier_is_gone"


async def test_a_corrected_answer_is_offered_in_its_new_words(work: Work) -> None:
    before, old = await answered(work)
    await correct.correct(work, before, ANSWER.replace("20.", "21."), DESK)
    new = (await questions.answers_of(work.session, before.id or 0))[-1]
    await correct.is_put_right(work, before, new)

    found = await looking.find(work.session, AGAIN, 3, NOON)

    assert [one.answer.text for one in found] == [ANSWER.replace("20.", "21.")]
    assert old.state == "corrected"


async def test_what_one_person_was_told_in_a_message_is_nobody_elses_answer(work: Work) -> None:
    await answered(work, kind=Kind.MESSAGE)

    assert await looking.find(work.session, POOL, 3, NOON) == []


async def test_words_that_are_edited_are_looked_up_again(work: Work) -> None:
    before, _ = await answered(work)
    question = await asks(work, "Hvor leverer jeg gammel maling?")

    await change.rewrote(work, "main", Rewrote("1", question.external_id, POOL, NOON))

    assert question.resembles_id == before.id


async def test_where_help_is_needed_at_once_nothing_is_offered(work: Work) -> None:
    await answered(work, "Vannet spruter opp av veien utenfor barnehagen!", "Hei! Vi er på vei.\nHilsen Kommunetorget")

    card = await card_of(work, await asks(work, "Vannet spruter opp av veien ved barnehagen!"))

    assert WRITTEN not in str(card)


async def test_the_index_holds_nothing_of_what_is_personal(work: Work) -> None:
    await answered(work, "Når åpner svømmehallen? Svar til kari@fjellvik.no")

    noted = {row.meaning for row in (await work.session.exec(select(EarlierMeaning))).all()}

    assert noted >= meanings("svømmehallen").keys()
    assert noted.isdisjoint(meanings("kari fjellvik").keys())


async def test_where_words_tell_no_department_it_is_the_one_that_a_like_question_went_to_and_the_form_says_so(
    work: Work,
) -> None:
    before, _ = await answered(work, "Hvem rydder opp etter Lysfesten?", "Hei! Det gjør vi.\nHilsen Kommunetorget")
    before.asked_department = "kultur"
    question = await asks(work, "Kven ryddar opp etter Lysfesten?")

    department, why = who_knows(await view_of(work.session, work.house, question, NOON))

    assert department == "kultur"
    assert why == f"Foreslått fordi spørsmål {before.id}, som ligner, gikk dit."


async def test_the_words_that_tell_the_department_are_named(work: Work) -> None:
    view = await view_of(work.session, work.house, await asks(work, "Kan dere strø gangvegen?"), NOON)

    assert who_knows(view) == ("teknisk", "Foreslått fordi innbyggeren skriver «strø».")
