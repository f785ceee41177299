"""What people are called: asked for in time, since first names go out to citizens."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from handlers.slack.hear.connect import open_session, web_client
from handlers.slack.hear.people import People
from sandbox.people import APP
from sandbox.server import Sandbox

ANNE = {"id": "U0ANNE0001", "username": "anne.berg"}


@pytest.fixture
async def people(sandbox: Sandbox) -> AsyncIterator[People]:
    client = web_client(APP.slack_bot_token, sandbox.slack_api_url)
    client.session = open_session()
    yield People(client)
    await client.session.close()


async def test_the_first_press_after_a_start_comes_with_the_real_name(people: People) -> None:
    assert await people.name_of(ANNE) == "Anne Berg"


async def test_a_name_is_asked_for_once(sandbox: Sandbox, people: People) -> None:
    await people.name_of(ANNE)
    await people.name_of(ANNE)

    assert [call.method for call in sandbox.slack.calls] == ["users.info"]


@pytest.mark.parametrize("fault", ["slack.http_503", "slack.slow"])
async def test_without_an_answer_in_time_the_handle_has_to_do(sandbox: Sandbox, people: People, fault: str) -> None:
    sandbox.faults.arm(fault, match="users.info")

    assert await people.name_of(ANNE) == "@anne.berg"


async def test_a_name_with_half_a_character_and_nul_can_be_kept_by_every_store(
    sandbox: Sandbox, people: People
) -> None:
    known = sandbox.slack._workspace.people
    known[ANNE["id"]] = replace(known[ANNE["id"]], name="Anne \ud83d\x00 Berg")

    assert await people.name_of(ANNE) == "Anne \ufffd\ufffd Berg"
