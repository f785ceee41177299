"""The auditor sees what is lost, doubled and not approved: here a careless bot is played by hand."""

import json

import httpx
import pytest

from sandbox.people import APP, CITIZENS
from sandbox.server import Sandbox
from tests.crash.machinery.asked import Kind, Question
from tests.crash.machinery.audit import audit
from tests.town import CHANNEL

TEXT = "Hei! Vi brøyter Granlia i kveld."


@pytest.fixture
def question(sandbox: Sandbox) -> Question:
    asked = Question(Kind.WRITTEN, "Granlia", CITIZENS[0].id, approved=[TEXT])
    asked.id = sandbox.facebook.comment("main", asked.citizen, asked.words)
    return asked


async def test_a_question_without_a_card_is_lost(sandbox: Sandbox, question: Question) -> None:
    assert f"lost: card of {question}" in faults(sandbox, question)


async def test_a_second_card_is_seen(sandbox: Sandbox, question: Question) -> None:
    await post(sandbox, question.words, key="card:1")
    await post(sandbox, question.words, key="card:2")

    assert f"doubled: 2 times card of {question}" in faults(sandbox, question)


async def test_a_list_that_reminds_of_a_question_is_no_second_card(sandbox: Sandbox, question: Question) -> None:
    await post(sandbox, question.words, key="card:1")
    await post(sandbox, f"Påminnelse om 2 spørsmål. {question.words}", key="remind:1")

    assert not [found for found in faults(sandbox, question) if "card of" in found and "times" in found]


async def test_an_answer_nobody_gave_is_lost(sandbox: Sandbox, question: Question) -> None:
    assert f"lost: answer to {question}" in faults(sandbox, question)


async def test_an_answer_that_stands_twice_is_seen(sandbox: Sandbox, question: Question) -> None:
    await reply(sandbox, question, TEXT)
    await reply(sandbox, question, TEXT)

    assert f"doubled: 2 times answer to {question}" in faults(sandbox, question)


async def test_what_was_for_the_citizen_alone_and_stands_in_public_is_seen(
    sandbox: Sandbox, question: Question
) -> None:
    question.kind = Kind.PRIVATE

    await reply(sandbox, question, TEXT)

    assert f"doubled: 1 times {TEXT!r} somewhere on the page" in faults(sandbox, question)


async def test_an_answer_that_was_deleted_again_is_seen_all_the_same(sandbox: Sandbox, question: Question) -> None:
    await reply(sandbox, question, TEXT)
    await reply(sandbox, question, TEXT)
    sandbox.facebook.delete(sandbox.facebook.replies_by_page(question.id)[1].id, by_page=True)

    assert f"doubled: 1 times {TEXT!r} somewhere on the page" in faults(sandbox, question)


async def test_words_nobody_said_yes_to_are_seen(sandbox: Sandbox, question: Question) -> None:
    await reply(sandbox, question, "Det vet vi ikke.")

    assert f"not approved: 'Det vet vi ikke.' to {question}" in faults(sandbox, question)


async def test_one_order_made_twice_is_seen_whatever_it_says(sandbox: Sandbox, question: Question) -> None:
    await post(sandbox, "Påminnelse: nå!", key="say:1:remind")
    await post(sandbox, "Påminnelse: snart!", key="say:1:remind")

    assert any("2 messages for" in found for found in faults(sandbox, question))


async def test_one_order_made_twice_is_seen_even_when_the_first_is_deleted(
    sandbox: Sandbox, question: Question
) -> None:
    await post(sandbox, "Påminnelse: nå!", key="remind:1:due")
    await sandbox.slack.delete_card(CHANNEL, sandbox.slack.messages(CHANNEL)[-1].ts)
    await post(sandbox, "Påminnelse: nå!", key="remind:1:due")

    assert any("2 messages for" in found for found in faults(sandbox, question))


async def test_a_card_that_shows_an_old_state_is_seen(sandbox: Sandbox, question: Question) -> None:
    await post(sandbox, f"Ny. {question.words}", key="card:1")

    assert any(found.startswith("stale: card of") for found in faults(sandbox, question))


async def test_when_all_is_well_nothing_is_found(sandbox: Sandbox, question: Question) -> None:
    published = await reply(sandbox, question, TEXT)
    await post(sandbox, f"Publisert av Anne Berg  {question.words} {published}", key="card:1")

    assert faults(sandbox, question) == []


async def test_a_settled_card_without_a_way_to_the_answer_is_seen(sandbox: Sandbox, question: Question) -> None:
    await reply(sandbox, question, TEXT)
    await post(sandbox, f"Publisert av Anne Berg  {question.words}", key="card:1")

    assert [found for found in faults(sandbox, question) if found.startswith("stale: no way")]


def faults(sandbox: Sandbox, question: Question) -> list[str]:
    return [str(found) for found in audit(sandbox, [question])]


async def post(sandbox: Sandbox, text: str, *, key: str) -> None:
    button = {"type": "button", "action_id": "whole", "text": {"type": "plain_text", "text": "Vis alt"}}
    blocks = [{"type": "actions", "elements": [button]}]
    metadata = {"event_type": "svarvakt_delivery", "event_payload": {"key": key}}
    said = {"channel": CHANNEL, "text": text, "blocks": json.dumps(blocks), "metadata": json.dumps(metadata)}
    async with httpx.AsyncClient(trust_env=False, headers={"Authorization": f"Bearer {APP.slack_bot_token}"}) as bot:
        (await bot.post(f"{sandbox.slack_api_url}chat.postMessage", data=said)).raise_for_status()


async def reply(sandbox: Sandbox, question: Question, text: str) -> str:
    """Publish as the page; the last part of the reply's id."""
    async with httpx.AsyncClient(trust_env=False, params={"access_token": "PAGE-TOKEN-main"}) as bot:
        answer = await bot.post(f"{sandbox.graph_url}/{question.id}/comments", data={"message": text})
    return str(answer.raise_for_status().json()["id"]).rpartition("_")[2]
