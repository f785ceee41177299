"""The one list of what can go wrong: everything in it is explained to people, and nothing outside it can be switched on."""

from pathlib import Path

import pytest

from sandbox.catalogue import catalogue, groups
from sandbox.facebook.faults import AFTER_WRITE, REFUSALS
from sandbox.faults import Faults

README = Path(__file__).parents[2] / "sandbox" / "README.md"


def test_every_fault_says_in_words_what_it_does() -> None:
    assert all(fault.title and fault.words for fault in catalogue().values())
    assert len({(fault.group, fault.title) for fault in catalogue().values()}) == len(catalogue())


def test_every_fault_has_a_door_and_a_group_with_a_heading() -> None:
    assert {fault.door for fault in catalogue().values()} == {"facebook", "slack", "teams"}
    assert {fault.group for fault in catalogue().values()} == set(groups())


def test_what_facebook_can_refuse_is_in_the_catalogue() -> None:
    assert {*REFUSALS, *AFTER_WRITE} <= set(catalogue())


@pytest.mark.parametrize("name", catalogue())
def test_every_fault_stands_in_the_readme(name: str) -> None:
    assert f"`{name}`" in README.read_text(encoding="utf-8")


def test_what_is_not_in_the_catalogue_cannot_be_switched_on() -> None:
    with pytest.raises(KeyError, match=r"facebook\.rain"):
        Faults().arm("facebook.rain")
