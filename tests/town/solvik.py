"""The municipality's file: Solvik's own, and what stories change in it."""

from pathlib import Path

from sandbox.server import Sandbox
from sandbox.teams.state.names import in_teams

SOLVIK = Path(__file__).parents[2] / "sandbox" / "solvik.toml"


def solvik_with(folder: Path, before: str, after: str) -> str:
    """A municipality file like Solvik's with one passage changed; where it lies."""
    text = SOLVIK.read_text(encoding="utf-8")
    assert text.count(before) == 1, "the passage to change must stand there once"
    file = folder / "municipality.toml"
    file.write_text(text.replace(before, after), encoding="utf-8")
    return str(file)


def without_briefs(folder: Path) -> str:
    """Solvik's file for stories that are about neither the morning brief nor a burst: both show the words of other stories."""
    file = folder / "without_briefs.toml"
    file.write_text(
        SOLVIK.read_text(encoding="utf-8")
        + "\n[brief]\nmorning = false\nfriday = false\n\n[collecting]\nmore_than = 1000\n",
        encoding="utf-8",
    )
    return str(file)


def for_chat(sandbox: Sandbox, folder: Path, file: str) -> str:
    """The municipality's file with the names that its chat gives to people and channels."""
    if sandbox.teams is None:
        return file
    there = folder / "in_teams.toml"
    there.write_text(in_teams(Path(file).read_text(encoding="utf-8")), encoding="utf-8")
    return str(there)


def held_back(folder: Path, seconds: int = 300) -> dict[str, str]:
    """The environment of a bot that holds texts back for so long."""
    file = solvik_with(folder, "[front_desk]", f"[publishing]\nundo_seconds = {seconds}\n\n[front_desk]")
    return {"MUNICIPALITY_FILE": file}
