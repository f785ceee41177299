"""PNG (ISO/IEC 15948): which chunks make up the picture, and all others left out.

Left out are texts, EXIF, times, colour profiles, further pictures of an animation, and whatever stands behind the end.
The pixels are unpacked once, bounded, to see that they are as many as the file claims and that nothing hides behind them.
"""

import zlib
from collections.abc import Iterator

from bot.pictures.refusing import NotAPicture, Why, check_dimensions

BEGIN = b"\x89PNG\r\n\x1a\n"

_HEADER, _PALETTE, _PIXELS, _END = b"IHDR", b"PLTE", b"IDAT", b"IEND"
_KEPT = frozenset({_HEADER, _PALETTE, _PIXELS, b"tRNS", b"gAMA", b"cHRM", b"sRGB"})
_PARTS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # colour type → values a pixel
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}  # colour type → bits a value
# Adam7: the first column and row of each pass, and the steps between them.
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_AT_ONCE = 1 << 20

Chunk = tuple[bytes, bytes]


def cleaned(content: bytes) -> bytes:
    """The same picture without anything beside it. Raises `NotAPicture`."""
    chunks = [one for one in _chunks(content) if one[0] in _KEPT]
    names = [name for name, _ in chunks]
    if names[:1] != [_HEADER] or names.count(_HEADER) > 1:
        raise NotAPicture(Why.DAMAGED)
    pixels = b"".join(body for name, body in chunks if name == _PIXELS)
    _check_pixels(pixels, _unpacked_bytes(chunks[0][1]))
    others = [one for one in chunks if one[0] != _PIXELS]
    return BEGIN + b"".join(_written(*one) for one in [*others, (_PIXELS, pixels), (_END, b"")])


def _chunks(content: bytes) -> Iterator[Chunk]:
    """What a file is made of, up to its end; what stands behind that is not looked at."""
    at = len(BEGIN)
    while True:
        length, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        body, end = content[at + 8 : at + 8 + length], at + 12 + length
        if end > len(content) or int.from_bytes(content[end - 4 : end], "big") != zlib.crc32(name + body):
            raise NotAPicture(Why.DAMAGED)
        if name == _END:
            return
        if name not in _KEPT and name[:1].isupper():
            raise NotAPicture(Why.DAMAGED)  # must be understood, and nobody knows what it is
        yield name, body
        at = end


def _unpacked_bytes(header: bytes) -> int:
    """How many bytes the pixels are, unpacked. Raises where the header makes no sense or promises too much."""
    if len(header) != 13:
        raise NotAPicture(Why.DAMAGED)
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    depth, colour, packing, filters, interlaced = header[8:]
    if depth not in _DEPTHS.get(colour, ()) or packing or filters or interlaced not in (0, 1):
        raise NotAPicture(Why.DAMAGED)
    check_dimensions(width, height)
    bits = depth * _PARTS[colour]
    parts = [_of_pass(width, height, one) for one in _PASSES] if interlaced else [(width, height)]
    return sum(rows * (1 + (columns * bits + 7) // 8) for columns, rows in parts if columns)


def _of_pass(width: int, height: int, one: tuple[int, int, int, int]) -> tuple[int, int]:
    column, row, across, down = one
    return max(-(-(width - column) // across), 0), max(-(-(height - row) // down), 0)


def _check_pixels(packed: bytes, expected: int) -> None:
    """Raise unless these unpack to exactly so many bytes, without keeping them."""
    unpacking, found = zlib.decompressobj(), 0
    try:
        while not unpacking.eof and found <= expected:
            piece = len(unpacking.decompress(packed, _AT_ONCE))
            packed = unpacking.unconsumed_tail
            found += piece
            if not piece and not packed:
                break
    except zlib.error as error:
        raise NotAPicture(Why.DAMAGED) from error
    if not unpacking.eof or found != expected or unpacking.unused_data:
        raise NotAPicture(Why.DAMAGED)


def _written(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")
