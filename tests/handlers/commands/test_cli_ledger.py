"""`svarvakt check --ledger` against Facebook on localhost: nobody may be left without an answer or a reason."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sandbox.server import Sandbox
from tests.handlers.commands.command_line import SOLVIK, process
from tests.town import AHMED, ANNE, ERIK, JONAS, KARI, LIV, Town, bot_in, sandbox_at

ANSWER = "Hei, Kari! Klokka ti."


@pytest.fixture
async def sandbox(tmp_path: Path) -> AsyncIterator[Sandbox]:
    """Facebook and Slack after a day's work, with the bot gone home. What stood there before it came is nobody's difference."""
    async with sandbox_at() as world:
        world.facebook.switches.live = False
        world.facebook.comment("main", LIV, "Dette sto her lenge før noen kom?")
        world.clock.move(timedelta(days=4))
        world.facebook.switches.live = True
        async with bot_in(world, tmp_path) as app:
            await _a_days_work(Town(world, app))
        world.facebook.switches.live = False
        yield world


async def _a_days_work(town: Town) -> None:
    _, answered = await town.asked(KARI, "Når åpner badet?")
    await town.press_and_fill(ANNE, answered, "answer", {"text": ANSWER})
    _, promised = await town.asked(AHMED, "Når kommer brøytebilen?")
    await town.press_and_fill(ANNE, promised, "holding", {"holding": "holding", "department": "teknisk"})
    _, closed = await town.asked(LIV, "Så fint det er her nå!")
    await town.press_and_fill(JONAS, closed, "close", {"reason": "opinion"})
    await town.asked(ERIK, "Hvor søker jeg om skoleplass?")
    town.facebook.message("bibliotek", KARI, "Har dere lydbøker?")
    await town.card_with("Har dere lydbøker?", "C0BIBLIOT1")
    await town.card_shows(answered, "Publisert av Anne Berg")
    await town.card_shows(promised, "lovet svar innen")


async def test_where_all_is_accounted_for_the_difference_is_nothing(sandbox: Sandbox, tmp_path: Path) -> None:
    ended = await process("check", "--ledger", environment=_environment(sandbox, tmp_path), folder=tmp_path)

    lines = [line.split() for line in ended.out.splitlines()]
    assert lines[0][:3] == ["Side", "Besvart", "Vist"]
    assert lines[1] == ["main", "1", "0", "1", "1", "1", "0", "0", "0"]
    assert ["bibliotek", "0", "0", "0", "1", "0", "0", "0", "0"] in lines
    assert ended.code == 0


async def test_a_comment_nobody_has_seen_is_the_difference(sandbox: Sandbox, tmp_path: Path) -> None:
    unseen = sandbox.facebook.comment("main", KARI, "Er det noen hjemme?")

    code, told = await _ledger(sandbox, tmp_path)

    assert (code, told["ok"], told["difference"]) == (1, False, 1)
    assert [item["id"] for item in told["pages"]["main"]["items"]] == [unseen]
    assert told["pages"]["main"]["items"][0]["link"].startswith("https://")
    assert "hjemme" not in json.dumps(told)


async def test_an_answer_that_is_no_longer_there_is_the_difference(sandbox: Sandbox, tmp_path: Path) -> None:
    (answer,) = [c.id for post in sandbox.facebook.posts("main") for c in _all(sandbox, post.id) if c.text == ANSWER]
    sandbox.facebook.delete(answer, by_page=True)
    sandbox.clock.move(timedelta(hours=2))

    code, told = await _ledger(sandbox, tmp_path)

    assert (code, told["difference"], told["pages"]["main"]["lost_answers_to"]) == (1, 1, [1])


async def test_a_page_that_cannot_be_read_is_no_page_in_order(sandbox: Sandbox, tmp_path: Path) -> None:
    changed = _environment(sandbox, tmp_path) | {"FACEBOOK_PAGE_TOKEN_MAIN": "USER-TOKEN-admin"}

    ended = await process("check", "--ledger", environment=changed, folder=tmp_path)

    assert ended.code == 1
    assert "Disse sidene kunne ikke leses: main." in ended.err


async def _ledger(sandbox: Sandbox, folder: Path) -> tuple[int, Any]:
    ended = await process("check", "--ledger", "--json", environment=_environment(sandbox, folder), folder=folder)
    assert ended.out, ended.err
    return ended.code, json.loads(ended.out)


def _environment(sandbox: Sandbox, folder: Path) -> dict[str, str]:
    own = {"DATABASE_URL": f"sqlite:///{folder / 'svarvakt.db'}", "MUNICIPALITY_FILE": str(SOLVIK)}
    return {**sandbox.bot_env(), **own}


def _all(sandbox: Sandbox, post_id: str) -> list[Any]:
    return [one for comment in sandbox.facebook.comments(post_id) for one in (comment, *comment.replies)]
