"""What KS's schema says of the fields of `arkivmelding.opprett`, told in our own words, and a look at a message against it.

Source: `no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett.xsd` and `metadatakatalog.xsd` in the public repository
ks-no/fiks-arkiv-specification (commits 012a114f and 026fdc94), with its code lists. The repository names no licence, so no copy
of them is kept here: names, order, what must be there and of what kind are facts of the interface. The schema is for XML, in
which order counts; a message whose fields stand in this order is turned into it field by field.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

# A field is `name:kind`; `!` means that it must be there, `*` that there may be several. Fields that only other posts than
# ours have (cases, meetings, parcels) are not told.
_REGISTRATION = """
    systemID:id opprettetDato:moment opprettetAv:text arkivertDato:moment arkivertAv:text arkivdel:code part:any*
    skjerming:screening gradering:any dokumentbeskrivelse:document* registreringsID:text tittel:text! offentligTittel:text
    beskrivelse:text noekkelord:text* forfatter:text* dokumentmedium:code virksomhetsspesifikkeMetadata:any merknad:any*
    kryssreferanse:any* korrespondansepart:party* klassifikasjon:any* referanseEksternNoekkel:key
"""
_SHAPES = {
    "message": "system:string! regel:string antallFiler:number! mappe:any registrering:post",
    "post": f"""{_REGISTRATION}
        journalaar:number journalsekvensnummer:number journalpostnummer:number journalposttype:code! journalstatus:code
        journaldato:day dokumentetsDato:day mottattDato:moment sendtDato:moment forfallsdato:day offentlighetsvurdertDato:day
        antallVedlegg:number journalenhet:text dokumentflyt:any* presedens:any* avskrivningsdato:day""",
    "document": """systemID:id dokumenttype:code dokumentstatus:code tittel:text! beskrivelse:text forfatter:text*
        opprettetDato:moment opprettetAv:text dokumentmedium:code tilknyttetRegistreringSom:code! dokumentnummer:number
        tilknyttetDato:moment tilknyttetAv:text part:any* merknad:any* skjerming:screening gradering:any
        dokumentobjekt:file* referanseEksternNoekkel:key""",
    "file": """systemID:id versjonsnummer:number variantformat:code format:code formatDetaljer:text mimeType:string
        opprettetDato:moment opprettetAv:text filnavn:string! referanseDokumentfil:text! sjekksum:text
        sjekksumAlgoritme:text filstoerrelse:number""",
    "party": """korrespondansepartID:text korrespondanseparttype:code! erBehandlingsansvarlig:any
        korrespondansepartNavn:text! organisasjonid:text personid:text postadresse:text* postnummer:text poststed:text
        land:text epostadresse:text telefonnummer:text* kontaktperson:text administrativEnhet:text saksbehandler:text
        erSkjermet:any erPersonnavn:any forsendelsesmaate:text deresReferanse:string avskrivning:any*""",
    "screening": """tilgangsrestriksjon:code! skjermingshjemmel:text! skjermingOpphoererDato:day
        skjermingOpphoererAksjon:code""",
    "key": "fagsystem:text! noekkel:text!",
    "code": "kode:string! beskrivelse:string",
}
CODES = {
    "journalposttype": {"I", "U", "N", "X", "S"},
    "korrespondanseparttype": {"EA", "EM", "EK", "GM", "IA", "IM", "IK"},
    "tilknyttetRegistreringSom": {"H", "V"},
    "variantformat": {"P", "A", "O", "S"},
    "format": {"RA-TEKST", "RA-TIFF6", "RA-PDF", "RA-XML", "RA-JPG", "RA-MPEG-2", "RA-MP3"},
    "tilgangsrestriksjon": {"B", "H", "F", "SF", "5", "5a", "6", "11", "XX", "P", "KL"},
}
_FIELD = re.compile(r"(\w+):(\w+)([!*]?)")


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_moment(value: Any) -> bool:
    try:
        return isinstance(value, str) and "T" in value and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


_SIMPLE = {
    "any": lambda _: True,
    "string": lambda value: isinstance(value, str),
    "text": lambda value: isinstance(value, str) and value != "",
    "number": lambda value: isinstance(value, int) and value >= 0,
    "id": lambda value: bool(re.fullmatch(r"[a-fA-F0-9]{8}(-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}", str(value))),
    "day": _is_day,
    "moment": _is_moment,
}


def messages(made: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each post of what we write as the one message that creates it."""
    posts = made["registrering"]
    return [{**made, "antallFiler": len(_files(post)), "registrering": post} for post in posts]


def faults(value: Any, shape: str = "message", place: str = "arkivmelding") -> Iterator[str]:
    """Where a message is not as the schema says; nothing when it is."""
    if not isinstance(value, dict):
        yield f"{place}: is no object"
        return
    known = {name: (kind, mark) for name, kind, mark in _FIELD.findall(_SHAPES[shape])}
    yield from (f"{place}.{name}: unknown" for name in value if name not in known)
    yield from (f"{place}.{name}: missing" for name, (_, mark) in known.items() if mark == "!" and name not in value)
    if (given := [name for name in value if name in known]) != [name for name in known if name in value]:
        yield f"{place}: the order is {given}"
    for name in given:
        kind, mark = known[name]
        several = value[name] if mark == "*" else [value[name]]
        for one in several if isinstance(several, list) else [several]:
            yield from _fault(one, kind, f"{place}.{name}")


def _fault(value: Any, kind: str, place: str) -> Iterator[str]:
    if kind in _SIMPLE:
        if not _SIMPLE[kind](value):
            yield f"{place}: {value!r} is no {kind}"
        return
    yield from faults(value, kind, place)
    allowed, code = CODES.get(place.rpartition(".")[2]), value.get("kode") if isinstance(value, dict) else ""
    if kind == "code" and allowed is not None and code not in allowed:
        yield f"{place}: {code!r} is not in the list"


def _files(post: Mapping[str, Any]) -> list[Any]:
    return [file for document in post["dokumentbeskrivelse"] for file in document["dokumentobjekt"]]
