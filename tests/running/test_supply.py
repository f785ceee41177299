"""The bill of materials names what is pinned, in the published form; the audit tells what is known, or that nobody was asked."""

import json
from typing import Any

import httpx
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.running.supply import PINS, Pin, audit, bill, pins

PACKAGES = pins(PINS.read_text(encoding="utf-8"))
HTTPX = Pin("httpx", "0.28.1", ("svarvakt",))


def test_every_pin_of_the_program_is_in_the_bill() -> None:
    lines = [line for line in PINS.read_text(encoding="utf-8").splitlines() if "==" in line and line[:1].isalpha()]
    named = bill(PACKAGES, "svarvakt", "0.1.0")["components"]

    assert [f"{one['name']}=={one['version']}" for one in named] == [line.split(" ")[0] for line in lines]


def test_the_bill_holds_to_the_published_schema() -> None:
    written = json.dumps(bill(PACKAGES, "svarvakt", "0.1.0"))

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is None


def test_the_schema_would_say_what_is_wrong() -> None:
    wrong = bill(PACKAGES, "svarvakt", "0.1.0") | {"serialNumber": "12"}

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(wrong)) is not None


def test_the_same_pins_make_the_same_bill_and_others_another() -> None:
    one, other = bill(PACKAGES, "svarvakt", "0.1.0"), bill(PACKAGES[1:], "svarvakt", "0.1.0")

    assert one == bill(PACKAGES, "svarvakt", "0.1.0")
    assert one["serialNumber"] != other["serialNumber"]


def test_the_bill_tells_who_brought_whom() -> None:
    found = bill([HTTPX, Pin("h11", "0.16.0", ("httpcore", "httpx"))], "svarvakt", "0.1.0")["dependencies"]

    assert {each["ref"]: each["dependsOn"] for each in found} == {
        "pkg:pypi/svarvakt@0.1.0": ["pkg:pypi/httpx@0.28.1"],
        "pkg:pypi/httpx@0.28.1": ["pkg:pypi/h11@0.16.0"],
        "pkg:pypi/h11@0.16.0": [],
    }


def test_what_is_known_against_a_pin_is_told_by_name() -> None:
    told, is_known = audit([HTTPX], lambda _address, _body: {"results": [{"vulns": [{"id": "GHSA-aaaa"}]}]})

    assert is_known
    assert "pkg:pypi/httpx@0.28.1: GHSA-aaaa" in told


def test_nothing_known_is_said_with_how_many_were_asked_about() -> None:
    assert audit([HTTPX], lambda _address, _body: {"results": [{}]}) == (
        "advisories: none is known against 1 pinned packages",
        False,
    )


@pytest.mark.parametrize("error", [httpx.ConnectError("no network"), httpx.ReadTimeout("slow"), ValueError("no JSON")])
def test_where_nobody_can_be_asked_that_is_said_and_is_no_failure(error: Exception) -> None:
    def refuse(_address: str, _body: Any) -> Any:
        raise error

    told, is_known = audit([HTTPX], refuse)

    assert not is_known
    assert "nobody could be asked" in told


def test_an_answer_about_fewer_packages_than_were_asked_about_proves_nothing() -> None:
    told, _ = audit([HTTPX, HTTPX], lambda _address, _body: {"results": [{}]})

    assert "nobody could be asked" in told
