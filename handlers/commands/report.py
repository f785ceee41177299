"""`svarvakt report`: how it went lately, in figures."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handlers.commands.common import (
    DOTENV,
    AsJson,
    EnvFile,
    Words,
    finish,
    glance,
    municipality,
    opened,
    present,
    print_json,
    require_current,
)

if TYPE_CHECKING:
    from bot.municipality.settings import Settings
    from bot.rules.figures import Figures
    from bot.work import House

Days = Annotated[int, typer.Option("--days", min=1, max=3650, help="How many days back, up to now.")]


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(report)


def report(days: Days = 7, env_file: EnvFile = DOTENV, *, as_json: AsJson = False) -> None:
    """Count what came in, how quickly it was answered, and what became of the promises, over the last days."""
    from bot.rules.rights import rights_of
    from bot.texts.wording import Wording
    from bot.work import House

    settings = glance(env_file)
    ours = municipality(settings)
    words = Words(ours.language)
    require_current(settings.database_url, words)
    house = House(ours, Wording(ours.texts), rights_of(ours, {}))
    since, until, all_pages, by_page = finish(_counted(settings, house, timedelta(days=days)), words)
    if as_json:
        span = {"since": since.isoformat(), "until": until.isoformat()}
        pages = {page: _plain(figures) for page, figures in by_page.items()}
        print_json(span | _plain(all_pages) | {"pages": pages})
    else:
        _print(house, all_pages, since, until)


async def _counted(
    settings: "Settings", house: "House", length: timedelta
) -> tuple[datetime, datetime, "Figures", dict[str, "Figures"]]:
    from bot.counting import figures_of

    until = await present(settings)
    since, pages = until - length, tuple(house.municipality.pages)
    async with opened(settings.database_url) as database, database.read() as session:
        together = await figures_of(session, house, pages, since, until)
        return since, until, together, {one: await figures_of(session, house, (one,), since, until) for one in pages}


def _plain(figures: "Figures") -> dict[str, Any]:
    plain = asdict(figures)
    wait: timedelta | None = plain.pop("longest_wait")
    return plain | {"longest_wait_seconds": int(wait.total_seconds()) if wait is not None else None}


def _print(house: "House", figures: "Figures", since: datetime, until: datetime) -> None:
    from bot.drawing.week_card import facts
    from bot.rules.calendar import opening_hours
    from bot.rules.promise import day_in_words
    from handlers.commands.output import print_table

    hours, language = opening_hours(house.municipality), house.municipality.language
    first, last = (day_in_words(hours.local_date(moment), language) for moment in (since, until))
    print_table((house.say("report.span", since=first, until=last), ""), facts(house, figures))
