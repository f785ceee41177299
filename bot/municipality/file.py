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
    except OSError:
        return Reading(
            None, "nb", [Fault("MUNICIPALITY_FILE", "no_file", example="MUNICIPALITY_FILE=municipality.toml")]
        )
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        key = "twice" if str(error).startswith(TWICE) else "not_toml"
        return Reading(None, "nb", [Fault(path.name, key, int(line[1]) if line else None)])
    return _parsed(raw, key_lines(text))


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
    told = {fault.name for fault in faults}
    more = [fault for fault in check(municipality, lines) if fault.name not in told]
    return Reading(municipality, _language(raw), faults + more)


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
