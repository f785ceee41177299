"""`arkivmelding.json`: the names, the order and the codes of KS's Fiks Arkiv, so that an archive can take the folder in. Pure.

A citizen's words are one journal post that came in (I), ours one that went out (U), the talk in the thread one that never
left the house (X). KS's message `arkivmelding.opprett` creates one of them: whoever sends the folder on makes a message of
each. Which legal basis screens what is for the archivist to say; where something looks personal it is closed until then.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from handlers.archive.record import Entry, Record

SYSTEM = "Svarvakt"
Files = Mapping[str, bytes]
Code = tuple[str, str]

KINDS: Mapping[str, Code] = {
    "I": ("I", "Inngående dokument"),
    "U": ("U", "Utgående dokument"),
    "X": ("X", "Organinternt dokument uten oppfølging"),
}
SENDER, RECEIVER = ("EA", "Avsender"), ("EM", "Mottaker")
MAIN, CLOSED = ("H", "Hoveddokument"), ("XX", "Midlertidig sperret")
"""Codes of KS's lists, each with what it stands for there."""


@dataclass(frozen=True)
class Form:
    """What a kind of file is: for keeping or for working with, its code among the archive's formats if it has one."""

    variant: Code
    mime: str
    format: Code | None = None


FORMS = {
    ".pdf": Form(("A", "Arkivformat"), "application/pdf", ("RA-PDF", "PDF/A - ISO 19005-1:2005")),
    ".json": Form(("P", "Produksjonsformat"), "application/json"),
}


@dataclass(frozen=True)
class Words:
    """What stands in the message for people: the titles of the posts, who has no name, that the legal basis is not chosen yet."""

    titles: Mapping[str, str]
    nobody: str
    no_basis: str
    zone: ZoneInfo


def arkivmelding(record: Record, words: Words, public: Files, thread: Files) -> dict[str, Any]:
    """The message for one question, its posts in a list."""
    return {
        "system": SYSTEM,
        "antallFiler": len(public) + len(thread),
        "registrering": list(_posts(record, words, public, thread)),
    }


def _posts(record: Record, words: Words, public: Files, thread: Files) -> Iterator[dict[str, Any]]:
    ours = [entry for entry in record.said if entry.role == "page"]
    theirs = [entry for entry in record.said if entry.role != "page"]
    yield _post(record, words, "in", "I", theirs, public)
    if ours:
        yield _post(record, words, "out", "U", ours, public)
    if thread:
        yield _post(record, words, "internal", "X", record.thread, thread)


def _post(record: Record, words: Words, name: str, kind: str, entries: Sequence[Entry], files: Files) -> dict[str, Any]:
    """One journal post, its fields in the order that KS's schema gives them."""
    title = words.titles[name]
    screened = {"tilgangsrestriksjon": _code(CLOSED), "skjermingshjemmel": words.no_basis}
    return {
        **({"skjerming": screened} if record.is_personal else {}),
        "dokumentbeskrivelse": [_document(title, files)],
        "tittel": title,
        **_party(record, words, kind),
        "referanseEksternNoekkel": {"fagsystem": SYSTEM, "noekkel": str(record.number)},
        "journalposttype": _code(KINDS[kind]),
        **_dates(words.zone, kind, entries),
    }


def _party(record: Record, words: Words, kind: str) -> dict[str, Any]:
    """The citizen, who wrote what came in and is written to by what went out."""
    part = {"I": SENDER, "U": RECEIVER}.get(kind)
    if part is None:
        return {}
    named = {"korrespondanseparttype": _code(part), "korrespondansepartNavn": record.citizen or words.nobody}
    return {"korrespondansepart": [named]}


def _dates(zone: ZoneInfo, kind: str, entries: Sequence[Entry]) -> dict[str, str]:
    """The day it was written here, and when exactly it came or went; nothing of a post without words."""
    if not entries:
        return {}
    first, moment = entries[0].at, {"I": "mottattDato", "U": "sendtDato"}.get(kind)
    day = {"dokumentetsDato": first.astimezone(zone).date().isoformat()}
    return day | ({moment: first.isoformat()} if moment else {})


def _document(title: str, files: Files) -> dict[str, Any]:
    return {
        "tittel": title,
        "tilknyttetRegistreringSom": _code(MAIN),
        "dokumentobjekt": [_file(name, data) for name, data in files.items()],
    }


def _file(name: str, data: bytes) -> dict[str, Any]:
    form = FORMS[name[name.rindex(".") :]]
    return {
        "variantformat": _code(form.variant),
        **({"format": _code(form.format)} if form.format else {}),
        "mimeType": form.mime,
        "filnavn": name,
        "referanseDokumentfil": name,
        "sjekksum": hashlib.sha256(data).hexdigest(),
        "sjekksumAlgoritme": "SHA-256",
        "filstoerrelse": len(data),
    }


def _code(code: Code) -> dict[str, str]:
    return {"kode": code[0], "beskrivelse": code[1]}
