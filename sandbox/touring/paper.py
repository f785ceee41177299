"""How the tour looks in a terminal: scenes, deeds, what stands on Facebook and in the chat, and what was seen. Says nothing itself."""

from collections.abc import Callable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

Say = Callable[[RenderableType], None]

FACEBOOK, STAFF, PRIVATE, WRONG = "blue", "magenta", "yellow", "red"


class Paper:
    """Writes down what happens, in the order in which it happens."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._scenes = 0

    def opening(self, title: str, intro: str) -> None:
        """The very first lines."""
        self._say(Panel(Text(intro), title=Text(title), border_style="green"))

    def scene(self, title: str, clock: str) -> None:
        """A new scene begins."""
        self._scenes += 1
        self._say(Text())
        self._say(Rule(Text.assemble((f"{self._scenes}. {title}", "bold"), f" · {clock}"), align="left", style="dim"))

    def deed(self, what: str, quote: str = "") -> None:
        """Somebody does something, and perhaps writes something."""
        lines = [Text(f"▸ {what}", style="bold cyan")]
        if quote:
            lines.append(Text(f"  «{quote}»", style="italic"))
        self._say(Group(*lines))

    def clock(self, what: str) -> None:
        """The clock moves."""
        self._say(Text(f"⏩ {what}", style="bold yellow"))

    def shows(self, place: str, content: str, style: str) -> None:
        """What stands somewhere now."""
        panel = Panel(Text(content), title=Text(place), title_align="left", border_style=style)
        self._say(Padding(panel, (0, 0, 0, 2)))

    def seen(self, what: str) -> None:
        """Something that should happen has happened."""
        self._say(Text.assemble(("  ✓ ", "bold green"), what))

    def unseen(self, what: str, instead_title: str, instead: str, rest: str) -> None:
        """Something that should happen has not."""
        self._say(Text.assemble(("  ✗ ", f"bold {WRONG}"), (what, WRONG)))
        self.shows(instead_title, instead, WRONG)
        self._say(Text(rest, style=WRONG))

    def figures(self, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], more: str) -> None:
        """Figures in columns, and a line below them."""
        table = Table(*heads, title=title, title_justify="left", caption=more, caption_justify="left")
        for row in rows:
            table.add_row(*row)
        self._say(Text())
        self._say(table)

    def ending(self, what: str) -> None:
        """The last line."""
        self._say(Text())
        self._say(Panel(Text(what, style="bold green"), border_style="green"))
