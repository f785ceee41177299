"""The command line as a process of its own: help, the bot itself, the demo, and the commands that ask Facebook and Slack."""

import asyncio
import json
import signal
from pathlib import Path

import httpx
import pytest

from sandbox.server import Sandbox
from storage.queues.claiming.claimant import take_place
from storage.queues.tables import Inbox
from tests.handlers.commands.command_line import (
    Ended,
    database,
    environment,
    process,
    row,
    started,
    stop,
    svarvakt,
)
from tests.ports import free_port
from tests.town import KARI, bot_in
from tests.waiting import eventually

COMMANDS = (
    "run", "demo", "check", "db", "catch-up", "list", "show", "inbox", "deliveries", "manifest", "subscribe",
    "when", "scan", "suggest", "language", "retention", "forget",
    "export",
)  # fmt: skip


# -- help and usage


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    result = svarvakt(command, "--help")

    assert result.exit_code == 0
    assert f"svarvakt {command} [" in result.stdout


def test_the_version_is_told() -> None:
    assert svarvakt("--version").stdout[0].isdigit()


def test_an_unknown_command_is_wrong_usage() -> None:
    assert svarvakt("answer").exit_code == 2


async def test_help_needs_nothing_that_is_slow_to_load(tmp_path: Path) -> None:
    ended = await process("--help", environment={"PYTHONPROFILEIMPORTTIME": "1"}, folder=tmp_path, anew=True)

    loaded = {line.rpartition("|")[2].strip() for line in ended.err.splitlines()}
    assert "handlers.cli" in loaded
    assert not loaded & {"sqlalchemy", "httpx", "slack_sdk", "pydantic", "uvicorn"}


# -- run


async def test_run_serves_until_it_is_told_to_stop(sandbox: Sandbox, tmp_path: Path) -> None:
    port = free_port()

    own = environment(sandbox, tmp_path, PORT=str(port))
    async with started("run", environment=own, folder=tmp_path, anew=True) as bot:
        await eventually(lambda: alive(f"http://127.0.0.1:{port}"), within=30)
        ended = await stop(bot, signal.SIGTERM)

    assert ended.code == 0
    assert "Traceback" not in ended.err


async def test_run_without_settings_tells_all_that_is_missing(tmp_path: Path) -> None:
    ended = await process("run", environment={}, folder=tmp_path, anew=True)

    assert ended.code == 1
    for name in ("FACEBOOK_APP_ID", "MUNICIPALITY_FILE", "SLACK_BOT_TOKEN"):
        assert name in ended.err
    assert "Traceback" not in ended.err


async def test_a_second_run_on_one_file_names_the_lock_file(sandbox: Sandbox, tmp_path: Path) -> None:
    place = take_place(f"sqlite:///{tmp_path / 'svarvakt.db'}")

    ended = await process("run", environment=environment(sandbox, tmp_path, PORT="0"), folder=tmp_path)

    place.release()
    assert_told(ended, "svarvakt.db.lock")


async def test_run_on_a_port_in_use_says_so(sandbox: Sandbox, tmp_path: Path) -> None:
    port = sandbox.url.rpartition(":")[2]

    ended = await process("run", environment=environment(sandbox, tmp_path, PORT=port), folder=tmp_path)

    assert_told(ended, f"127.0.0.1:{port}")


# -- demo


async def test_the_demo_opens_its_page_and_leaves_nothing_behind(tmp_path: Path) -> None:
    own = {"TMPDIR": str(tmp_path)}
    async with started("demo", "--port", "0", environment=own, folder=tmp_path, anew=True) as demo:
        url = await address_in(demo)
        page = await get(url)
        ended = await stop(demo, signal.SIGINT)

    assert "<html" in page.text
    assert (ended.code, ended.err) == (0, "")
    assert left_in(tmp_path) == []


async def test_the_demos_database_can_be_kept(tmp_path: Path) -> None:
    async with started("demo", "--port", "0", "--keep", "kept.db", environment={}, folder=tmp_path) as demo:
        await address_in(demo)
        await stop(demo, signal.SIGTERM)

    assert (tmp_path / "kept.db").stat().st_size > 0


async def test_the_demo_begins_with_the_faults_that_were_asked_for(tmp_path: Path) -> None:
    asked = ("--fault", "facebook.cut_after_write", "--fault", "slack.event_twice=0.25", "--seed", "7")
    async with started("demo", "--port", "0", *asked, environment={}, folder=tmp_path) as demo:
        told = (await get(f"{await address_in(demo)}/sandbox/faults")).json()
        await stop(demo, signal.SIGINT)

    shown = [(one["name"], one["times"], one["chance"]) for one in told["armed"]]
    assert (told["seed"], shown) == (7, [("facebook.cut_after_write", 1, 1.0), ("slack.event_twice", None, 0.25)])


@pytest.mark.parametrize("asked", ["facebook.rain", "slack.cut=often", "slack.cut=2"])
async def test_the_demo_lists_the_faults_there_are(tmp_path: Path, asked: str) -> None:
    ended = await process("demo", "--port", "0", "--fault", asked, environment={}, folder=tmp_path)

    assert_told(ended, asked)
    assert "facebook.cut_after_write" in ended.err


