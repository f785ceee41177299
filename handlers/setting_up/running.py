"""The whole set-up, step by step. Whoever stops keeps what was answered, and begins next time where something is missing."""

from collections.abc import Mapping
from pathlib import Path

from bot.municipality import file as municipality_file
from bot.municipality.faults import SettingsError
from bot.municipality.settings import glance
from handlers.commands.common import Words
from handlers.setting_up import chat, facebook, house, opening
from handlers.setting_up.session import Session
from handlers.setting_up.talk import Hear, Stopped, Talk, at_terminal
from handlers.setting_up.writing import NotWritten

STEPS = (
    house.who_we_are,
    chat.set_up,
    facebook.set_up,
    house.where_cards_go,
    house.who_answers,
    house.whose_pages,
    opening.when_open,
    house.ways_on,
    house.who_else,
)
UNREADABLE = (
    "not_readable",
    "not_utf8",
    "no_file",
    "twice",
    "env_line",
)  # nothing may be written into what cannot be read


def set_up(env_file: Path, environ: Mapping[str, str], hear: Hear = at_terminal, *, again: bool = False) -> str:
    """Go through the steps; empty when all are done, else why not, in words."""
    talk = Talk(Words(municipality_file.read(glance(env_file, environ).municipality_file).language), hear)
    if wrong := _unreadable(env_file, environ):
        return wrong
    session = Session(env_file, environ, talk, again=again)
    talk.say("welcome", env=str(env_file), file=str(session.file.path))
    try:
        for step in STEPS:
            step(session)
    except Stopped:
        return _stopped(session, env_file)
    except NotWritten as unwritten:
        return talk.text("not_written", place=str(unwritten), env=str(env_file), file=str(session.file.path))
    talk.say("done", env=str(env_file), file=str(session.file.path))
    return ""


def _stopped(session: Session, env_file: Path) -> str:
    """What was answered until then stands in the files that are there."""
    files = [str(path) for path in (env_file, session.file.path) if path.exists()]
    if not files:
        return session.talk.text("stopped_at_once")
    return session.talk.text("stopped", files=session.talk.text("and").join(files))


def _unreadable(env_file: Path, environ: Mapping[str, str]) -> str:
    """What must be mended by hand first."""
    from bot.municipality.env_file import read_env

    path = glance(env_file, environ).municipality_file
    found = municipality_file.read(path)
    of_file = found.faults if path.exists() and found.municipality is None and _is_no_toml(path) else []
    faults = [*(one for one in read_env(env_file).faults if one.key in UNREADABLE), *of_file]
    return str(SettingsError(faults, found.language)) if faults else ""


def _is_no_toml(path: Path) -> bool:
    import tomllib

    try:
        tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
        return True
    return False
