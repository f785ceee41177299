"""Reading `.env` as people write it: with marks of Windows, quotes, blanks, a line that is none, a name that stands there twice.

No value is ever told: it may be a secret.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dotenv import dotenv_values
from dotenv.parser import Binding, parse_stream

from bot.municipality.faults import Fault, line_of_byte

logging.getLogger("dotenv").setLevel(logging.CRITICAL)  # it would say in English, at each reading, what we say in words
_NAME = re.compile(r"\s*(?:export\s+)?([A-Za-z_]\w*)")

_NO_NAME = re.compile(r"[$:\s]")  # as in `$env:NAME`, which another shell wants

LOOKALIKES = (".env.txt", "env", "env.txt", ".env.local", ".env.example")  # what an editor or a hurry makes of `.env`


class Written(NamedTuple):
    """What stands in the file by name, and why some of it cannot be read."""

    values: dict[str, str]
    faults: list[Fault]
    unread: frozenset[str] = frozenset()
    """Names at the beginning of lines that cannot be read: they are there, whatever stands behind them."""


def read_env(env_file: Path | None) -> Written:
    """Read the file; one that is not there has no values, and is no fault: the environment may hold them all."""
    if env_file is None or not env_file.exists():
        return Written({}, [])
    try:
        text = env_file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Written({}, [Fault(env_file.name, "not_utf8", line_of_byte(error))])
    except PermissionError:
        return Written({}, [Fault(env_file.name, "not_readable")])
    except OSError:
        return Written({}, [Fault(env_file.name, "no_file", example=f"chmod 600 {env_file.name}")])
    values = dotenv_values(stream=io.StringIO(text))
    given = {name: value for name, value in values.items() if value is not None}
    lines = list(parse_stream(io.StringIO(text)))
    return Written(given, list(_unreadable(env_file.name, lines)), frozenset(_names(lines)))


def lookalike(env_file: Path) -> str:
    """A file beside a missing one that was perhaps meant to be it; empty where there is none."""
    return next((name for name in LOOKALIKES if name != env_file.name and env_file.with_name(name).exists()), "")


def _is_unread(line: Binding) -> bool:
    return bool(line.error or (line.key and (line.value is None or _NO_NAME.search(line.key))))


def _names(lines: list[Binding]) -> Iterator[str]:
    for line in lines:
        name = _NAME.match(line.original.string) if _is_unread(line) else None
        if name:
            yield name[1]


def _unreadable(file: str, lines: list[Binding]) -> Iterator[Fault]:
    for line in lines:
        if _is_unread(line):
            yield Fault(file, "env_line", _number(line))
    seen = Counter(line.key for line in lines if line.key)
    for line in {line.key: line for line in lines if line.key and seen[line.key] > 1}.values():
        yield Fault(str(line.key), "env_twice", _number(line))


def _number(line: Binding) -> int:
    """Where the words begin: what the parser took with them may begin with empty lines."""
    before = line.original.string
    return line.original.line + before[: len(before) - len(before.lstrip())].count("\n")