@pytest.mark.parametrize(("chat", "name"), [("slack", "Slack"), ("teams", "Teams")])
async def test_the_tour_plays_the_whole_story(tmp_path: Path, chat: str, name: str) -> None:
    ended = await process("demo", "--tour", "--chat", chat, environment={}, folder=tmp_path)

    assert (ended.code, ended.err) == (0, "")
    assert "✓" in ended.out
    assert f"alle ble sett på Facebook og i {name}." in " ".join(ended.out.replace("│", "").split())


async def test_the_demo_begins_anew_with_the_chat_that_is_chosen_on_the_page(tmp_path: Path) -> None:
    async with started("demo", "--port", "0", environment={}, folder=tmp_path) as demo:
        url = await address_in(demo)
        async with httpx.AsyncClient(base_url=url, trust_env=False) as page:
            await page.post("/sandbox/chat", json={"name": "teams"})
        again = await address_in(demo)
        state = (await get(f"{again}/sandbox/state")).json()
        ended = await stop(demo, signal.SIGINT)

    assert again == url
    assert "teams" in state
    assert (ended.code, ended.err) == (0, "")


async def test_a_kept_database_has_one_chat_only(tmp_path: Path) -> None:
    async with started("demo", "--port", "0", "--keep", "kept.db", environment={}, folder=tmp_path) as demo:
        state = (await get(f"{await address_in(demo)}/sandbox/state")).json()
        await stop(demo, signal.SIGTERM)

    assert state["chats"] == []


async def test_the_demo_overwrites_no_database(tmp_path: Path) -> None:
    (tmp_path / "mine.db").write_text("mine")

    ended = await process("demo", "--port", "0", "--keep", "mine.db", environment={}, folder=tmp_path)

    assert_told(ended, "mine.db")
    assert (tmp_path / "mine.db").read_text() == "mine"


async def test_the_demo_on_a_port_in_use_says_so(sandbox: Sandbox, tmp_path: Path) -> None:
    port = sandbox.url.rpartition(":")[2]

    ended = await process("demo", "--port", port, environment={}, folder=tmp_path)

    assert_told(ended, f"127.0.0.1:{port}")


# -- catch-up


async def test_catch_up_brings_what_was_missed_into_the_inbox(sandbox: Sandbox, tmp_path: Path) -> None:
    """The bot may be at work meanwhile: no lock is needed."""
    address = await asyncio.to_thread(database, tmp_path)
    place = take_place(address)
    sandbox.facebook.comment("bibliotek", KARI, "Når har dere åpent?")

    ended = await process("catch-up", "--json", environment=environment(sandbox, tmp_path), folder=tmp_path, anew=True)

    place.release()
    told = json.loads(ended.out)
    assert (ended.code, told["repaired"]["bibliotek"] > 0, told["unread"]) == (0, True, [])
    assert (await asyncio.to_thread(row, address, Inbox, 1)).state == "waiting"


async def test_catch_up_names_the_pages_it_could_not_read(sandbox: Sandbox, tmp_path: Path) -> None:
    await asyncio.to_thread(database, tmp_path)
    changed = environment(sandbox, tmp_path, FACEBOOK_PAGE_TOKEN_KINO="PAGE-TOKEN-old")

    ended = await process("catch-up", environment=changed, folder=tmp_path)

    assert_told(ended, "kunne ikke leses: kino")
    assert "main → " in ended.out


# -- subscribe


async def test_subscribe_makes_facebook_send_webhooks_for_every_page(sandbox: Sandbox, tmp_path: Path) -> None:
    async with bot_in(sandbox, tmp_path) as app:
        settings = environment(sandbox, tmp_path, PUBLIC_URL=app.url)
        ended = await process("subscribe", "--json", environment=settings, folder=tmp_path, anew=True)

    done = json.loads(ended.out)
    assert [one["name"] for one in done] == ["application", "main", "landbruk", "kulturskole", "bibliotek", "kino"]
    assert (all(one["ok"] for one in done), ended.code) == (True, 0)


async def test_subscribe_tells_where_facebook_refused(sandbox: Sandbox, tmp_path: Path) -> None:
    nobody = f"http://127.0.0.1:{free_port()}"

    ended = await process("subscribe", environment=environment(sandbox, tmp_path, PUBLIC_URL=nobody), folder=tmp_path)

    assert ended.code == 1
    assert "✗ application" in ended.out


async def test_subscribe_needs_a_public_address(sandbox: Sandbox, tmp_path: Path) -> None:
    ended = await process("subscribe", environment=environment(sandbox, tmp_path, PUBLIC_URL=""), folder=tmp_path)

    assert_told(ended, "PUBLIC_URL")


# -- helpers


def assert_told(ended: Ended, words: str) -> None:
    """It failed, and said why in words."""
    assert ended.code == 1
    assert words in ended.err
    assert "Traceback" not in ended.err


def left_in(folder: Path) -> list[str]:
    """The names of what is in a folder."""
    return [path.name for path in folder.iterdir()]


async def alive(url: str) -> bool:
    """Whether the bot answers."""
    try:
        return (await get(f"{url}/healthz")).is_success
    except httpx.TransportError:
        return False


async def get(url: str) -> httpx.Response:
    """One call, past any proxy."""
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(url)


async def address_in(demo: asyncio.subprocess.Process) -> str:
    """The address in the one line that the demo prints."""
    assert demo.stdout is not None
    line = (await asyncio.wait_for(demo.stdout.readline(), timeout=60)).decode()
    return next(word for word in line.split() if word.startswith("http://127.0.0.1:"))
