"""Reading `municipality.toml` to the end, also when something in it is wrong, so that all its faults are found in one go."""

import copy
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from bot.municipality.check import check
from bot.municipality.faults import Fault, example_value, file_faults, line_of_byte
from bot.municipality.shape import Municipality
from bot.municipality.toml_lines import key_lines
from bot.texts.wording import LANGUAGES

TWICE = ("Cannot declare", "Cannot overwrite", "Cannot mutate")  # how tomllib says that a name stands there already
LONG_DASHES = "\u2010-\u2015\u2212"  # what Word makes of a hyphen between numbers
HABITS = (  # a habit from elsewhere, how its line looks, and what is written instead
    ("hard_blank", r"[\u00a0\u2007\u200b\u202f\u2060\ufeff]", 'name = "Solvik kommune"'),
    ("smart_quotes", r"=\s*\[?\s*[“”„«»‘’]", 'name = "Solvik kommune"'),
    ("colon", r"^\s*[\w-]+\s*:(?!.*=)", 'name = "Solvik kommune"'),
    (
        "true_false",
        r"=\s*(True|False|TRUE|FALSE|[Jj]a|[Nn]ei|[Yy]es|[Nn]o|on|off)\s*(#.*)?$",
        "closed_on_holidays = true",
    ),
    ("comment_sign", r"^\s*(//|;|--|/\*)", "# Åpningstidene"),
    (
        "date",
        rf"^[^\"']*?(?<![\d.])(\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}|\d{{4}}[{LONG_DASHES}/.]\d{{1,2}})",
        "closed_dates = [2026-12-24, 2026-12-31]",
    ),
    ("no_quotes", r"=\s*\[?\s*[A-Za-zÆØÅæøå@/+][^\"']*$", 'name = "Solvik kommune"'),
    ("no_value", r"=\s*(#.*)?$", 'name = "Solvik kommune"'),
    (
        "key_letters",
        r"^\s*\[[^\]\"]*[^\x00-\x7f\]\"][^\]\"]*\]|^\s*\w*[^\W\x00-\x7f]\w*\s*=",
        "[departments.vann_og_avlop]",
    ),
    ("key_blank", r"^\s*\[[\w.-]+\s+[\w.-]", "[departments.teknisk_drift]"),
    ("no_comma", r"[\"']\s+[\"']", 'people = ["U0ANNE0001", "U0JONAS001"]'),
    ("decimal_comma", r"=\s*\d+,\d+\s*(#.*)?$", "pace_seconds = 2.5"),
    ("backslash", r"=.*\"[^\"]*\\(?![btnfr\"\\uUe])", 'name = "Vann/avløp"'),
    ("no_end_quote", r"=\s*\[?\s*\"[^\"]*$", 'name = "Solvik kommune"'),
    ("no_table_end", r"^\s*\[[^\]]*$", "[pages.main]"),
)
Lines = Mapping[tuple[str, ...], int]


class Reading(NamedTuple):
    """What came of reading the file. With faults, `municipality` is a mended one that serves only to look for more of them."""

    municipality: Municipality | None
    language: str
    faults: list[Fault]


def read(path: Path) -> Reading:
    """Read and check the file. Never raises: what is wrong is in `faults`."""
    try:
        written = path.read_bytes()
        text = written.decode("utf-8-sig").replace("\r\n", "\n")
        raw = tomllib.loads(text)
    except UnicodeDecodeError as error:
        return Reading(None, "nb", [Fault(path.name, "not_utf8", line_of_byte(error))])
    except PermissionError:
        return Reading(None, "nb", [Fault(path.name, "not_readable")])
    except OSError:
        return Reading(None, "nb", [_unread(path)])
    except tomllib.TOMLDecodeError as error:
        return Reading(None, "nb", [_not_toml(path.name, text, str(error))])
    return _parsed(raw, key_lines(text))


def _unread(path: Path) -> Fault:
    """Why there is nothing to read. What a shell would put in place of a sign stays as it is in `.env`."""
    if re.search(r"~|\$|%\w+%", str(path)) and not path.exists():
        return Fault(
            "MUNICIPALITY_FILE", "path_unexpanded", example="MUNICIPALITY_FILE=/srv/svarvakt/municipality.toml"
        )
    key = "no_file" if path.exists() else "no_municipality_file"
    return Fault("MUNICIPALITY_FILE", key, example="MUNICIPALITY_FILE=municipality.toml")


def _not_toml(name: str, text: str, error: str) -> Fault:
    """What is wrong with a line, as far as it can be told from the habits of those who write it."""
    found = re.search(r"line (\d+)", error)
    number = int(found[1]) if found else None
    if error.startswith(TWICE):
        return Fault(name, "twice", number)
    lines = text.splitlines()
    line = lines[number - 1] if number and number <= len(lines) else ""
    key, example = next(((key, example) for key, habit, example in HABITS if re.search(habit, line)), ("not_toml", ""))
    return Fault(name, key, number, example)


def _parsed(raw: dict[str, Any], lines: Lines) -> Reading:
    try:
        municipality = Municipality.model_validate(raw)
    except ValidationError as error:
        return _mended(raw, error, lines)
    return Reading(municipality, municipality.language, list(check(municipality, lines)))


def _mended(raw: dict[str, Any], error: ValidationError, lines: Lines) -> Reading:
    """Put an example in each wrong place and look at the rest: a department that does not exist is told in the same go."""
    faults = file_faults(error, Municipality, lines)
    try:
        municipality = Municipality.model_validate(_with_examples(raw, error))
    except (ValidationError, KeyError, IndexError, TypeError):
        return Reading(None, _language(raw), faults)
    more = [fault for fault in check(municipality, lines) if not _holds_one(fault.name, faults)]
    return Reading(municipality, _language(raw), faults + more)


def _holds_one(name: str, faults: Sequence[Fault]) -> bool:
    """Whether a fault stands here or inside: then what was put in its place proves nothing of the rest."""
    return any(fault.name == name or fault.name.startswith(f"{name}.") for fault in faults)


def _with_examples(raw: dict[str, Any], error: ValidationError) -> dict[str, Any]:
    mended = copy.deepcopy(raw)
    for found in error.errors():
        loc = [part for part in found["loc"] if part != "[key]"]
        table = _inside(mended, loc[:-1])
        if found["type"] == "extra_forbidden":
            del table[loc[-1]]
        else:
            table[loc[-1]] = example_value(Municipality, loc)
    return mended


def _inside(table: Any, loc: Sequence[int | str]) -> Any:
    for part in loc:
        table = table[part]
    return table


def _language(raw: Mapping[str, Any]) -> str:
    identity = raw.get("municipality")
    language = identity.get("language") if isinstance(identity, dict) else None
    return language if language in LANGUAGES else "nb"
