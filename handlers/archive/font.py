"""The font that stands in the PDF: as much of DejaVu Sans as a text needs. It comes with matplotlib, an extra of its own."""

from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

WHERE = Path("mpl-data", "fonts", "ttf", "DejaVuSans.ttf")
MISSING = "\u25a1"  # a box stands for what the font cannot show; the words stand in the JSON as they are
BREAKS = "\n"
EDITORS_OWN = ("FFTM",)  # a table for whoever draws fonts


class NoFont(RuntimeError):
    """The extra `report` is not installed."""


@dataclass(frozen=True)
class Font:
    """A part of the font that can show `characters`; glyphs count from 0, widths are thousandths of the size."""

    data: bytes
    glyphs: dict[str, int]
    widths: list[int]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int

    def width(self, text: str, size: float) -> float:
        """How wide a text is, in points."""
        return sum(self.widths[self.glyph(one)] for one in text) * size / 1000

    def glyph(self, character: str) -> int:
        """The number by which the PDF shows a character."""
        return self.glyphs.get(character, self.glyphs[MISSING])

    @cached_property
    def characters(self) -> dict[int, str]:
        """Glyph to character, so that the text can be copied from the PDF."""
        return {glyph: character for character, glyph in reversed(self.glyphs.items())}


def font_for(text: str) -> Font:
    """The part of the font that a text needs. Raises `NoFont`."""
    matplotlib = find_spec("matplotlib")
    if matplotlib is None or matplotlib.origin is None or find_spec("fontTools") is None:
        raise NoFont
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]  # it ships no types
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    options = Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=[1, 2, 4, 6])
    options.drop_tables = [*options.drop_tables, *EDITORS_OWN]
    subsetter = Subsetter(options)
    subsetter.populate(text=f"{text} {MISSING}".replace(BREAKS, " "))
    with TTFont(Path(matplotlib.origin).parent / WHERE, recalcTimestamp=False) as font:
        subsetter.subset(font)
        return _measured(font)


def _measured(font: Any) -> Font:
    data = BytesIO()
    font.save(data)
    scale = 1000 / font["head"].unitsPerEm
    order = font.getGlyphOrder()
    head, lines = font["head"], font["hhea"]
    box = (head.xMin, head.yMin, head.xMax, head.yMax)
    return Font(
        data=data.getvalue(),
        glyphs={chr(code): order.index(name) for code, name in sorted(font.getBestCmap().items())},
        widths=[round(font["hmtx"][name][0] * scale) for name in order],
        box=(round(box[0] * scale), round(box[1] * scale), round(box[2] * scale), round(box[3] * scale)),
        ascent=round(lines.ascent * scale),
        descent=round(lines.descent * scale),
    )
