"""With the rule on, what was hidden for personal data is deleted when the next open day is over; else it stays hidden."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.slack.state.values import SimMessage
from tests.town import ANNE, KARI, Town, buttons, solvik_with, town
from tests.waiting import eventually

NUMBER = "Fødselsnummeret mitt er 138190 10050, hvor langt er søknaden min kommet?"
TWO_DAYS = timedelta(days=2)


@pytest.fixture
async def ruled(tmp_path: Path) -> AsyncIterator[Town]:
    """A town with the rule, in which days pass."""
    file = solvik_with(tmp_path, "[front_desk]", "[moderation]\ndelete_hidden = true\n\n[front_desk]")
    async with town(environment={"MUNICIPALITY_FILE": file}) as solvik:
        yield solvik


@pytest.fixture
async def unruled() -> AsyncIterator[Town]:
    """The same without the rule."""
    async with town() as solvik:
        yield solvik


async def hidden(solvik: Town, reason: str = "personal_data") -> tuple[str, SimMessage]:
    """A comment that Anne has hidden, and its card."""
    asked = solvik.facebook.comment("main", KARI, NUMBER)
    card = await solvik.card_with("hvor langt er søknaden min kommet?")
    await solvik.press_and_fill(ANNE, card, "hide", {"reason": reason})
    await eventually(lambda: is_hidden(solvik, asked))
    await eventually(lambda: "show_again" in buttons(solvik.now(card)))
    return asked, card


def is_hidden(solvik: Town, comment: str) -> bool:
    found = solvik.facebook.find(comment)
    return found is not None and found.hidden


async def test_it_is_deleted_when_the_next_open_day_is_over_and_the_card_says_by_what(ruled: Town) -> None:
    asked, card = await hidden(ruled)

    ruled.clock.move(timedelta(hours=24))  # Tuesday morning: the day is not over
    await ruled.everything_is_heard()
    assert is_hidden(ruled, asked)
    ruled.clock.move(timedelta(hours=8))

    await eventually(lambda: ruled.facebook.find(asked) is None, within=20)
    await ruled.card_shows(card, "Skjult av Anne Berg")
    assert ruled.in_thread(card, "Innbyggeren har slettet") == []


async def test_what_somebody_has_shown_again_stays(ruled: Town) -> None:
    asked, card = await hidden(ruled)
    await ruled.press(ANNE, card, "show_again")
    await eventually(lambda: not is_hidden(ruled, asked))

    ruled.clock.move(TWO_DAYS)
    await ruled.everything_is_heard()

    assert ruled.facebook.find(asked) is not None


async def test_what_was_hidden_for_another_reason_stays_hidden(ruled: Town) -> None:
    asked, _ = await hidden(ruled, "abuse")

    ruled.clock.move(TWO_DAYS)
    await ruled.everything_is_heard()

    assert is_hidden(ruled, asked)


async def test_without_the_rule_nothing_is_deleted(unruled: Town) -> None:
    asked, _ = await hidden(unruled)

    unruled.clock.move(TWO_DAYS)
    await unruled.everything_is_heard()

    assert is_hidden(unruled, asked)


async def test_the_redirected_question_ends_as_hidden_and_is_not_said_to_be_deleted_by_the_citizen(ruled: Town) -> None:
    asked = ruled.facebook.comment("main", KARI, NUMBER)
    card = await ruled.card_with("hvor langt er søknaden min kommet?")
    await ruled.press(ANNE, card, "hide_and_redirect")
    await ruled.fill(ANNE, {})
    await ruled.card_shows(card, "Skjult og vist videre av Anne Berg")

    ruled.clock.move(TWO_DAYS)

    await eventually(lambda: ruled.facebook.find(asked) is None, within=20)
    await ruled.everything_is_heard()
    await ruled.card_shows(card, "Slettet fra siden av Svarvakt")
    assert ruled.in_thread(card, "Innbyggeren har slettet") == []
