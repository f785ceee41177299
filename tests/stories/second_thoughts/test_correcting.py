"""What we have published can be put right: edited, corrected by a second text, or taken down; and it is noticed when it is gone."""

import pytest
from sqlmodel import select

from bot import orders
from bot.flow.answering import correct, propose
from bot.orders import kinds
from sandbox.slack.state.values import SimMessage
from storage.tables import Question
from tests.town import ANNE, KARI, OLA, Town, shown
from tests.waiting import eventually

WRONG, RIGHT = (
    "Hei, Kari! Hallen åpner klokka ti.\nHilsen Kommunetorget",
    "Hei, Kari! Hallen åpner klokka elleve.\nHilsen Kommunetorget",
)


async def answered(solvik: Town, question: str) -> tuple[str, SimMessage]:
    """A question with a published answer: the comment and the card."""
    asked, card = await solvik.asked(KARI, question)
    await solvik.press_and_fill(ANNE, card, "answer", {"text": WRONG})
    await solvik.page_answers(asked, "klokka ti")
    await solvik.card_shows(card, "Publisert av Anne Berg")
    await solvik.everything_is_heard()
    return asked, card


async def _whole_with(solvik: Town, card: SimMessage, words: str) -> str:
    """All the words of a settled question, once these are among them."""
    whole = await solvik.whole(ANNE, card)
    return whole if words in whole else ""


async def chooses(solvik: Town, card: SimMessage, way: str) -> None:
    """Open the settled question and choose how it goes on."""
    await solvik.press(ANNE, card, "whole")
    await solvik.fill(ANNE, {"way": way})


async def test_an_answer_is_edited_where_it_stands(solvik: Town) -> None:
    asked, card = await answered(solvik, "Når åpner idrettshallen på lørdag?")

    await chooses(solvik, card, "correct")
    assert "klokka ti" in str((await solvik.form_of(ANNE)).content)
    await solvik.fill(ANNE, {"text": RIGHT})

    await eventually(lambda: [c.text for c in solvik.facebook.replies_by_page(asked)] == [RIGHT])
    await solvik.card_shows(card, "Publisert av Anne Berg")
    whole = await eventually(lambda: _whole_with(solvik, card, "klokka elleve"))
    assert "klokka ti" not in whole


@pytest.mark.parametrize(
    ("text", "why"), [(WRONG, "den samme som står der nå"), ("Nummeret er 138190 10050.", "fødselsnummer")]
)
async def test_a_correction_is_looked_at_like_every_public_text(solvik: Town, text: str, why: str) -> None:
    asked, card = await answered(solvik, f"Når åpner hallen, {len(text)}?")
    await chooses(solvik, card, "correct")

    sent = await solvik.fill(ANNE, {"text": text})

    assert why in sent.errors["text"]
    assert [c.text for c in solvik.facebook.replies_by_page(asked)] == [WRONG]


async def test_the_last_look_stops_a_number_that_got_past_the_desk(solvik: Town) -> None:
    asked, card = await answered(solvik, "Når åpner turnhallen?")
    async with solvik.app.office.work() as work:
        (question,) = (await work.session.exec(select(Question).where(Question.external_id == asked))).all()
        stands = await correct.standing(work, question)
        values = {"kind": stands.kind, "author": ("", ""), "state": "approved", "published_id": stands.published_id}
        text = await propose.freeze(work, question, "Nummeret er 138190 10050.", **values)
        await orders.change_public(work, question, kinds.CORRECT, text)

    await solvik.thread_shows(card, "Ikke rettet")
    assert [c.text for c in solvik.facebook.replies_by_page(asked)] == [WRONG]


async def test_a_second_text_says_what_is_right(solvik: Town) -> None:
    asked, card = await answered(solvik, "Når åpner klatrehallen?")
    await chooses(solvik, card, "rectify")
    assert "{rett}" in str((await solvik.form_of(ANNE)).content), "what is right has to be written"

    await solvik.fill(ANNE, {"text": "Rettelse: Vi skrev feil i svaret over. Det riktige er: kl. 11. Beklager!"})

    await solvik.page_answers(asked, "Rettelse: Vi skrev feil i svaret over.")
    assert len(solvik.facebook.replies_by_page(asked)) == 2


async def test_a_message_cannot_be_edited_but_corrected(solvik: Town) -> None:
    arne = solvik.facebook.newcomer("Arne Vik")  # whoever has written in another story goes on in that conversation
    solvik.facebook.message("main", arne, "Når åpner danseskolen på tirsdag?")
    card = await solvik.card_with("Når åpner danseskolen på tirsdag?")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": WRONG})
    await solvik.card_shows(card, "Publisert av Anne Berg")

    await solvik.press(ANNE, card, "whole")
    assert "Rette svaret på Facebook" not in shown(await solvik.form_of(ANNE))
    await solvik.fill(ANNE, {"way": "rectify"})
    await solvik.fill(ANNE, {"text": "Rettelse: Vi skrev feil i svaret over. Det riktige er: kl. 11. Beklager!"})

    await eventually(lambda: "Rettelse" in solvik.facebook.conversation("main", arne)[-1].text)


async def test_the_form_shows_the_one_text_that_would_be_deleted(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når åpner curlinghallen?")
    await solvik.press_and_fill(ANNE, card, "holding", {"holding": "holding", "department": "teknisk"})
    await solvik.card_shows(card, "lovet svar innen")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": WRONG})
    await solvik.page_answers(asked, "klokka ti")
    await solvik.card_shows(card, "Publisert av Anne Berg")

    await chooses(solvik, card, "take_down")

    form = shown(await solvik.form_of(ANNE))
    assert "klokka ti" in form
    assert "Dette må vi sjekke" not in form


async def test_an_answer_is_taken_down_and_the_question_is_open_again(solvik: Town) -> None:
    asked, card = await answered(solvik, "Når åpner skøytebanen?")
    await chooses(solvik, card, "take_down")

    await solvik.fill(ANNE, {"reason": "wrong"})

    await eventually(lambda: not solvik.facebook.replies_by_page(asked))
    await solvik.card_shows(card, "Innbyggeren venter på et nytt.")
    await solvik.card_shows(card, "Anne Berg følger opp.")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": RIGHT})
    await solvik.page_answers(asked, "klokka elleve")


async def test_somebody_else_removes_our_answer(solvik: Town) -> None:
    asked, card = await answered(solvik, "Når åpner skateparken?")

    solvik.facebook.delete(solvik.facebook.replies_by_page(asked)[0].id, by_page=True)

    await solvik.card_shows(card, "Svaret vårt står ikke lenger på Facebook.")
    await solvik.thread_shows(card, "Spørsmålet er åpent igjen")


async def test_somebody_else_or_a_filter_hides_our_answer(solvik: Town) -> None:
    asked, card = await answered(solvik, "Når åpner klatrehallen?")

    solvik.facebook.hide(solvik.facebook.replies_by_page(asked)[0].id)

    await solvik.card_shows(card, "Svaret vårt står ikke lenger på Facebook.")
    await solvik.thread_shows(card, "Svaret vårt er skjult på Facebook")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": RIGHT})
    await solvik.page_answers(asked, "klokka elleve")


async def test_only_the_desk_may_do_it(solvik: Town) -> None:
    asked, card = await answered(solvik, "Når åpner bowlinghallen?")

    await solvik.press(OLA, card, "whole")
    await solvik.fill(OLA, {"way": "take_down"})

    await eventually(lambda: solvik.facebook.replies_by_page(asked))
    await solvik.card_shows(card, "Publisert av Anne Berg")
