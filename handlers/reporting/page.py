"""The report as one page of HTML that needs nothing else: charts as SVG inside, each with its figures as text below."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from handlers.reporting.told import Report, rows

if TYPE_CHECKING:
    from bot.counting import Trend
    from bot.work import House

LABEL_WIDTH, BAR_WIDTH, NUMBER_WIDTH, ROW = 150, 180, 100, 34  # readable at the width of a phone
WIDTH = LABEL_WIDTH + BAR_WIDTH + NUMBER_WIDTH
STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #ffffff; --line: #d0d7de; --now: #0b5cab; --before: #8fb8e0; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --soft: #a6b0ba; --paper: #12161b; --line: #39424c; --now: #7ab8ff; --before: #3c5f86; }
}
body { margin: 2rem auto; max-width: 46rem; padding: 0 1rem; }
body { background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; padding: .5rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .5rem; text-align: right; }
th:first-child { text-align: left; }
figure { margin: 0; } svg { width: 100%; max-width: 32rem; height: auto; } svg text { fill: var(--ink); font: 14px system-ui, sans-serif; }
.now { fill: var(--now); } .before { fill: var(--before); }
p.note { color: var(--soft); }
@media (max-width: 30rem) {
  body { margin: 1rem auto; } h1 { font-size: 1.5rem; line-height: 1.25; } th, td { padding: .3rem .2rem; font-size: .9rem; }
}
@media print { section { break-inside: avoid; } }
"""


def page(report: Report) -> str:
    """The whole page, in the municipality's language."""
    house = report.house
    title = f"{house.say('report.page_title')}: {house.municipality.name}"
    parts = [f"<h1>{escape(title)}</h1>", f"<p>{escape(_about(report))}</p>"]
    for key, name in report.names.items():
        parts += _section(house, name, report.trends[key])
    parts.append(f'<p class="note">{escape(house.say("report.note"))}</p>')
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    language = house.municipality.language
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head>{head}<style>{STYLE}</style></head>\n'
        f"<body><main>\n{chr(10).join(parts)}\n</main></body></html>\n"
    )


def _about(report: Report) -> str:
    """From when to when, and of which department."""
    from handlers.reporting.table import span

    told = span(report)
    if not report.department:
        return told
    name = report.house.municipality.departments[report.department].name
    return f"{told}. {report.house.say('report.of_department', department=name)}"


def _section(house: "House", name: str, trend: "Trend") -> Iterator[str]:
    from bot.drawing.figures.week_card import alt_text, bars

    yield f"<section><h2>{escape(name)}</h2>"
    now, before = bars(house, trend.now.figures), bars(house, trend.before.figures)
    pairs = [(one.label, one.number, other.number) for one, other in zip(now, before, strict=True)]
    yield f"<h3>{escape(house.say('report.picture'))}</h3>"
    yield chart(pairs, alt_text(house, trend.now.figures), house.say("report.chart_key"))
    yield from _table(house, name, trend)
    yield "</section>"


def chart(bars: Sequence[tuple[str, int, int]], words: str, key: str) -> str:
    """Bars of now and of before, below each other; `words` say what is seen, for those who do not see it."""
    most = max([1, *(max(now, before) for _, now, before in bars)])
    drawn = "".join(_bars(place, *bar, most) for place, bar in enumerate(bars))
    return (
        f'<figure><svg role="img" viewBox="0 0 {WIDTH} {ROW * len(bars)}" aria-label="{escape(words)}">{drawn}</svg>'
        f"<figcaption>{escape(key)}</figcaption></figure>"
    )


def _bars(place: int, label: str, now: int, before: int, most: int) -> str:
    top = place * ROW
    lengths = [round(BAR_WIDTH * number / most) for number in (now, before)]
    return (
        f'<text x="0" y="{top + 18}">{escape(label)}</text>'
        f'<rect class="now" x="{LABEL_WIDTH}" y="{top + 4}" width="{lengths[0]}" height="14"/>'
        f'<rect class="before" x="{LABEL_WIDTH}" y="{top + 20}" width="{lengths[1]}" height="8"/>'
        f'<text x="{LABEL_WIDTH + max(lengths) + 8}" y="{top + 18}">{now} ({before})</text>'
    )


def _table(house: "House", name: str, trend: "Trend") -> Iterator[str]:
    heads = [house.say(f"report.head_{one}") for one in ("figure", "now", "before", "change")]
    yield f"<table><caption>{escape(name)}</caption><thead><tr>"
    yield "".join(f'<th scope="col">{escape(head)}</th>' for head in heads) + "</tr></thead><tbody>"
    for first, *rest in rows(house, trend):
        cells = "".join(f"<td>{escape(one)}</td>" for one in rest)
        yield f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'
    yield "</tbody></table>"
