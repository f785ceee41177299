"""The tour's sentences, read from `tour.toml`, and moments in words."""

import tomllib
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

from sandbox.stage.clock_jumps import OSLO


def words(key: str, **values: object) -> str:
    """The sentence at `key` ("scene.name") with its placeholders filled. Raises KeyError for a key that is not there."""
    return str(_found(key)).format(**values)


def several(key: str) -> list[str]:
    """The list of sentences at `key`."""
    return [str(one) for one in _found(key)]


def moment(at: datetime) -> str:
    """A moment (aware) in Oslo time, as the municipality writes it: weekday and clock."""
    local = at.astimezone(OSLO)
    return words("moment", weekday=several("weekdays")[local.weekday()], clock=f"{local:%H.%M}")


def _found(key: str) -> Any:
    found: Any = _all()
    for part in key.split("."):
        found = found[part]
    return found


@cache
def _all() -> dict[str, Any]:
    return tomllib.loads(resources.files("sandbox").joinpath("tour.toml").read_text(encoding="utf-8"))
