"""JPEG (ITU-T T.81): which segments make up the picture, and all others left out.

Left out are EXIF with place, time and camera, XMP, IPTC, thumbnails, comments, colour profiles (they name screens and
their owners), second pictures and films behind the end. Kept of EXIF is only which way is up: else pictures from
telephones would lie on their side.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.pictures.refusing import NotAPicture, Why, check_dimensions

BEGIN = b"\xff\xd8\xff"

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})  # baseline, extended and progressive; nothing else is shown everywhere
_TABLES = frozenset({0xDB, 0xC4, 0xDD})  # quantization, Huffman, restart interval
_LEFT_OUT = frozenset({*range(0xE0, 0xF0), 0xFE})  # APP0 to APP15, comment
_JFIF, _EXIF, _ADOBE = b"JFIF\0", b"Exif\0\0", b"Adobe"
_APP0, _APP1, _APP14 = 0xE0, 0xE1, 0xEE
_JFIF_BYTES, _ADOBE_BYTES = 12, 12  # without thumbnail and whatever follows
_ORIENTATION = 0x0112
_UPRIGHT = 1
# After the data of a scan comes a marker that is no stuffed byte and no restart.
_NEXT_MARKER = re.compile(rb"\xff+(?![\x00\xff\xd0-\xd7])", re.DOTALL)


@dataclass(frozen=True)
class _Segment:
    """One marker with its bytes; `scan` are the coded pixels behind it, where it begins some."""

    marker: int
    body: bytes = b""
    scan: bytes = b""

    @property
    def written(self) -> bytes:
        """As it stands in a file."""
        return bytes((0xFF, self.marker)) + (len(self.body) + 2).to_bytes(2, "big") + self.body + self.scan


def cleaned(content: bytes) -> bytes:
    """The same picture without anything beside it. Raises `NotAPicture`."""
    segments = list(_segments(content))
    frames = [one for one in segments if one.marker in _FRAMES]
    if len(frames) != 1 or not any(one.marker == _SCAN for one in segments):
        raise NotAPicture(Why.DAMAGED)
    _check(frames[0])
    kept = [*_about(segments), *(one for one in segments if one.marker not in _LEFT_OUT)]
    return BEGIN[:2] + b"".join(one.written for one in kept) + bytes((0xFF, _END))


def _segments(content: bytes) -> Iterator[_Segment]:
    """What a file is made of, up to the end of its picture; what stands behind that is not looked at."""
    at = len(BEGIN) - 1
    while True:
        marker, at = _marker(content, at)
        if marker == _END:
            return
        if marker not in _FRAMES | _TABLES | _LEFT_OUT | {_SCAN}:
            raise NotAPicture(Why.DAMAGED)
        length = int.from_bytes(content[at : at + 2], "big")
        body, after = content[at + 2 : at + length], at + length
        if length < 2 or after > len(content):
            raise NotAPicture(Why.DAMAGED)
        at = _end_of_scan(content, after) if marker == _SCAN else after
        yield _Segment(marker, body, content[after:at])


def _marker(content: bytes, at: int) -> tuple[int, int]:
    """The marker that stands here, and where its bytes begin."""
    if content[at : at + 1] != b"\xff":
        raise NotAPicture(Why.DAMAGED)
    while content[at : at + 1] == b"\xff":
        at += 1
    if at >= len(content):
        raise NotAPicture(Why.DAMAGED)
    return content[at], at + 1


def _end_of_scan(content: bytes, at: int) -> int:
    found = _NEXT_MARKER.search(content, at)
    if found is None:
        raise NotAPicture(Why.DAMAGED)
    return found.start()


def _check(frame: _Segment) -> None:
    precision, height, width, parts = frame.body[:1], frame.body[1:3], frame.body[3:5], frame.body[5:6]
    if precision != b"\x08" or parts not in (b"\x01", b"\x03", b"\x04") or len(frame.body) != 6 + 3 * parts[0]:
        raise NotAPicture(Why.DAMAGED)
    check_dimensions(int.from_bytes(width, "big"), int.from_bytes(height, "big"))


def _about(segments: list[_Segment]) -> Iterator[_Segment]:
    """What is needed to show it right: how colours are coded, and which way is up."""
    jfif = next((one.body for one in segments if one.marker == _APP0 and one.body.startswith(_JFIF)), b"")
    if len(jfif) >= _JFIF_BYTES:
        yield _Segment(_APP0, jfif[:_JFIF_BYTES] + b"\0\0")
    turned = next((turn for one in segments if (turn := _orientation(one)) != _UPRIGHT), _UPRIGHT)
    if turned != _UPRIGHT:
        yield _Segment(_APP1, _exif(turned))
    adobe = next((one.body for one in segments if one.marker == _APP14 and one.body.startswith(_ADOBE)), b"")
    if len(adobe) >= _ADOBE_BYTES:
        yield _Segment(_APP14, adobe[:_ADOBE_BYTES])


def _orientation(segment: _Segment) -> int:
    """Which way is up, 1 to 8, as EXIF tells it; 1 where it does not, or nobody could read it."""
    if segment.marker != _APP1 or not segment.body.startswith(_EXIF):
        return _UPRIGHT
    tiff = segment.body[len(_EXIF) :]
    first = _number(tiff, 4, 4)
    for at in range(first + 2, first + 2 + 12 * _number(tiff, first, 2), 12):
        if _number(tiff, at, 2) == _ORIENTATION:
            told = _number(tiff, at + 8, 2)
            return told if 1 <= told <= 8 else _UPRIGHT
    return _UPRIGHT


def _number(tiff: bytes, at: int, length: int) -> int:
    """A number in EXIF, which may be written in either order; 0 where nothing stands."""
    return int.from_bytes(tiff[at : at + length], "little" if tiff.startswith(b"II") else "big")


def _exif(orientation: int) -> bytes:
    """EXIF that tells nothing else."""
    entry = _ORIENTATION.to_bytes(2, "big") + b"\0\x03" + b"\0\0\0\x01" + orientation.to_bytes(2, "big") + b"\0\0"
    return _EXIF + b"MM\0\x2a\0\0\0\x08" + b"\0\x01" + entry + b"\0\0\0\0"
