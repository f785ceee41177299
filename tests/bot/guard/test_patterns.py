import importlib
import pkgutil
import re

import pytest

import bot.guard
import bot.reading
import bot.rules.talk
from bot.guard.patterns import any_of, regex

ROOMS = (bot.guard, bot.reading, bot.rules.talk)
MODULES = [one.name for room in ROOMS for one in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")]


def test_a_pattern_is_read_when_something_is_looked_for_with_it_and_no_sooner() -> None:
    broken = regex("(")

    with pytest.raises(re.error):
        broken.search("")


def test_a_pattern_finds_what_a_compiled_one_finds() -> None:
    found = regex(r"b(\w)", re.IGNORECASE)

    assert [one[1] for one in found.finditer("Ba bo")] == ["a", "o"]
    assert found.sub("_", "Ba bo") == "_ _"
    assert found.pattern == r"b(\w)"
    assert found.flags == re.IGNORECASE


@pytest.mark.parametrize("module", MODULES)
def test_no_room_that_reads_words_compiles_a_pattern_before_there_is_a_word(module: str) -> None:
    """Compiling them all took a fifth of a second of every start."""
    held = vars(importlib.import_module(module)).values()

    assert not [one.pattern for one in held if isinstance(one, re.Pattern)]


@pytest.mark.parametrize("module", MODULES)
def test_every_pattern_can_be_read(module: str) -> None:
    for one in vars(importlib.import_module(module)).values():
        if type(one) is type(any_of([])):
            one.fullmatch("")
