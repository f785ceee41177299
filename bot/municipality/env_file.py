"""Reading `.env` as people write it: with marks of Windows, quotes, blanks, a line that is none, a name that stands there twice.

No value is ever told: it may be a secret.
"""

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dotenv import dotenv_values
from dotenv.parser import Binding, parse_stream

from bot.municipality.faults import Fault, line_of_byte

LOOKALIKES = (".env.txt", "env", "env.txt", ".env.local", ".env.example")  # what an editor or a hurry makes of `.env`


class Written(NamedTuple):
    """What stands in the file by name, and why some of it cannot be read."""

    values: dict[str, str]
    faults: list[Fault]


def read_env(env_file: Path | None) -> Written:
    """Read the file; one that is not there has no values, and is no fault: the environment may hold them all."""
    if env_file is None or not env_file.exists():
        return Written({}, [])
    try:
        text = env_file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Written({}, [Fault(env_file.name, "not_utf8", line_of_byte(error))])
    except OSError:
        return Written({}, [Fault(env_file.name, "no_file", example=f"chmod 600 {env_file.name}")])
    values = dotenv_values(stream=io.StringIO(text))
    given = {name: value for name, value in values.items() if value is not None}
    return Written(given, list(_unreadable(env_file.name, list(parse_stream(io.StringIO(text))))))


def lookalike(env_file: Path) -> str:
    """A file beside a missing one that was perhaps meant to be it; empty where there is none."""
    return next((name for name in LOOKALIKES if name != env_file.name and env_file.with_name(name).exists()), "")


def _unreadable(file: str, lines: list[Binding]) -> Iterator[Fault]:
    for line in lines:
        if line.error or (line.key and line.value is None):
            yield Fault(file, "env_line", _number(line))
    seen = Counter(line.key for line in lines if line.key)
    for line in {line.key: line for line in lines if line.key and seen[line.key] > 1}.values():
        yield Fault(str(line.key), "env_twice", _number(line))


def _number(line: Binding) -> int:
    """Where the words begin: what the parser took with them may begin with empty lines."""
    before = line.original.string
    return line.original.line + before[: len(before) - len(before.lstrip())].count("\n")
