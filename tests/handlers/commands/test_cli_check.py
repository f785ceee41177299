"""`svarvakt check`: what is wrong with the settings and the outside services, and how to mend it."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from sandbox.server import Sandbox
from sandbox.teams.state.names import in_teams
from tests.handlers.commands.command_line import ROOT, SOLVIK, environment, process
from tests.town import solvik_with


async def test_check_finds_a_connected_bot_in_order(sandbox: Sandbox, tmp_path: Path) -> None:
    ended = await process("check", "--json", environment=environment(sandbox, tmp_path), folder=tmp_path, anew=True)

    assert json.loads(ended.out) == {"ok": True, "asked": ["settings", "database", "slack", "facebook"], "troubles": []}
    assert (ended.code, ended.err) == (0, "")


@pytest.mark.parametrize(
    ("changes", "where", "said"),
    [
        ({"FACEBOOK_PAGE_TOKEN_MAIN": "PAGE-TOKEN-old"}, "facebook", "Nøkkelen til siden main"),
        ({"FACEBOOK_APP_SECRET": "another"}, "facebook", "FACEBOOK_APP_ID sammen med FACEBOOK_APP_SECRET"),
        ({"FACEBOOK_APP_ID": "4711"}, "facebook", "FACEBOOK_APP_ID sammen med FACEBOOK_APP_SECRET"),
        ({"SLACK_BOT_TOKEN": "xoxb-revoked"}, "slack", "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": ""}, "settings", "SLACK_BOT_TOKEN"),
        ({"DATABASE_URL": "mysql://localhost/svarvakt"}, "database", "DATABASE_URL"),
    ],
)
async def test_check_says_what_is_wrong_and_how_to_mend_it(
    sandbox: Sandbox, tmp_path: Path, changes: Mapping[str, str], where: str, said: str
) -> None:
    ended = await process("check", "--json", environment=environment(sandbox, tmp_path, **changes), folder=tmp_path)

    troubles = json.loads(ended.out)["troubles"]
    assert ended.code == 1
    assert [(one["where"], said in one["text"]) for one in troubles] == [(where, True)]
    assert "PAGE-TOKEN-old" not in ended.out + ended.err


async def test_check_speaks_to_people_place_by_place(sandbox: Sandbox, tmp_path: Path) -> None:
    changed = environment(sandbox, tmp_path, SLACK_BOT_TOKEN="xoxb-revoked")

    ended = await process("check", environment=changed, folder=tmp_path)

    lines = ended.out.splitlines()
    assert lines[:3] == ["✓ Innstillinger: i orden", "✓ Database: i orden", "✗ Slack: dette må rettes"]


async def test_what_breaks_stands_below_its_own_causes_and_the_root_of_all_comes_first(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("# nøkler\n".encode("utf-16"))
    (tmp_path / ".env").chmod(0o644)

    ended = await process("check", environment={"LANG": "C.UTF-8"}, folder=tmp_path)

    lines = [line.strip() for line in ended.out.splitlines()]
    assert "UTF-8" in lines[1]
    start, secrets = (next(n for n, one in enumerate(lines) if words in one) for words in ("starter ikke", "svare som"))
    readable = next(n for n, one in enumerate(lines) if "chmod 600" in one)
    assert start < readable < secrets


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_a_terminal_of_an_older_encoding_shows_what_it_can(encoding: str, tmp_path: Path) -> None:
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding}

    ended = subprocess.run(
        [sys.executable, "-m", "bot", "check"], cwd=tmp_path, env=own, capture_output=True, check=False
    )

    assert (ended.returncode, ended.stderr) == (1, b"")
    assert "? Innstillinger: dette må rettes" in ended.stdout.decode(encoding)


def test_json_keeps_every_letter_whatever_the_terminal_has(tmp_path: Path) -> None:
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "latin-1"}

    ended = subprocess.run(
        [sys.executable, "-m", "bot", "check", "--json"], cwd=tmp_path, env=own, capture_output=True, check=False
    )

    assert any("fyll ut" in one["text"] and "kjør" in one["text"] for one in json.loads(ended.stdout)["troubles"])


async def test_check_asks_teams_where_that_is_the_chat(tmp_path: Path) -> None:
    file = tmp_path / "solvik.toml"
    file.write_text(in_teams(SOLVIK.read_text(encoding="utf-8")), encoding="utf-8")
    world = Sandbox(chat="teams")
    await world.start()
    try:
        own = environment(world, tmp_path, MUNICIPALITY_FILE=str(file))
        right = await process("check", environment=own, folder=tmp_path)
        wrong = await process("check", environment=own | {"TEAMS_APP_SECRET": "another"}, folder=tmp_path)
    finally:
        await world.stop()

    assert (right.code, wrong.code) == (0, 1)
    assert "✓ Microsoft Teams: i orden" in right.out
    assert "TEAMS_APP_SECRET" in wrong.out
    assert "Slack" not in right.out + wrong.out


async def test_check_names_the_app_token_that_slack_refuses(sandbox: Sandbox, tmp_path: Path) -> None:
    changed = environment(sandbox, tmp_path, SLACK_APP_TOKEN="xapp-revoked")

    ended = await process("check", "--json", environment=changed, folder=tmp_path)

    (trouble,) = json.loads(ended.out)["troubles"]
    assert ended.code == 1
    assert "SLACK_APP_TOKEN (invalid_auth)" in trouble["text"]


async def test_check_names_each_group_that_cannot_be_looked_up(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.slack.group_failures["S0TEKNISK1"] = "no_such_subteam"

    ended = await process("check", "--json", environment=environment(sandbox, tmp_path), folder=tmp_path)

    assert ended.code == 1
    (trouble,) = json.loads(ended.out)["troubles"]
    assert "S0TEKNISK1 (no_such_subteam)" in trouble["text"]


async def test_check_tells_what_a_page_must_say_itself_where_comments_are_closed(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    file = solvik_with(tmp_path, 'department = "kino"\ncomments = "open"', 'department = "kino"\ncomments = "closed"')

    ended = await process("check", environment=environment(sandbox, tmp_path, MUNICIPALITY_FILE=file), folder=tmp_path)

    assert ended.code == 0
    assert "Skriv til oss i en melding, så svarer vi deg der: https://m.me/100200300400504" in ended.out


DESK = '[front_desk]\npeople = ["U0ANNE0001", "U0JONAS001"]'
MANAGER = 'group = "S0TEKNISK1"\nmanager = "U0KJELL001"'


async def test_check_tells_which_page_a_token_belongs_to(sandbox: Sandbox, tmp_path: Path) -> None:
    file = solvik_with(tmp_path, 'facebook_id = "100200300400500"', 'facebook_id = "100200300400599"')
    changed = environment(sandbox, tmp_path, MUNICIPALITY_FILE=file)

    ended = await process("check", "--json", environment=changed, folder=tmp_path)

    (trouble,) = json.loads(ended.out)["troubles"]
    assert (
        "hører til siden med id 100200300400500, men facebook_id i municipality.toml er 100200300400599"
        in trouble["text"]
    )


@pytest.mark.parametrize(
    ("before", "after", "person", "where"),
    [
        (DESK, DESK.replace("U0JONAS001", "@jonas.li"), "«@jonas.li»", "front_desk"),
        (MANAGER, MANAGER.replace("LL001", "LL00I"), "U0KJELL00I", "manager"),
    ],
)
async def test_check_names_who_cannot_be_called_and_where_it_stands(
    sandbox: Sandbox, tmp_path: Path, before: str, after: str, person: str, where: str
) -> None:
    changed = environment(sandbox, tmp_path, MUNICIPALITY_FILE=solvik_with(tmp_path, before, after))

    ended = await process("check", "--json", environment=changed, folder=tmp_path)

    (trouble,) = json.loads(ended.out)["troubles"]
    assert (ended.code, trouble["where"]) == (1, "slack")
    assert person in trouble["text"]
    assert where in trouble["text"]


async def test_check_names_somebody_who_has_left(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.slack.deactivated.add("U0OLA00001")
    try:
        ended = await process("check", "--json", environment=environment(sandbox, tmp_path), folder=tmp_path)
    finally:
        sandbox.slack.deactivated.clear()

    (trouble,) = json.loads(ended.out)["troubles"]
    assert "U0OLA00001" in trouble["text"]
    assert "(deleted)" in trouble["text"]


async def test_check_says_that_others_can_read_the_secrets(sandbox: Sandbox, tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.env"
    secrets.write_text("LOG_FORMAT=json\n", encoding="utf-8")
    secrets.chmod(0o644)
    words = ("check", "--json", "--env-file", str(secrets))

    readable = await process(*words, environment=environment(sandbox, tmp_path), folder=tmp_path)
    secrets.chmod(0o600)
    private = await process(*words, environment=environment(sandbox, tmp_path), folder=tmp_path)

    (trouble,) = json.loads(readable.out)["troubles"]
    assert "chmod 600" in trouble["text"]
    assert private.code == 0


async def test_check_says_that_the_port_is_in_use_by_somebody_else(sandbox: Sandbox, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        changed = environment(sandbox, tmp_path, HOST="127.0.0.1", PORT=port)
        ended = await process("check", "--json", environment=changed, folder=tmp_path)

    (trouble,) = json.loads(ended.out)["troubles"]
    assert f"127.0.0.1:{port}" in trouble["text"]


async def test_check_says_that_facebook_cannot_reach_us(sandbox: Sandbox, tmp_path: Path) -> None:
    changed = environment(sandbox, tmp_path, PUBLIC_URL="", FACEBOOK_INTAKE="webhook")

    ended = await process("check", "--json", environment=changed, folder=tmp_path)

    (trouble,) = json.loads(ended.out)["troubles"]
    assert trouble["text"].startswith("PUBLIC_URL mangler")


async def test_check_says_that_nobody_may_approve(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.slack.group_failures["S0FRONT001"] = "missing_scope"
    file = solvik_with(tmp_path, '[front_desk]\npeople = ["U0ANNE0001", "U0JONAS001"]\n', "[front_desk]\n")
    changed = environment(sandbox, tmp_path, MUNICIPALITY_FILE=file)

    ended = await process("check", "--json", environment=changed, folder=tmp_path)

    told = " ".join(one["text"] for one in json.loads(ended.out)["troubles"])
    assert ended.code == 1
    assert "S0FRONT001 (missing_scope)" in told
    assert "Ingen har rett til å godkjenne svar" in told
