"""`svarvakt list`, `show`, `find` and `catch-up`: the questions as an operator sees them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handlers.commands.common import (
    DOTENV,
    AsJson,
    EnvFile,
    Words,
    assembled,
    fail,
    finish,
    glance,
    load,
    municipality,
    opened,
    present,
    print_json,
    quiet,
    require_current,
)

if TYPE_CHECKING:
    from bot.drawing.view import View
    from bot.flow.finding.looking import Found
    from bot.municipality.settings import Loaded, Settings
    from bot.work import House
    from storage.tables import History

Anew = Annotated[bool, typer.Option("--anew", help="anew")]
Most = Annotated[int, typer.Option("--most", metavar="NUMBER", min=1, max=50, help="most")]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("list")(open_questions)
    app.command()(show)
    app.command()(find)
    app.command()(index)
    app.command()(catch_up)


def open_questions(env_file: EnvFile = DOTENV, *, as_json: AsJson = False) -> None:
    """List the open questions, the one that is due first at the top."""
    from handlers.commands import question_page

    settings, house, words = house_of(env_file)
    views = finish(_open_ones(settings, house), words)
    if as_json:
        print_json([question_page.plain(view) for view in views])
    elif not views:
        typer.echo(words("cli.list.none"))
    else:
        question_page.print_list(views)


async def _open_ones(settings: "Settings", house: "House") -> Sequence["View"]:
    from bot.drawing.gathering import listed
    from storage import open_questions

    now = await present(settings)
    async with opened(settings.database_url) as database, database.read() as session:
        found = await open_questions.first(session)
        return await listed(session, house, found, now)


def show(
    question_id: Annotated[int, typer.Argument(metavar="ID", help="question")],
    env_file: EnvFile = DOTENV,
    *,
    as_json: AsJson = False,
) -> None:
    """Show one question with everything written, answered, promised and done about it."""
    from handlers.commands import question_page

    settings, house, words = house_of(env_file)
    found = finish(_one(settings, house, question_id), words)
    if found is None:
        fail(words("cli.show.none", id=str(question_id)))
    view, history = found
    if as_json:
        print_json(question_page.plain_page(view, history))
    else:
        question_page.print_page(view, history)


async def _one(settings: "Settings", house: "House", question_id: int) -> tuple["View", Sequence["History"]] | None:
    from bot.drawing.gathering import view_of
    from storage import history
    from storage.tables import Question

    now = await present(settings)
    async with opened(settings.database_url) as database, database.read() as session:
        question = await session.get(Question, question_id)
        if question is None:
            return None
        return await view_of(session, house, question, now), await history.of_question(session, question_id)


def find(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="asked")],
    most: Most = 3,
    env_file: EnvFile = DOTENV,
    *,
    as_json: AsJson = False,
) -> None:
    """Find answers that were given before to questions like TEXT, the likest first."""
    settings, house, words = house_of(env_file)
    found = finish(_found(settings, house, text, most), words)
    if as_json:
        print_json([_plain_found(*one) for one in found])
    elif not found:
        typer.echo(words("list.found_none"))
    for view, one in found if not as_json else ():
        _print_found(view, one)


def index(env_file: EnvFile = DOTENV, *, anew: Anew = False) -> None:
    """Let answers be found that were given before there was an index. May be broken off and run again, beside a running bot."""
    settings, house, words = house_of(env_file)
    typer.echo(words("cli.index.done", count=str(finish(_indexed(settings, house, anew=anew), words))))


async def _indexed(settings: "Settings", house: "House", *, anew: bool) -> int:
    """Some at a time, each in a transaction of its own, so that a running bot goes on."""
    from bot.flow.finding.noting import note_some
    from bot.work import Work
    from handlers.commands.output import working

    now, total, last = await present(settings), 0, 0
    async with opened(settings.database_url) as database:
        with working(house.say("cli.index.working")):
            while True:
                async with database.write() as session:
                    count, last = await note_some(Work(session, now, house), last, anew=anew)
                total += count
                if not count:
                    return total


async def _found(settings: "Settings", house: "House", text: str, most: int) -> Sequence[tuple["View", "Found"]]:
    from bot.drawing.gathering import listed
    from bot.flow.finding import looking

    now = await present(settings)
    async with opened(settings.database_url) as database, database.read() as session:
        found = await looking.find(session, text, most, now)
        views = await listed(session, house, [one.question for one in found], now)
    return list(zip(views, found, strict=True))


def _plain_found(view: "View", found: "Found") -> dict[str, Any]:
    """One earlier answer for scripts; `offered` tells whether a card would offer it."""
    from handlers.commands.question_page import plain

    about = {name: value for name, value in plain(view).items() if name in ("id", "page", "department", "words")}
    told = {"answer": view.masked(found.words), "answered_at": found.answered_at.isoformat(), "link": found.answer.link}
    return about | told | {"likeness": round(found.likeness, 3), "offered": found.is_offered}


def _print_found(view: "View", found: "Found") -> None:
    from bot.drawing.state_words import listed_as
    from handlers.commands.output import clean

    typer.echo(f"{clean(listed_as(view))} · {view.house.day(found.answered_at)} · {found.likeness:.0%}")
    typer.echo(f"  {clean(view.first_words(200))}")
    typer.echo(f"  → {clean(view.masked(found.words))}")
    if found.answer.link:
        typer.echo(f"  {found.answer.link}")


def catch_up(env_file: EnvFile = DOTENV, *, as_json: AsJson = False) -> None:
    """Read every Facebook page again now and put what was missed into the inbox, for the running bot to handle."""
    loaded = load(env_file)
    words = Words(loaded.municipality.language)
    require_current(loaded.settings.database_url, words)
    quiet()
    repaired = finish(_catch_up(loaded, words), words)
    unread = [page for page in loaded.municipality.pages if page not in repaired]
    if as_json:
        print_json({"repaired": repaired, "unread": unread})
    else:
        for page, count in repaired.items():
            typer.echo(words("cli.catch_up.page", page=page, count=str(count)))
    if unread:
        fail(words("cli.catch_up.unread", pages=", ".join(unread)))


async def _catch_up(loaded: "Loaded", words: Words) -> dict[str, int]:
    from handlers.commands.output import working

    async with assembled(loaded) as app:
        with working(words("cli.catch_up.reading")):
            return await app.facebook.catch_up()


def house_of(env_file: EnvFile) -> tuple["Settings", "House", Words]:
    """The settings, the house and its words, for what works on the database; or exit 1 with what is missing."""
    from bot.rules.rights import rights_of
    from bot.texts.wording import Wording
    from bot.work import House

    settings = glance(env_file)
    ours = municipality(settings)
    words = Words(ours.language)
    require_current(settings.database_url, words)
    return settings, House(ours, Wording(ours.texts), rights_of(ours, {})), words
