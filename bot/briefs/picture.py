"""The picture of a week: how quickly citizens got their answers. Drawn with matplotlib, which is an extra of its own.

The words for the picture are handed in, and everything it shows is also said in words beside it.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from io import BytesIO

from bot.drawing.figures.week_card import Bar

WIDTH, HEIGHT = 960, 400  # pixels
_DPI = 150
_INK, _BAR = "#1d2b36", "#2f6f9f"


def can_draw() -> bool:
    """Whether matplotlib is installed."""
    return find_spec("matplotlib") is not None


def picture(title: str, bars: Sequence[Bar]) -> bytes | None:
    """A PNG of `WIDTH` x `HEIGHT` pixels with a lying bar and its number for each; None when it cannot be drawn.

    Takes up to a second, so it wants a thread of its own.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        return None
    figure = Figure(figsize=(WIDTH / _DPI, HEIGHT / _DPI), dpi=_DPI, layout="constrained")
    axes = figure.subplots()
    drawn = axes.barh([bar.label for bar in bars], [bar.number for bar in bars], color=_BAR, height=0.6)
    axes.bar_label(drawn, padding=4, color=_INK, fontweight="bold")
    axes.set_title(title, loc="left", color=_INK, fontsize=11)
    axes.set_xlim(0, max([bar.number for bar in bars] + [1]) * 1.12)
    axes.invert_yaxis()
    axes.xaxis.set_visible(False)
    axes.tick_params(left=False, labelcolor=_INK, labelsize=9)
    axes.spines[:].set_visible(False)
    png = BytesIO()
    figure.savefig(png, format="png")
    return png.getvalue()
