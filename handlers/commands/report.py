"""`svarvakt report`: how it went in a span of time, in figures, beside the span before it."""

import sys
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from handlers.commands.common import (
    DOTENV,
    AsJson,
    EnvFile,
    Words,
    fail,
    finish,
    glance,
    municipality,
    opened,
    present,
    print_json,
    require_current,
)
from handlers.commands.output import clean
from handlers.usage.explaining import to_install
from handlers.usage.refusing import refuse

if TYPE_CHECKING:
    from bot.municipality.settings import Settings
    from bot.work import House
    from handlers.reporting.told import Report

Days = Annotated[int, typer.Option("--days", metavar="NUMBER", min=1, max=3650, help="days")]
From = Annotated[str, typer.Option("--from", metavar="DAY", help="first")]
To = Annotated[str, typer.Option("--to", metavar="DAY", help="last")]
PageKey = Annotated[str, typer.Option("--page", metavar="KEY", help="one_page")]
DepartmentKey = Annotated[str, typer.Option("--department", metavar="KEY", help="one_department")]
AsCsv = Annotated[bool, typer.Option("--csv", help="csv")]
AsHtml = Annotated[bool, typer.Option("--html", help="html")]
AsPng = Annotated[bool, typer.Option("--png", help="png")]


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(report)


def report(
    days: Days = 7,
    first: From = "",
    last: To = "",
    page: PageKey = "",
    department: DepartmentKey = "",
    env_file: EnvFile = DOTENV,
    *,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_html: AsHtml = False,
    as_png: AsPng = False,
) -> None:
    """Count what came in, how quickly it was answered, and what became of the promises, and compare with the time before."""
    from bot.rules.rights import rights_of
    from bot.texts.wording import Wording
    from bot.work import House

    if as_json + as_csv + as_html + as_png > 1:
        refuse("one_alone", names="--json, --csv, --html, --png")
    settings = glance(env_file)
    ours = municipality(settings)
    words = Words(ours.language)
    house = House(ours, Wording(ours.texts), rights_of(ours, {}))
    _require_known(house, page, department, words)
    require_current(settings.database_url, words)
    dates = _day(first, "--from", words), _day(last, "--to", words)
    since, until = _span(house, days, dates, finish(present(settings), words), words)
    told = finish(_counted(settings, house, since, until, page, department), words)
    if as_png:
        _print_picture(told, words)
        return
    _show(told, as_json=as_json, as_csv=as_csv, as_html=as_html)


def _require_known(house: "House", page: str, department: str, words: Words) -> None:
    pages, departments = house.municipality.pages, house.municipality.departments
    if page and page not in pages:
        fail(words("cli.no_such_page", page=page, pages=", ".join(pages)))
    if department and department not in departments:
        fail(words("cli.no_such_department", department=department, departments=", ".join(departments)))


def _day(text: str, name: str, words: Words) -> date | None:
    """A day as in the chat; exits 1 for what is none."""
    from bot.drawing.figures.asked_report import day_of

    day = day_of(text.strip())
    if text and day is None:
        fail(words("cli.report.no_day", name=name, day=clean(text)[:60]))
    return day


def _span(
    house: "House", days: int, dates: tuple[date | None, date | None], now: datetime, words: Words
) -> tuple[datetime, datetime]:
    """From the morning of the first day to the night of the last, in the municipality's time; never beyond now."""
    zone = ZoneInfo(house.municipality.municipality.time_zone)
    first, last = (datetime.combine(day, time(), zone) if day else None for day in dates)
    until = min(now, last + timedelta(days=1)) if last else now
    since = first or until - timedelta(days=days)
    if since >= until:
        end = dates[1] or until.astimezone(zone)
        fail(words("cli.report.no_span", since=f"{since.astimezone(zone):%Y-%m-%d}", until=f"{end:%Y-%m-%d}"))
    return since, until


async def _counted(
    settings: "Settings", house: "House", since: datetime, until: datetime, page: str, department: str
) -> "Report":
    from bot.counting import trends_of
    from handlers.reporting.told import Report

    async with opened(settings.database_url) as database, database.read() as session:
        trends = await trends_of(session, house, since, until, department=department)
    return Report(house, since, until, {page: trends[page]} if page else trends, department)


def _show(told: "Report", *, as_json: bool, as_csv: bool, as_html: bool) -> None:
    from handlers.reporting.page import page
    from handlers.reporting.sheet import sheet
    from handlers.reporting.table import show

    if as_json:
        _print_json(told)
    elif as_csv or as_html:
        typer.echo(
            (sheet if as_csv else page)(told).encode(), nl=False
        )  # UTF-8, whatever the terminal has: it goes to a file
    else:
        show(told)


def _print_picture(told: "Report", words: Words) -> None:
    """Bytes for a file; a terminal would show them as noise."""
    from bot.briefs.picture import picture
    from bot.drawing.figures.week_card import bars
    from handlers.reporting.table import span

    if sys.stdout.isatty():
        fail(words("cli.report.png_to_file"))
    (name, *_), trend = told.names.values(), next(iter(told.trends.values()))
    png = picture(f"{name}: {span(told)}", bars(told.house, trend.now.figures))
    if png is None:
        fail(words("cli.report.no_matplotlib", command=to_install("matplotlib")))
    typer.echo(png, nl=False)


def _print_json(told: "Report") -> None:
    from handlers.reporting.told import plain

    span = {"since": told.since.isoformat(), "until": told.until.isoformat()}
    parts = {page: plain(trend.now) | {"before": plain(trend.before)} for page, trend in told.trends.items()}
    together = parts.pop("") if "" in parts else next(iter(parts.values()))
    print_json(span | together | {"pages": parts})
