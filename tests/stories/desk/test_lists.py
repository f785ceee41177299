"""The lists that the command answers with: page by page, and another list where the button was pressed."""

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest

from sandbox.slack.state.values import SimMessage
from tests.chats import only_in_slack, ways_to
from tests.town import ANNE, JONAS, KARI, OLA, PATIENCE, TURID, Town, shown, town
from tests.waiting import eventually

MANY = 19
NEXT, PREVIOUS = "Neste side", "Forrige side"
_QUESTION = re.compile(r"brøytebil nummer (\d+)\?")


@pytest.fixture(scope="module")
async def busy(chat: str) -> AsyncIterator[Town]:
    """A town in which more is open than one page of a list shows. Ola has answered the first nine questions."""
    async with town() as solvik:
        asked = [await solvik.asked(KARI, f"Når kommer brøytebil nummer {number}?") for number in range(MANY)]
        for number in range(9):
            await solvik.proposed(OLA, asked[number][1], f"Brøytebil nummer {number} kommer kl. 7.")
        yield solvik


async def test_each_page_of_a_list_leads_on_to_the_next(busy: Town) -> None:
    listed = await busy.listed(ANNE)
    seen = _questions(listed)

    while NEXT in _labels(listed):
        listed = await _pressed(busy, ANNE, listed, NEXT)
        seen += _questions(listed)

    assert sorted(seen) == list(range(MANY))


async def test_the_way_back_leads_to_the_page_before(busy: Town) -> None:
    first = await busy.listed(ANNE)
    second = await _pressed(busy, ANNE, first, NEXT)

    again = await _pressed(busy, ANNE, second, PREVIOUS)

    assert _questions(again) == _questions(first)


async def test_a_list_that_can_be_published_from_has_its_pages_too(busy: Town) -> None:
    listed = await busy.listed(ANNE, "klare")
    seen = _questions(listed)

    seen += _questions(await _pressed(busy, ANNE, listed, NEXT))

    assert sorted(seen) == list(range(9))


async def test_another_list_takes_the_place_of_the_one_before(busy: Town) -> None:
    listed = await busy.listed(JONAS)

    mine = await _pressed(busy, JONAS, listed, "Mine")

    assert "Ingen åpne spørsmål i denne listen." in shown(mine)
    assert not _questions(mine)


async def test_no_page_leaves_anything_out_without_a_way_to_it(busy: Town) -> None:
    listed = await busy.listed(ANNE)

    assert " til." not in shown(listed)


@pytest.mark.parametrize("typed", ["{0}", "#{0}", "spørsmål {0}", "Spørsmål #{0}?", "nr. {0}"])
async def test_a_number_is_answered_with_that_question_and_the_way_to_it(busy: Town, typed: str) -> None:
    _, card = await busy.asked(KARI, f"Hva med {typed.format('veien')} til Furuhaugen?")
    number = re.findall(r"Spørsmål (\d+)", shown(card))[-1]

    async def told() -> SimMessage | None:
        """The answer, once the bot has noted where the card stands."""
        answer = await busy.listed(ANNE, typed.format(number))
        return answer if ways_to(card, answer.blocks) == 1 else None

    found = await eventually(told, within=PATIENCE, every=0.2)

    assert found is not None
    assert f"Spørsmål {number} · " in shown(found)
    assert "til Furuhaugen?" in shown(found)


@pytest.mark.parametrize("typed", ["{0}", "#{0}", "spørsmål {0}", "nr {0}", "nr. {0}"])
async def test_its_history_is_asked_for_by_the_same_number(busy: Town, typed: str) -> None:
    _, card = await busy.asked(KARI, f"Hvem eier {typed.format('stien')} til Bjørkhaugen?")
    number = re.findall(r"Spørsmål (\d+)", shown(card))[-1]

    told = shown(await busy.listed(ANNE, f"historikk {typed.format(number)}"))

    assert f"Historikk for spørsmål {number}" in told
    assert "Spørsmålet kom inn" in told


async def test_a_question_that_is_settled_is_found_by_its_number_too(busy: Town) -> None:
    _, card = await busy.asked(KARI, "Hvem feier fortauet i Bakkegata?")
    await busy.press_and_fill(ANNE, card, "close", {"reason": "answered_elsewhere"})
    card = await busy.card_shows(card, "Avsluttet")
    number = re.findall(r"Spørsmål (\d+)", shown(card))[-1]

    told = shown(await busy.listed(ANNE, number))

    assert "Hvem feier fortauet i Bakkegata?" in told
    assert "Avsluttet uten svar av Anne Berg" in told


async def test_a_number_that_no_question_has_is_said_kindly(busy: Town) -> None:
    assert "Jeg har ikke noe spørsmål med nummer 98765." in shown(await busy.listed(ANNE, "spørsmål 98765"))


async def test_a_page_has_a_list_of_its_own_where_several_have_something_open(busy: Town) -> None:
    assert "Landbrukskontoret i Solvik" not in _labels(await busy.listed(ANNE))
    _, card = await busy.asked(KARI, "Når må gjødselplanen være sendt inn?", page="landbruk")

    listed = await busy.listed(ANNE)
    assert "Landbrukskontoret i Solvik" in _labels(listed)
    assert "Solvik kino" not in _labels(listed)
    assert "Når må gjødselplanen være sendt inn?" in shown(
        await _pressed(busy, ANNE, listed, "Landbrukskontoret i Solvik")
    )

    await busy.press_and_fill(ANNE, card, "close", {"reason": "answered_elsewhere"})


async def test_whoever_reads_no_questions_finds_none_by_its_number(busy: Town) -> None:
    told = shown(await busy.listed(TURID, "1"))

    assert "brøytebil" not in told
    assert "98765" not in told


@only_in_slack("in Teams a button carries all that it is about")
async def test_each_button_of_a_list_is_about_its_own_question(busy: Town) -> None:
    listed = await busy.listed(ANNE, "klare")

    ids = [known for known, _ in listed.buttons()]

    assert len(ids) == len(set(ids))


@only_in_slack("there is no page of one's own in Teams")
async def test_what_her_own_page_shows_in_part_can_be_opened_whole(busy: Town) -> None:
    await busy.slack.open_home(ANNE)
    await busy.home_shows(ANNE, "Klar til godkjenning: 9")
    home = busy.slack.home_of(ANNE)
    assert " til." not in shown(home)

    await busy.slack.press_in_view(ANNE, home.id, "filter")  # the first one stands beside «Klar til godkjenning»

    await busy.home_shows(ANNE, "Åpne spørsmål: 9")


def _questions(listed: SimMessage) -> list[int]:
    return [int(number) for number in _QUESTION.findall(shown(listed))]


def _labels(listed: SimMessage) -> list[str]:
    return [label for _, label in listed.buttons()]


async def _pressed(solvik: Town, person: str, listed: Any, label: str) -> Any:
    """Press a button of a list that this person has before her; the list as she sees it then."""
    number = _labels(listed).index(label)
    if solvik.sandbox.teams:
        outcome = await solvik.sandbox.teams.press_shown(person, listed.channel, listed.ts, number)
    else:
        outcome = await solvik.slack.press(person, listed.channel, listed.ts, listed.buttons()[number][0])
    assert outcome.ok, outcome
    return await eventually(lambda: _other(solvik, person, listed))


def _other(solvik: Town, person: str, listed: Any) -> Any:
    seen = [solvik.slack.seen_by(person, listed.channel, listed.ts)] if solvik.sandbox.teams else []
    hers = seen or [one for one in solvik.slack.ephemerals(person) if one.ts == listed.ts]
    return next((now for now in hers if shown(now) != shown(listed)), None)
