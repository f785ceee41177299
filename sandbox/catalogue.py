"""The one list of everything that can go wrong here, read from `faults.toml`: used by tests, command line, HTTP and page.

A fault strikes at a place. Calls to Facebook: "METHOD /path page-key". Its webhooks: "field item verb id". Calls to Slack:
"<method> <channel>". Its events: "<event type> <channel>". Gestures: "<payload type> <action or callback id>". Calls to
Teams: "begin|post|update|delete|member|members <channel>"; its events: "<activity type> <conversation id>".
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class Fault:
    """One thing that can go wrong. `title` and `words` are for people, in bokmål; `english` has both in English.

    `aim` is the part of a place where it strikes when a person switches it on; empty for anywhere.
    """

    name: str
    group: str
    title: str
    words: str
    english: Mapping[str, str] = field(hash=False)
    aim: str = ""

    @property
    def door(self) -> str:
        """Whose fault it is: facebook, slack or teams."""
        return self.name.partition(".")[0]


@cache
def catalogue() -> Mapping[str, Fault]:
    """Every fault by name, in the order of the panel."""
    return {name: Fault(name, **told) for name, told in _read().items() if not name.startswith("groups")}


def faults_of(doors: Collection[str]) -> Mapping[str, Fault]:
    """The faults that can strike where only these doors are open."""
    return {name: fault for name, fault in catalogue().items() if fault.door in doors}


@cache
def groups() -> Mapping[str, tuple[str, str]]:
    """What belongs together: the heading in bokmål and in English by the group's name, in the order of the panel."""
    read = _read()
    return {name: (title, read["groups_in_english"][name]) for name, title in read["groups"].items()}


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(resources.files("sandbox").joinpath("faults.toml").read_text(encoding="utf-8"))
