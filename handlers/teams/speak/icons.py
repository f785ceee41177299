"""The app's two pictures, drawn here: a clock in a speech bubble, as in `sandbox/page/mark.svg`, with the same measures.

Each shape is told by how far a point is from its edge, which gives smooth edges at every size. Written as PNG with
nothing but the standard library.
"""

import math
import struct
import zlib
from collections.abc import Callable
from itertools import pairwise

COLOUR, OUTLINE = 192, 32
"""How wide and high Teams wants the coloured and the outlined icon, in pixels."""

_GREEN, _WHITE, _GOLD = (31, 95, 91), (255, 255, 255), (240, 194, 122)
_CENTRE, _RADIUS, _LINE = 16.0, 9.5, 2.2
_TAIL = ((11.4, 23.8), (6.6, 25.4), (8.2, 20.7))
_HANDS = ((16.0, 10.6), (16.0, 15.6), (19.6, 17.8))

Colour = tuple[int, int, int]
Point = tuple[float, float]
Shape = Callable[[float, float], float]
"""How far a point is from a shape's edge, in 32nds of the picture; negative inside it."""


def coloured() -> bytes:
    """The coloured icon: white and gold on the green ground, which fills the picture because Teams rounds its corners."""
    return _png(COLOUR, [(lambda _x, _y: -1.0, _GREEN), (_bubble, _WHITE), (_clock, _GOLD)])


def outlined() -> bytes:
    """The outlined icon: all white on nothing."""
    return _png(OUTLINE, [(_bubble, _WHITE), (_clock, _WHITE)])


def _bubble(x: float, y: float) -> float:
    """A ring that is open where the tail hangs."""
    far = math.hypot(x - _CENTRE, y - _CENTRE)
    ring = abs(far - _RADIUS) - _LINE / 2
    tail = _stroke(_TAIL, _LINE, x, y)
    return min(tail, ring if not _in_gap(x, y) else _LINE)


def _in_gap(x: float, y: float) -> bool:
    """Between the two ends of the tail, as seen from the middle."""
    (ax, ay), _, (bx, by) = _TAIL
    turned = [math.atan2(py - _CENTRE, px - _CENTRE) for px, py in ((ax, ay), (x, y), (bx, by))]
    first, here, last = (one % math.tau for one in turned)
    return first < here < last


def _clock(x: float, y: float) -> float:
    return _stroke(_HANDS, 2.4, x, y)


def _stroke(corners: tuple[Point, ...], width: float, x: float, y: float) -> float:
    """A line through these corners, with round ends."""
    return min(_away(a, b, x, y) for a, b in pairwise(corners)) - width / 2


def _away(a: Point, b: Point, x: float, y: float) -> float:
    """How far a point is from the straight line between two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    along = max(0.0, min(1.0, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy)))
    return math.hypot(x - a[0] - along * dx, y - a[1] - along * dy)


def _png(size: int, layers: list[tuple[Shape, Colour]]) -> bytes:
    """Eight bits each of red, green, blue and opacity, in lines without a filter."""
    scale = 32 / size
    middles = [(at + 0.5) * scale for at in range(size)]
    lines = b"".join(b"\0" + b"".join(_pixel(layers, x, y, scale) for x in middles) for y in middles)
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _pixel(layers: list[tuple[Shape, Colour]], x: float, y: float, scale: float) -> bytes:
    """The layers one over the other; a pixel on an edge is covered in part."""
    mixed, opacity = [0.0, 0.0, 0.0], 0.0
    for shape, colour in layers:
        covered = max(0.0, min(1.0, 0.5 - shape(x, y) / scale))
        mixed = [new * covered + old * (1 - covered) for new, old in zip(colour, mixed, strict=True)]
        opacity = covered + opacity * (1 - covered)
    return bytes((*(round(one / (opacity or 1)) for one in mixed), round(opacity * 255)))
