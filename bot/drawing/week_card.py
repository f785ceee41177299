"""The figures of a span of time for people: as a card, as bars of a picture, and the picture in words."""

from dataclasses import dataclass
from datetime import timedelta

from bot.ports.card import Card, Fact
from bot.rules.figures import Figures
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


def week_card(house: House, figures: Figures, since: str, until: str) -> Card:
    """Draw the summary of the days from `since` to `until`, which are in words."""
    title, span = house.say("report.title"), house.say("report.span", since=since, until=until)
    if not figures.came + figures.answered + figures.open:
        text = house.say("report.quiet")
        return Card(summary=f"{title}. {text}", title=title, lead=span, body=text)
    return Card(
        summary=f"{title}. {span}",
        title=title,
        lead=span,
        body=house.say("report.all_in_time") if figures.answered and not figures.overdue else "",
        facts=tuple(Fact(label, value) for label, value in facts(house, figures)),
    )


def facts(house: House, figures: Figures) -> list[tuple[str, str]]:
    """Each figure's name and value, in words."""
    counted = [(house.say(f"report.{name}"), str(getattr(figures, name))) for name in COUNTED]
    wait = house.say("report.no_wait")
    if figures.longest_wait is not None:
        wait = in_words(figures.longest_wait, house.municipality.language)
    return [*counted, (house.say("report.longest_wait"), wait)]


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
