"""Changing single values in `.env` and leaving every other character of it as it is."""

import io
import re
from collections.abc import Sequence
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import Binding, parse_stream

from bot.municipality.env_file import read_env
from handlers.setting_up.writing import SECRET, NotWritten, put

_NEEDS_NO_QUOTES = re.compile(r"[\w.:/@|+=%~,-]+")


class SecretsFile:
    """`.env`. It is read anew for each change, so that nothing is lost that was written in between."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def value(self, name: str) -> str:
        """What stands in the file; empty when nothing does."""
        return read_env(self.path).values.get(name, "").strip()

    def set(self, name: str, value: str) -> None:
        """Write one value. The file is the owner's alone afterwards. Raises `NotWritten`, or `OSError`."""
        text = self._text()
        bindings = list(parse_stream(io.StringIO(text)))
        changed = _replaced(bindings, name, f"{name}={_quoted(value)}") or _appended(text, f"{name}={_quoted(value)}")
        if _values(changed) != {**_values(text), name: value}:
            raise NotWritten(name)
        put(self.path, changed, mode=SECRET)

    def _text(self) -> str:
        if not self.path.exists():
            return ""
        try:
            return self.path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise NotWritten(self.path.name) from error


def _replaced(bindings: Sequence[Binding], name: str, line: str) -> str:
    """The text with the last line of that name changed, which is the one that counts; empty when there is none."""
    last = max((number for number, one in enumerate(bindings) if one.key == name and not one.error), default=-1)
    if last < 0:
        return ""
    parts = [one.original.string for one in bindings]
    old = parts[last]
    before, end = old[: len(old) - len(old.lstrip())], old[len(old.rstrip()) :]
    lead = "export " if old.lstrip().startswith("export ") else ""
    parts[last] = f"{before}{lead}{line}{end}"
    return "".join(parts)


def _appended(text: str, line: str) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    gap = newline if text and not text.endswith("\n") else ""
    return f"{text}{gap}{line}{newline}"


def _quoted(value: str) -> str:
    if _NEEDS_NO_QUOTES.fullmatch(value) or not value:
        return value
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _values(text: str) -> dict[str, str | None]:
    return dotenv_values(stream=io.StringIO(text))
