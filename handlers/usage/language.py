"""In which language the command line speaks before anything of the settings is looked at closely."""

import logging
import os
import tomllib
from functools import partial
from pathlib import Path
from typing import Protocol

from bot.texts.wording import LANGUAGES, Wording

USUAL, FIRST = "municipality.toml", LANGUAGES[0]


class Say(Protocol):
    """Who knows the words."""

    def __call__(self, key: str, **values: str) -> str:
        """The sentence for a key below [ui.cli], with its values."""


def speaker(env_file: Path) -> Say:
    """Sentences in the municipality's language. Reading all the settings for that would take longer than the help itself."""
    return partial(_say, Wording(), spoken(env_file))


def spoken(env_file: Path) -> str:
    """The language of the municipality's file; bokmål where it does not tell one."""
    try:
        text = Path(_named(env_file)).read_bytes().decode("utf-8-sig")
        language = tomllib.loads(text)["municipality"]["language"]
    except (OSError, ValueError, KeyError, TypeError):  # whatever is wrong with the file, `svarvakt check` says it
        return FIRST
    return language if language in LANGUAGES else FIRST


def _named(env_file: Path) -> str:
    """Where the municipality's file is, as far as a glance at the environment and `.env` tells."""
    if named := os.environ.get("MUNICIPALITY_FILE"):
        return named
    if not env_file.is_file():
        return USUAL
    from dotenv import dotenv_values

    logging.getLogger("dotenv").setLevel(logging.CRITICAL)  # a line that it cannot read is told by `svarvakt check`
    return dotenv_values(env_file, encoding="utf-8-sig").get("MUNICIPALITY_FILE") or USUAL


def _say(wording: Wording, language: str, key: str, **values: str) -> str:
    return wording.say(f"cli.{key}", language, **values)
