"""What can never be public stays in the house, whoever wrote it and however; and cards show no more than they may."""

import pytest

from bot.flow.answering.publish import objection
from bot.ports.page import Item
from storage.tables import Answer, Question
from tests.bot.houses import oslo
from tests.town import ANNE, KARI, OLA, Town, shown

NUMBER = "13097248022"
NOON = oslo("2026-02-09 12:00")


@pytest.mark.parametrize("between", ["\n", "/", "\u2060", "\u2011", " … og de siste fem er "])
async def test_a_form_keeps_a_birth_number_in_pieces_in_the_house(solvik: Town, between: str) -> None:
    asked, card = await solvik.asked(KARI, f"Er saken ferdig, spør nummer {ord(between[0])}?")

    sent = await solvik.press_and_fill(
        ANNE, card, "answer", {"text": f"Hei! Saken til {NUMBER[:6]}{between}{NUMBER[6:]}."}
    )

    assert "Ta det ut, eller skriv det på en annen måte" in sent.errors["text"]
    assert solvik.public(asked) == []


async def test_an_experts_birth_number_over_two_lines_stays_in_the_house(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når er saken hans ferdig?")
    await solvik.replies(OLA, card, f"Saken til {NUMBER[:6]}\n{NUMBER[6:]} er ferdig")
    proposal = await solvik.proposal(card, "Svar fra Ola Nordby")

    await solvik.press(ANNE, proposal, "publish")

    await solvik.was_told(ANNE, "Det kan aldri publiseres.")
    assert solvik.public(asked) == []


async def test_a_card_hides_a_number_that_has_something_invisible_in_it(solvik: Town) -> None:
    solvik.asks(KARI, f"Nummeret mitt på søknaden er {NUMBER[:6]}\u2060{NUMBER[6:]}")

    card = await solvik.card_with("Nummeret mitt på søknaden er")

    assert NUMBER[6:] not in shown(card)


@pytest.mark.parametrize("kind", ["answer", "holding", "extension", "redirect", "late", "correction"])
def test_the_last_look_stops_a_number_in_every_kind_of_text(kind: str) -> None:
    question = Question(page="main", kind="message", due_at=oslo("2026-02-11 15:30"))
    answer = Answer(question_id=1, version=1, kind=kind, text=f"Født 13.09.1972. Nr. {NUMBER[6:]}", words_hash="")
    there = Item("1", "Når er det klart?", NOON)

    assert objection(question, answer, there, [], NOON) == "stopped.never_public"
