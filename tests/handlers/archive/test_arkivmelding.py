"""Each post of `arkivmelding.json` is a message that KS's published schema for Fiks Arkiv allows: names, order, kinds and codes."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from handlers.archive.arkivmelding import Words, arkivmelding
from handlers.archive.record import Entry, Record
from tests.handlers.archive.shapes import faults, messages

NOON = datetime(2026, 2, 9, 12, tzinfo=UTC)
FILES = {"samtale.json": b"{}", "samtale.pdf": b"%PDF-1.4"}
TITLES = {"in": "Inn", "out": "Ut", "internal": "Tråden"}
WORDS = Words(TITLES, "Ukjent innbygger", "Velges av arkivaren", ZoneInfo("Europe/Oslo"))
ASKED = Entry("citizen", "Kari Holm", "Når?", NOON)
ANSWERED = Entry("page", "Solvik kommune", "I morgen.", NOON, approver="Anne Berg")
RECORD = Record(
    number=12,
    page="Solvik kommune",
    kind="comment",
    flag="yes",
    reason="complaint",
    citizen="Kari Holm",
    external_id="5_1",
    link="https://facebook.example/5_1",
    is_personal=False,
    said=(ASKED, ANSWERED),
    thread=(replace(ASKED, role="expert"),),
)


def found(made: dict[str, Any]) -> list[str]:
    return [fault for message in messages(made) for fault in faults(message)]


@pytest.mark.parametrize(
    "record",
    [
        RECORD,
        replace(RECORD, is_personal=True),
        replace(RECORD, said=(ASKED,)),
        replace(RECORD, citizen=""),
        replace(RECORD, said=(ANSWERED,), thread=()),
    ],
    ids=["answered", "something personal", "not answered", "author erased", "words erased"],
)
@pytest.mark.parametrize("thread", [{}, {"intern-traad.json": b"{}"}], ids=["alone", "with the thread"])
def test_each_post_is_a_message_that_the_schema_allows(record: Record, thread: dict[str, bytes]) -> None:
    assert found(arkivmelding(record, WORDS, FILES, thread)) == []


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"journalposttype": "I"}, "is no object"),
        ({"journalposttype": {"kode": "Inn"}}, "is not in the list"),
        ({"dokumentetsDato": "2026-02-09T12:00:00+00:00"}, "is no day"),
        ({"mottattDato": "2026-02-09T12:00:00"}, "is no moment"),
        ({"tittel": ""}, "is no text"),
        ({"titel": "Inn"}, "unknown"),
    ],
)
def test_the_look_finds_what_is_wrong(changed: dict[str, Any], fault: str) -> None:
    made = arkivmelding(RECORD, WORDS, FILES, {})
    made["registrering"][0] |= changed

    assert [one for one in found(made) if fault in one]


def test_the_look_finds_what_is_missing_or_stands_in_another_order() -> None:
    made = arkivmelding(RECORD, WORDS, FILES, {})
    del made["registrering"][0]["journalposttype"]
    made["registrering"][1] = dict(reversed(made["registrering"][1].items()))

    told = found(made)
    assert "arkivmelding.registrering.journalposttype: missing" in told
    assert any("the order is" in one for one in told)


def test_each_file_is_counted_and_carries_its_own_sum_and_size() -> None:
    made = arkivmelding(RECORD, WORDS, FILES, {"intern-traad.json": b"[]"})
    files = {
        one["filnavn"]: one for post in made["registrering"] for one in post["dokumentbeskrivelse"][0]["dokumentobjekt"]
    }

    expected = {**FILES, "intern-traad.json": b"[]"}
    assert made["antallFiler"] == len(files) == 3
    assert {name: (one["sjekksum"], one["filstoerrelse"]) for name, one in files.items()} == {
        name: (hashlib.sha256(data).hexdigest(), len(data)) for name, data in expected.items()
    }


def test_what_the_citizen_wrote_came_in_and_what_we_wrote_went_out() -> None:
    inn, ut = arkivmelding(RECORD, WORDS, FILES, {})["registrering"]

    assert (inn["journalposttype"]["kode"], inn["mottattDato"], "sendtDato" in inn) == ("I", NOON.isoformat(), False)
    assert (ut["journalposttype"]["kode"], ut["sendtDato"], "mottattDato" in ut) == ("U", NOON.isoformat(), False)
    assert inn["referanseEksternNoekkel"] == {"fagsystem": "Svarvakt", "noekkel": "12"}


def test_the_day_of_a_document_is_the_day_it_was_here() -> None:
    late = replace(ASKED, at=datetime(2026, 2, 9, 23, 30, tzinfo=UTC))  # half past midnight in Oslo

    (inn,) = arkivmelding(replace(RECORD, said=(late,)), WORDS, FILES, {})["registrering"]

    assert inn["dokumentetsDato"] == "2026-02-10"


def test_what_may_be_personal_is_closed_until_the_archivist_has_chosen_the_basis() -> None:
    (inn, _) = arkivmelding(replace(RECORD, is_personal=True), WORDS, FILES, {})["registrering"]

    assert inn["skjerming"]["tilgangsrestriksjon"]["kode"] == "XX"
    assert inn["skjerming"]["skjermingshjemmel"] == "Velges av arkivaren"
