"""`arkivmelding.json` has the fields of Fiks Arkiv that are required, and no others than are known there."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from handlers.archive.arkivmelding import arkivmelding
from handlers.archive.record import Entry, Record

NOON = datetime(2026, 2, 9, 12, tzinfo=UTC)
FILES = {"samtale.json": b"{}", "samtale.pdf": b"%PDF-1.4"}
TITLES = {"in": "Inn", "out": "Ut", "internal": "Tråden"}
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


def _object(required: Mapping[str, Any], **optional: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **optional},
        "required": list(required),
        "additionalProperties": False,
    }


def _some(of: Any) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "items": of}


TEXT, DAY = {"type": "string", "minLength": 1}, {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*(Z|[+-]\d\d:\d\d)$"}
FILE = _object(
    {"filnavn": TEXT, "referanseDokumentfil": TEXT},
    format=TEXT,
    sjekksum={"type": "string", "pattern": "^[0-9a-f]{64}$"},
    sjekksumAlgoritme={"const": "SHA-256"},
)
DOCUMENT = _object(
    {"tittel": TEXT, "tilknyttetRegistreringSom": {"const": "Hoveddokument"}}, dokumentobjekt=_some(FILE)
)
POST = _object(
    {"tittel": TEXT, "journalposttype": {"enum": ["I", "U", "X"]}},
    dokumentetsDato=DAY,
    mottattDato=MOMENT,
    sendtDato=MOMENT,
    korrespondansepart=_some(
        _object(
            {"korrespondanseparttype": {"enum": ["Avsender", "Mottaker"]}, "korrespondansepartNavn": {"type": "string"}}
        )
    ),
    skjerming=_object({"tilgangsrestriksjon": {"type": "string"}, "skjermingshjemmel": {"type": "string"}}),
    referanseEksternNoekkel=_object({"fagsystem": TEXT, "noekkel": TEXT}),
    dokumentbeskrivelse=_some(DOCUMENT),
)
MESSAGE = _object(
    {"system": TEXT, "antallFiler": {"type": "integer", "minimum": 1}}, mappe={}, registrering=_some(POST)
)
"""The fields as the municipality's routine lists them after KS's message `arkivmelding.opprett`; KS's own schema is not at hand."""


@pytest.mark.parametrize(
    "record",
    [RECORD, replace(RECORD, is_personal=True), replace(RECORD, said=(ASKED,)), replace(RECORD, citizen="")],
    ids=["answered", "something personal", "not answered", "author erased"],
)
@pytest.mark.parametrize("thread", [{}, {"tråd.json": b"{}"}], ids=["alone", "with the thread"])
def test_every_field_is_one_that_the_archive_knows_and_none_is_missing(
    record: Record, thread: dict[str, bytes]
) -> None:
    made = arkivmelding(record, TITLES, FILES, thread)

    assert [error.message for error in Draft202012Validator(MESSAGE).iter_errors(made)] == []


def test_the_check_finds_what_is_missing_or_misspelt() -> None:
    made = arkivmelding(RECORD, TITLES, FILES, {})
    del made["registrering"][0]["journalposttype"]
    made["registrering"][1]["titel"] = "Ut"

    assert len(list(Draft202012Validator(MESSAGE).iter_errors(made))) == 2


def test_each_file_is_counted_and_carries_its_own_sum() -> None:
    made = arkivmelding(RECORD, TITLES, FILES, {"tråd.json": b"[]"})
    files = {
        one["filnavn"]: one for post in made["registrering"] for one in post["dokumentbeskrivelse"][0]["dokumentobjekt"]
    }

    assert made["antallFiler"] == len(files) == 3
    assert {name: one["sjekksum"] for name, one in files.items()} == {
        name: hashlib.sha256(data).hexdigest() for name, data in {**FILES, "tråd.json": b"[]"}.items()
    }


def test_what_the_citizen_wrote_came_in_and_what_we_wrote_went_out() -> None:
    inn, ut = arkivmelding(RECORD, TITLES, FILES, {})["registrering"]

    assert (inn["journalposttype"], inn["mottattDato"], "sendtDato" in inn) == ("I", NOON.isoformat(), False)
    assert (ut["journalposttype"], ut["sendtDato"], "mottattDato" in ut) == ("U", NOON.isoformat(), False)
    assert inn["referanseEksternNoekkel"] == {"fagsystem": "Svarvakt", "noekkel": "12"}
