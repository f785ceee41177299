"""What the people who run the bot are told, in the channel, without looking into its inside."""

from datetime import timedelta
from itertools import count
from typing import Any

import httpx
import pytest

from sandbox.facebook.wire import dump, signatures
from sandbox.people import APP
from tests.chats import only_in_slack
from tests.town import ANNE, JONAS, KARI, OLA, TURID, Town, shown, town

STRANGERS = map(str, count(999000999000100))


async def test_a_page_nobody_has_set_up_is_named_to_the_operator(solvik: Town) -> None:
    stranger = next(STRANGERS)

    status = await _facebook_tells(solvik, stranger, "Hører dere meg?")

    assert status == 200
    await solvik.card_with(f"Det kommer hendelser fra en Facebook-side jeg ikke kjenner (id {stranger}).")


async def test_what_was_written_on_a_strange_page_is_shown_to_nobody(solvik: Town) -> None:
    await _facebook_tells(solvik, next(STRANGERS), "Hvem svarer her, mon tro?")
    await solvik.everything_is_heard()

    assert not solvik.cards_with("Hvem svarer her, mon tro?")


async def test_a_strange_page_is_named_once_however_much_is_written_there(solvik: Town) -> None:
    stranger = next(STRANGERS)

    for number in range(3):
        await _facebook_tells(solvik, stranger, f"Hallo nummer {number}?")
    await solvik.everything_is_heard()

    assert len(solvik.cards_with(f"(id {stranger})")) == 1


async def test_a_strange_page_does_not_hold_up_the_others(solvik: Town) -> None:
    await _facebook_tells(solvik, next(STRANGERS), "Er køen lang?")

    _, card = await solvik.asked(KARI, "Er køen kort?")

    assert "Kari Nordmann" in shown(card)


async def test_the_command_lists_the_open_questions(solvik: Town) -> None:
    await solvik.asked(KARI, "Står denne på lista?")

    answer = shown(await solvik.listed(ANNE))

    assert "Åpne spørsmål:" in answer


async def test_the_command_lists_what_waits_for_approval_alone(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når åpner badet igjen?")
    await solvik.asked(KARI, "Hvor leverer jeg glass?")
    await solvik.proposed(OLA, card, "Badet åpner igjen mandag kl. 10.")

    answer = shown(await solvik.listed(ANNE, "klare"))

    assert "Når åpner badet igjen?" in answer
    assert "Hvor leverer jeg glass?" not in answer


async def test_an_empty_list_does_not_say_that_everybody_has_an_answer(solvik: Town) -> None:
    await solvik.asked(KARI, "Hvem har denne?")

    answer = shown(await solvik.listed(JONAS, "mine"))

    assert "Ingen åpne spørsmål i denne listen." in answer


@pytest.mark.parametrize("word", ["åpne", "opne", "open"])
async def test_a_list_is_known_by_its_word_in_each_of_our_languages(solvik: Town, word: str) -> None:
    await solvik.asked(KARI, "Hvem har denne?")

    answer = shown(await solvik.listed(ANNE, word))

    assert "Åpne spørsmål:" in answer


@pytest.mark.parametrize("word", ["hjelp", "statistikken"])
async def test_any_other_word_is_answered_with_what_can_be_asked_for(solvik: Town, word: str) -> None:
    answer = shown(await solvik.listed(ANNE, word))

    assert "«klare»: svaret er skrevet og venter på godkjenning" in answer
    assert "bibliotek" in answer
    assert answer.startswith("Det ordet kjenner jeg ikke. ") is (word != "hjelp")


async def test_who_has_no_role_is_told_whom_to_ask(solvik: Town) -> None:
    answer = shown(await solvik.listed(TURID, "hjelp"))

    assert "spør lederen din eller IT" in answer
    assert ".toml" not in answer


async def test_the_command_tells_the_figures_of_the_week(solvik: Town) -> None:
    await solvik.asked(KARI, "Telles denne med?")

    answer = shown(await solvik.listed(ANNE, "rapport"))

    assert "Kom inn" in answer
    assert "Åpne spørsmål:" not in answer


@pytest.mark.parametrize("span", ["rapport 30", "rapport 1.1.2020"])
async def test_the_command_tells_the_figures_of_a_span(solvik: Town, span: str) -> None:
    answer = shown(await solvik.listed(ANNE, span))

    assert "Tallene du ba om" in answer
    assert "før:" in answer


async def test_a_span_that_is_none_is_answered_with_how_to_write_one(solvik: Town) -> None:
    assert "rapport 1.1.2026 31.1.2026" in shown(await solvik.listed(ANNE, "rapport i fjor"))


async def test_the_figures_are_not_for_who_has_no_part(solvik: Town) -> None:
    answer = shown(await solvik.listed(TURID, "rapport"))

    assert "Du har ikke rett til å se dette." in answer
    assert "Kom inn" not in answer


@only_in_slack("there is no page of one's own in Teams")
async def test_the_home_page_begins_with_what_can_be_published() -> None:
    async with town() as solvik:
        _, card = await solvik.asked(KARI, "Når åpner badet igjen?")
        await solvik.proposed(OLA, card, "Badet åpner igjen mandag kl. 10.")

        await solvik.slack.open_home("U0ANNE0001")

        await solvik.home_shows("U0ANNE0001", "Klar til godkjenning: 1")
        home = solvik.slack.home_of("U0ANNE0001")
        assert home is not None
        assert shown(home).index("Klar til godkjenning: 1") < shown(home).index("Åpne spørsmål:")


@only_in_slack("there is no page of one's own in Teams")
async def test_the_home_page_lists_the_open_questions(solvik: Town) -> None:
    await solvik.asked(KARI, "Står denne på forsiden?")

    await solvik.slack.open_home("U0JONAS001")

    await solvik.home_shows("U0JONAS001", "Åpne spørsmål:")


@only_in_slack("there is no page of one's own in Teams")
async def test_the_home_page_ends_with_the_numbers_of_the_week() -> None:
    async with town() as solvik:
        await solvik.asked(KARI, "Når åpner badet?")
        solvik.sandbox.clock.move(timedelta(minutes=1))

        await solvik.slack.open_home("U0JONAS001")

        await solvik.home_shows("U0JONAS001", "*Kom inn*\n1")


async def _facebook_tells(solvik: Town, page_id: str, words: str) -> int:
    value: dict[str, Any] = {
        "item": "comment",
        "verb": "add",
        "from": {"id": KARI, "name": "Kari Nordmann"},
        "post_id": f"{page_id}_1",
        "comment_id": f"1_{abs(hash(words))}",
        "parent_id": f"{page_id}_1",
        "message": words,
        "created_time": int(solvik.clock.now().timestamp()),
    }
    entry = {"id": page_id, "time": value["created_time"], "changes": [{"field": "feed", "value": value}]}
    body = dump({"object": "page", "entry": [entry]})
    headers = {**signatures(APP.facebook_secret, body), "Content-Type": "application/json"}
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(f"{solvik.app.url}/facebook/webhook", content=body, headers=headers)
    return answer.status_code
