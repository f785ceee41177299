"""Writing a PDF/A-1b file: nothing but text, its font inside, no colour but a defined grey. Pure: pages in, bytes out.

The same pages give the same bytes. Held to Apache PDFBox's validator where that is installed, see `tests/handlers/archive/`.
"""

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from handlers.archive.font import Font

WIDTH, HEIGHT = 595, 842  # points: A4
NAME = "SVARVA+DejaVuSans"
GREY = "[/CalGray << /WhitePoint [0.9505 1 1.089] /Gamma 2.2 >>]"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{pairs}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
PAIRS_AT_ONCE = 100
CATALOG, PAGES, METADATA, FONT, DESCENDANT, DESCRIPTOR, FILE, CIDS, UNICODE, FIRST_PAGE = range(1, 11)


@dataclass(frozen=True)
class Line:
    """One line of a page: where it begins, in points from the lower left corner, and how large it is."""

    text: str
    x: float
    y: float
    size: float


def pdf(title: str, pages: Sequence[Sequence[Line]], font: Font, language: str) -> bytes:
    """The whole file."""
    objects = dict(_fixed(title, len(pages), font, language))
    for number, lines in enumerate(pages):
        objects |= _page(FIRST_PAGE + 2 * number, lines, font)
    return _file(objects)


def _fixed(title: str, pages: int, font: Font, language: str) -> Iterator[tuple[int, bytes]]:
    """Everything but the pages."""
    kids = " ".join(f"{FIRST_PAGE + 2 * number} 0 R" for number in range(pages))
    yield CATALOG, _dictionary(f"/Type /Catalog /Pages {PAGES} 0 R /Metadata {METADATA} 0 R /Lang ({language})")
    yield PAGES, _dictionary(f"/Type /Pages /Count {pages} /Kids [{kids}]")
    yield METADATA, _stream(_XMP.format(title=escape(title)).encode(), "/Type /Metadata /Subtype /XML", packed=False)
    yield from _font(font)


def _font(font: Font) -> Iterator[tuple[int, bytes]]:
    widths = " ".join(str(width) for width in font.widths)
    info = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    names = f"/Type /Font /BaseFont /{NAME}"
    yield (
        FONT,
        _dictionary(
            f"{names} /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [{DESCENDANT} 0 R] /ToUnicode {UNICODE} 0 R"
        ),
    )
    yield (
        DESCENDANT,
        _dictionary(
            f"{names} /Subtype /CIDFontType2 {info} /FontDescriptor {DESCRIPTOR} 0 R /CIDToGIDMap /Identity /W [0 [{widths}]]"
        ),
    )
    box = " ".join(str(edge) for edge in font.box)
    yield (
        DESCRIPTOR,
        _dictionary(
            f"/Type /FontDescriptor /FontName /{NAME} /Flags 4 /FontBBox [{box}] /ItalicAngle 0 /Ascent {font.ascent}"
            f" /Descent {font.descent} /CapHeight {font.ascent} /StemV 80 /FontFile2 {FILE} 0 R /CIDSet {CIDS} 0 R"
        ),
    )
    yield FILE, _stream(font.data, f"/Length1 {len(font.data)}")
    yield CIDS, _stream(_all(len(font.widths)))
    yield UNICODE, _stream(_TO_UNICODE.format(pairs="\n".join(_pairs(font))).encode())


def _all(count: int) -> bytes:
    """A bit for each glyph, the first one highest: all of them are there."""
    bits = "1" * count + "0" * (-count % 8)
    return bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8))


def _pairs(font: Font) -> Iterator[str]:
    pairs = [
        f"<{glyph:04X}> <{character.encode('utf-16-be').hex().upper()}>"
        for glyph, character in sorted(font.characters.items())
    ]
    for at in range(0, len(pairs), PAIRS_AT_ONCE):
        some = pairs[at : at + PAIRS_AT_ONCE]
        yield "\n".join([f"{len(some)} beginbfchar", *some, "endbfchar"])


def _page(number: int, lines: Sequence[Line], font: Font) -> dict[int, bytes]:
    resources = f"/Resources << /Font << /F {FONT} 0 R >> /ColorSpace << /Grey {GREY} >> >>"
    frame = f"/MediaBox [0 0 {WIDTH} {HEIGHT}]"
    drawn = "\n".join(["/Grey cs 0 sc", "BT", *(_drawn(line, font) for line in lines), "ET"])
    return {
        number: _dictionary(f"/Type /Page /Parent {PAGES} 0 R {frame} {resources} /Contents {number + 1} 0 R"),
        number + 1: _stream(drawn.encode()),
    }


def _drawn(line: Line, font: Font) -> str:
    glyphs = "".join(f"{font.glyph(one):04X}" for one in line.text)
    return f"/F {line.size:g} Tf 1 0 0 1 {line.x:g} {line.y:g} Tm <{glyphs}> Tj"


def _dictionary(inside: str) -> bytes:
    return f"<< {inside} >>".encode()


def _stream(data: bytes, inside: str = "", *, packed: bool = True) -> bytes:
    held = zlib.compress(data, 9) if packed else data
    how = f"/Length {len(held)} {inside}" + (" /Filter /FlateDecode" if packed else "")
    return b"<< " + how.encode() + b" >>\nstream\n" + held + b"\nendstream"


def _file(objects: dict[int, bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number in sorted(objects):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + objects[number] + b"\nendobj\n"
    start, mark = len(out), hashlib.sha256(bytes(out)).hexdigest()[:32].upper()
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{rows}".encode()
    out += f"trailer\n<< /Size {len(places) + 1} /Root {CATALOG} 0 R /ID [<{mark}> <{mark}>] >>\n".encode()
    out += f"startxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
