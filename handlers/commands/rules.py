"""`svarvakt when`, `scan`, `suggest` and `language`: the bot's rules, tried on a time or a text. Nothing is stored.

They need no accounts. Without a municipality.toml they go by the example municipality, so that anybody can try them.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from handlers.commands.common import DOTENV, AsJson, EnvFile, Words, fail, glance, municipality, print_json
from handlers.commands.output import clean

if TYPE_CHECKING:
    from bot.municipality.shape import Municipality
    from bot.reading.privacy import Find
    from bot.rules.calendar import OpeningHours

FROM_STDIN = "-"
Page = Annotated[str, typer.Option("--page", metavar="KEY", help="page")]
Text = Annotated[str, typer.Argument(metavar="TEXT|-", help="text")]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (when, scan, suggest, language):
        app.command()(command)


def when(
    time: Annotated[str, typer.Argument(metavar="TIME|-", help="time")],
    page: Page = "",
    env_file: EnvFile = DOTENV,
    *,
    as_json: AsJson = False,
) -> None:
    """Tell until when a question asked at TIME must be answered, what to aim for, when to react first, and why."""
    ours, _ = _municipality(env_file)
    words = Words(ours.language)
    hours = _hours(ours, page, words)
    wrong = []
    for number, line in _lines(time):
        if not line.strip():
            continue
        told = _told(line.strip(), hours, ours, words)
        if told is None:
            key = "cli.when.wrong_line" if time == FROM_STDIN else "cli.when.wrong_time"
            wrong.append(words(key, line=str(number), time=clean(line.strip())[:60]))
        else:
            (print_json if as_json else partial(_print_when, words=words))(told)
    if wrong:
        fail("\n".join(wrong))


def _told(text: str, hours: "OpeningHours", ours: "Municipality", words: Words) -> dict[str, Any] | None:
    """What holds for a question asked then; None for something that is no time, or one beyond the calendar."""
    from bot.rules.promise import explain
    from bot.rules.promise import when as work_out
    from bot.texts.wording import Wording

    try:
        asked_at = _moment(text, hours.zone)
        found = work_out(asked_at, hours, ours.promise)
    except (ValueError, OverflowError):
        return None
    names = ("deadline", "aim_at", "first_reaction")
    moments = {name: getattr(found, name).astimezone(hours.zone).isoformat() for name in names}
    return moments | {"why": [explain(one, words.language, Wording(), hours.zone) for one in found.why]}


def _moment(text: str, zone: ZoneInfo) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _print_when(told: dict[str, Any], words: Words) -> None:
    from bot.rules.promise import day_in_words

    for name in ("deadline", "aim_at", "first_reaction"):
        moment = datetime.fromisoformat(told[name])
        day = day_in_words(moment.date(), words.language)
        typer.echo(words(f"cli.when.{name}", moment=f"{day} {moment:%H:%M}"))
    for reason in told["why"]:
        typer.echo(f"  {reason}")


def _hours(ours: "Municipality", page: str, words: Words) -> "OpeningHours":
    from bot.rules.calendar import opening_hours

    _require_page(ours, page, words)
    return opening_hours(ours, page or None)


def scan(text: Text, env_file: EnvFile = DOTENV, *, as_json: AsJson = False) -> None:
    """Tell what personal data would be found in a text: its type, where it stands, and why."""
    from bot.reading import privacy

    ours, is_example = _municipality(env_file)
    words = Words(ours.language)
    public = frozenset() if is_example else ours.public_contacts  # the example's numbers are nobody's own
    for _, line in _lines(text):
        finds = privacy.suspect(line, public)
        plain = [_plain_find(find, words) for find in finds]
        if as_json:
            print_json({"finds": plain} if text == FROM_STDIN else plain)
        else:
            _print_finds(line, finds, words)


def _plain_find(find: "Find", words: Words) -> dict[str, Any]:
    reason = words(f"find_reason.{find.reason}")
    return {"type": find.type, "start": find.start, "end": find.end, "reason": reason}


def _print_finds(line: str, finds: "tuple[Find, ...]", words: Words) -> None:
    if not finds:
        typer.echo(words("cli.scan.none"))
    from bot.reading.calling import called

    for find in finds:
        about = {"type": words(f"find.{called(line, find)}"), "reason": words(f"find_reason.{find.reason}")}
        typer.echo(words("cli.scan.found", found=clean(line[find.start : find.end]), **about))


def suggest(text: Text, page: Page = "", env_file: EnvFile = DOTENV, *, as_json: AsJson = False) -> None:
    """Suggest what to do first with a text and which department knows, with the reason."""
    from bot.reading.privacy import scan as look
    from bot.reading.suggest import suggest as think
    from bot.reading.suggest import word_for

    ours, is_example = _municipality(env_file)
    public = frozenset() if is_example else ours.public_contacts
    words = Words(ours.language)
    _require_page(ours, page, words)
    for _, line in _lines(text):
        found = think(line, page or None, ours)
        reason = words(f"suggest.{found.reason}")
        if as_json:
            told = {
                "expected": found.expected,
                "department": found.department,
                "department_words": word_for(line, found.department),
                "danger": found.danger,
                "reason": reason,
            }
            finds = [_plain_find(find, words) for find in look(line, public)]
            print_json({**told, "words": found.found, "finds": finds})
        else:
            department = ours.departments.get(found.department)
            name = department.name if department else words("cli.suggest.no_department")
            typer.echo(words("cli.suggest.found", expected=words(f"expected.{found.expected}"), department=name))
            seen = words("notice.where", words=clean(found.found)) if found.found else ""
            typer.echo(f"  {reason} {seen}".rstrip())


def language(text: Text, page: Page = "", env_file: EnvFile = DOTENV, *, as_json: AsJson = False) -> None:
    """Tell which language a text is in, and in which one the answer would be."""
    from bot.reading.language import detect, reply_language

    ours, _ = _municipality(env_file)
    words = Words(ours.language)
    _require_page(ours, page, words)
    of_page = ours.page_language(page) if page else ours.language
    for _, line in _lines(text):
        found = detect(line, of_page)
        reply = reply_language(found, of_page)
        if as_json:
            print_json({"language": found, "reply": reply})
        else:
            names = {"written": words(f"language.{found}"), "reply": words(f"language.{reply}")}
            typer.echo(words("cli.language.found", **names))


def _municipality(env_file: Path) -> "tuple[Municipality, bool]":
    """The municipality, and whether it is only the example because there is no file yet."""
    from bot.municipality import file as municipality_file
    from bot.municipality.settings import Settings

    settings = glance(env_file)
    usual = Settings.model_fields["municipality_file"].default
    if settings.municipality_file != usual or usual.exists():
        return municipality(settings), False
    with resources.as_file(resources.files("sandbox") / "solvik.toml") as example:
        found = municipality_file.read(example).municipality
    if found is None:
        raise FileNotFoundError("sandbox/solvik.toml")
    return found, True


def _require_page(ours: "Municipality", page: str, words: Words) -> None:
    if page and page not in ours.pages:
        fail(words("cli.no_such_page", page=clean(page), pages=", ".join(ours.pages)))


def _lines(given: str) -> Iterator[tuple[int, str]]:
    """The text itself, or each line of standard input with its number, as soon as it has been read."""
    if given != FROM_STDIN:
        yield 1, given
        return
    for number, line in enumerate(typer.get_text_stream("stdin", encoding="utf-8", errors="replace"), start=1):
        yield number, line.rstrip("\n")
