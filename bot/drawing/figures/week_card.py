"""The figures of a span of time for people: as a card, as bars of a picture, and the picture in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from bot.ports.card import Card, Fact, Notice, Tone
from bot.rules.figures import Figures, Week
from bot.work import House

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
COUNTED = (
    "came",
    "answered",
    "same_day",
    "within_two_days",
    "extended",
    "overdue",
    "promises_kept",
    "promises_late",
    "never_answered",
    "redirected",
    "closed",
    "open",
)


@dataclass(frozen=True)
class Bar:
    """One bar: what it counts, in words, and how many."""

    label: str
    number: int


def week_card(house: House, week: Week, since: str, until: str) -> Card:
    """Draw the summary of the days from `since` to `until`, which are in words: how it stands, then a few figures.

    Whoever still waits is said first, and thanks are said only when nobody does.
    """
    title, span = house.say("report.title"), house.say("report.span", since=since, until=until)
    stands, is_quiet = _stands(house, week), week.now.is_quiet and week.before.is_quiet
    unread = house.say("report.unread", count=str(week.unread)) if week.unread else ""
    return Card(
        summary=f"{title}. {stands or unread}",
        title=title,
        lead=span,
        notices=(Notice(Tone.WARNING, unread),) if unread else (),
        body=stands,
        facts=() if is_quiet else tuple(_beside(house, week)),
    )


def _stands(house: House, week: Week) -> str:
    """How it stands at the end of the week, in one sentence; nothing where somebody may wait whom we do not know of."""
    figures, late = week.now, week.now.open_past_promise
    if late:
        return house.say("report.late_now", late=str(late), open=str(figures.open))
    if figures.open:
        return house.say("report.waiting", open=str(figures.open))
    if week.unread:
        return ""
    if figures.is_quiet:
        return house.say("report.quiet")
    is_praised = figures.answered and not figures.overdue and not figures.promises_late
    return house.say("report.all_in_time" if is_praised else "report.nobody_waits")


def _beside(house: House, week: Week) -> Iterator[Fact]:
    """The few figures of the card, each with that of the week before beside it."""
    before = dict(_few(house, week.before))
    for name, value in _few(house, week.now):
        beside = house.say("report.beside", now=value, before=before[name])
        yield Fact(house.say(f"report.{name}"), beside)


def _few(house: House, figures: Figures) -> list[tuple[str, str]]:
    return [
        ("came", str(figures.came)),
        ("answered", str(figures.answered)),
        ("answered_late", str(figures.answered_late)),
        ("open", str(figures.open)),
        ("longest_wait", _wait(house, figures)),
    ]


def facts(house: House, figures: Figures) -> list[tuple[str, str]]:
    """Every figure's name and value, in words; more than the card tells."""
    counted = [(house.say(f"report.{name}"), str(getattr(figures, name))) for name in COUNTED]
    return [*counted, (house.say("report.longest_wait"), _wait(house, figures))]


def _wait(house: House, figures: Figures) -> str:
    if figures.longest_wait is None:
        return house.say("report.no_wait")
    return in_words(figures.longest_wait, house.municipality.language)


def bars(house: House, figures: Figures) -> list[Bar]:
    """How quickly answers came: every answer is in one of the bars."""
    return [Bar(house.say(f"report.bar_{name}"), number) for name, number in _by_speed(figures).items()]


def alt_text(house: House, figures: Figures) -> str:
    """What the picture shows, in words."""
    return house.say("report.alt", **{name: str(number) for name, number in _by_speed(figures).items()})


def _by_speed(figures: Figures) -> dict[str, int]:
    return {
        "same_day": figures.same_day,
        "later": figures.within_two_days - figures.same_day,
        "extended": figures.after_extension,
        "late": figures.answered_late,
    }


def in_words(length: timedelta, language: str) -> str:
    """The two largest parts of a length of time, as in "1 døgn og 4 timer"; less than a minute is one minute."""
    # Imported here to keep the start quick.
    from babel.lists import format_list
    from babel.units import format_unit

    days, rest = divmod(max(length, MINUTE), DAY)
    hours, rest = divmod(rest, HOUR)
    parts = [(days, "duration-day"), (hours, "duration-hour")]
    parts += [(rest // MINUTE, "duration-minute")] if not days else []
    shown = [format_unit(number, unit, locale=language) for number, unit in parts if number]
    return str(format_list(shown, locale=language))
