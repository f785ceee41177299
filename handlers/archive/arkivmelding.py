"""`arkivmelding.json`: the names of KS's Fiks Arkiv, so that an archive can take the folder in. Pure.

A citizen's words are one journal post that came in (I), ours one that went out (U), the talk in the thread one that never
left the house (X). Which legal basis screens what is for the archivist to say; where something looks personal the place
for it stands open.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handlers.archive.record import Entry, Record

SYSTEM = "Svarvakt"
FORMATS = {".pdf": "RA-PDF", ".json": "JSON"}
Files = Mapping[str, bytes]


def arkivmelding(record: Record, titles: Mapping[str, str], public: Files, thread: Files) -> dict[str, Any]:
    """The message for one question. `titles` are those of the journal posts: in, out and internal."""
    return {
        "system": SYSTEM,
        "antallFiler": len(public) + len(thread),
        "registrering": list(_posts(record, titles, public, thread)),
    }


def _posts(record: Record, titles: Mapping[str, str], public: Files, thread: Files) -> Iterator[dict[str, Any]]:
    ours = [entry for entry in record.said if entry.role == "page"]
    theirs = [entry for entry in record.said if entry.role != "page"]
    yield _post(record, titles["in"], "I", theirs, public)
    if ours:
        yield _post(record, titles["out"], "U", ours, public)
    if thread:
        yield _post(record, titles["internal"], "X", record.thread, thread)


def _post(record: Record, title: str, kind: str, entries: Sequence[Entry], files: Files) -> dict[str, Any]:
    dates = {"I": "mottattDato", "U": "sendtDato"}
    first = entries[0].at.isoformat() if entries else ""
    post: dict[str, Any] = {
        "tittel": title,
        "journalposttype": kind,
        "dokumentetsDato": first[:10],
        "referanseEksternNoekkel": {"fagsystem": SYSTEM, "noekkel": str(record.number)},
        "dokumentbeskrivelse": [_document(title, files)],
    }
    if kind in dates:
        post[dates[kind]] = first
        party = {"I": "Avsender", "U": "Mottaker"}[kind]
        post["korrespondansepart"] = [{"korrespondanseparttype": party, "korrespondansepartNavn": record.citizen}]
    if record.is_personal:
        post["skjerming"] = {"tilgangsrestriksjon": "", "skjermingshjemmel": ""}
    return post


def _document(title: str, files: Files) -> dict[str, Any]:
    return {
        "tittel": title,
        "tilknyttetRegistreringSom": "Hoveddokument",
        "dokumentobjekt": [_file(name, data) for name, data in files.items()],
    }


def _file(name: str, data: bytes) -> dict[str, Any]:
    return {
        "filnavn": name,
        "referanseDokumentfil": name,
        "format": FORMATS[name[name.rindex(".") :]],
        "sjekksum": hashlib.sha256(data).hexdigest(),
        "sjekksumAlgoritme": "SHA-256",
    }
