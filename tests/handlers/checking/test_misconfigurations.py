"""What an IT person gets wrong, one thing at a time, and what `svarvakt check` must say of it: a table of states and findings.

The check runs in this process, as the command line runs it, against simulators that a deed brings into the state.
"""

import tomllib
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from handlers.checking.looking import Checked, checked
from sandbox.server import Sandbox
from sandbox.teams.state.names import in_teams
from tests.handlers.checking.deeds import DEEDS
from tests.handlers.commands.command_line import ROOT

TABLE = tomllib.loads((Path(__file__).parent / "misconfigurations.toml").read_text(encoding="utf-8"))["row"]
EXAMPLE = (ROOT / "municipality.example.toml").read_text(encoding="utf-8").replace("C0VAKT0001", "C0SPORSMAL")
SHOWN = ["settings", "database", "facebook", "slack", "teams"]


@pytest.fixture(scope="module")
async def world() -> AsyncIterator[Sandbox]:
    """One sandbox for every state that does not change it."""
    opened = Sandbox()
    await opened.start()
    yield opened
    await opened.stop()


@pytest.mark.parametrize("row", TABLE, ids=[row["wrong"] for row in TABLE])
async def test_what_is_wrong_is_found_and_the_remedy_named(
    row: Mapping[str, Any], world: Sandbox, tmp_path: Path
) -> None:
    seen = await look(row, world, tmp_path)

    told = {one.kind or one.name: f"{one.name} {one.text} {one.breaks}" for one in seen.found}
    assert int(bool(seen.found)) == row.get("code", 1), told
    if "finds" in row:
        assert set(told) == set(row["finds"]), told
        assert [word for word in row["words"] if word not in told[row["finds"][0]]] == [], told
    assert all(one.where in SHOWN and (one.breaks or one.where == "settings") for one in seen.found)


async def look(row: Mapping[str, Any], world: Sandbox, folder: Path) -> Checked:
    """Bring about the state and check."""
    if not row.keys() & {"deed", "chat"}:
        world.clock.move(timedelta(minutes=2))  # Slack counts the calls of a minute
        return await checked(written(row, world, folder), row.get("environ", {}))
    own = Sandbox(chat=row.get("chat", "slack"))
    await own.start()
    try:
        env_file = written(row, own, folder)
        async with DEEDS[row.get("deed", ["nothing"])[0]](own, folder, *row.get("deed", ["nothing"])[1:]):
            return await checked(env_file, row.get("environ", {}))
    finally:
        await own.stop()


def written(row: Mapping[str, Any], world: Sandbox, folder: Path) -> Path:
    """The two files as the row has them."""
    text = EXAMPLE
    for before, after in row.get("file", ()):
        assert before in text, before
        text = text.replace(before, after, 1)
    text = in_teams(text) if row.get("chat") == "teams" else text
    file = folder / "municipality.toml"
    file.write_bytes(text.encode(row.get("file_encoding", "utf-8"), errors="replace"))
    own = {"PUBLIC_URL": "http://127.0.0.1:8099", "PORT": "0", "DATABASE_URL": f"sqlite:///{folder}/svarvakt.db"}
    pages = {name: value for name, value in world.bot_env().items() if "PAGE_TOKEN" not in name}
    tokens = {name: world.bot_env()[name] for name in ("FACEBOOK_PAGE_TOKEN_MAIN", "FACEBOOK_PAGE_TOKEN_BIBLIOTEK")}
    given = {**pages, **tokens, **own, "MUNICIPALITY_FILE": str(file), **row.get("env", {})}
    lines = [f"{name}={value}" for name, value in given.items() if name not in row.get("without", ())]
    written = "\n".join([*lines, row.get("lines", "")]).replace("{folder}", str(folder)).replace("{url}", world.url)
    env_file = folder / row.get("env_name", ".env")
    env_file.write_bytes(written.replace("\n", row.get("newline", "\n")).encode(row.get("env_encoding", "utf-8")))
    env_file.chmod(row.get("rights", 0o600))
    return folder / ".env"
