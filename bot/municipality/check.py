"""What the shapes cannot say: names that must exist elsewhere in the municipality's file, hours that must cover the year."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.guard.numbers import number_in
from bot.municipality.answers import unknown_placeholders
from bot.municipality.faults import Fault, nearest
from bot.municipality.hours import Hours
from bot.municipality.section import Texts
from bot.municipality.shape import Municipality
from bot.municipality.toml_lines import line_of
from bot.ports.showing import hides_signs
from bot.texts.wording import LANGUAGES, override_faults

Lines = Mapping[tuple[str, ...], int]
LEAP_YEAR = 2028
NOT_WORDS = (
    "facebook_id",
    "channel",
    "duty_channel",
    "operator_channel",
    "manager",
    "group",
)  # names of things outside


def check(municipality: Municipality, lines: Lines) -> Iterator[Fault]:
    """All faults of a file whose single values are in order."""
    yield from _identity(municipality, lines)
    yield from _pages(municipality, lines)
    yield from _all_hours(municipality, lines)
    yield from _texts(municipality.texts, ("texts",), lines)
    yield from _answers(municipality, lines)
    for path, written in _written(municipality.model_dump(mode="json")):
        if hides_signs(written):
            yield _fault(path, "hidden_signs", lines)
        elif path[-1] not in NOT_WORDS and number_in(written):
            yield _fault(path, "never_public", lines)
    for key in municipality.pages:
        if number_in(municipality.message_link(key)):
            example = 'message_link = "https://m.me/solvikkommune"'
            yield _fault(("pages", key, "message_link"), "never_public", lines, example=example)


def _written(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each text of the file and where it stands: what is written there ends up in public texts."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _written(inner, (*path, key))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _written(inner, path)
    elif isinstance(value, str):
        yield path, value


def _identity(municipality: Municipality, lines: Lines) -> Iterator[Fault]:
    try:
        ZoneInfo(municipality.municipality.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = nearest(municipality.municipality.time_zone, available_timezones())
        key = "time_zone_near" if near else "time_zone"
        yield _fault(("municipality", "time_zone"), key, lines, example='time_zone = "Europe/Oslo"', near=near)
    if not municipality.front_desk.people and not municipality.front_desk.group:
        yield _fault(("front_desk", "people"), "missing", lines, example='people = ["U0ANNE0001"]')


def _pages(municipality: Municipality, lines: Lines) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    named: dict[str, str] = {}
    for key, page in municipality.pages.items():
        if not re.fullmatch(r"[a-z][a-z0-9_]*", key):  # it becomes a part of FACEBOOK_PAGE_TOKEN_<KEY>
            yield _fault(("pages", key), "page_key", lines)
        if page.department not in municipality.departments:
            near = nearest(page.department, municipality.departments)
            yield _fault(
                ("pages", key, "department"), "no_department_near" if near else "no_department", lines, near=near
            )
        if owners.setdefault(page.facebook_id, key) != key:
            yield _fault(("pages", key, "facebook_id"), "page_twice", lines, near=owners[page.facebook_id])
        if named.setdefault(page.name.casefold(), key) != key:
            yield _fault(("pages", key, "name"), "page_twice", lines, near=named[page.name.casefold()])
        yield from _texts(page.texts, ("pages", key, "texts"), lines)


def _all_hours(municipality: Municipality, lines: Lines) -> Iterator[Fault]:
    yield from _hours(municipality.hours, ("hours",), lines)
    for name, season in municipality.hours.seasons.items():
        if not any(season.week):
            yield _fault(("hours", "seasons", name), "season_closed", lines)
    for key, page in municipality.pages.items():
        if page.hours:
            yield from _hours(page.hours, ("pages", key, "hours"), lines)


def _hours(hours: Hours, path: tuple[str, ...], lines: Lines) -> Iterator[Fault]:
    days = [date(LEAP_YEAR, 1, 1) + timedelta(days=count) for count in range(366)]
    counts = [sum(season.holds(day) for season in hours.seasons.values()) for day in days]
    if 0 in counts:
        yield _fault((*path, "seasons"), "season_gap", lines, near=f"{days[counts.index(0)]:%m-%d}")
    if max(counts) > 1:
        yield _fault((*path, "seasons"), "season_twice", lines, near=f"{days[counts.index(max(counts))]:%m-%d}")
    if not any(any(season.week) for season in hours.seasons.values()):
        yield _fault((*path, "seasons"), "never_open", lines)


def _texts(texts: Texts, path: tuple[str, ...], lines: Lines) -> Iterator[Fault]:
    for language, overrides in texts.items():
        if language not in LANGUAGES:
            yield _fault((*path, language), "no_language", lines, near=", ".join(LANGUAGES))
            continue
        for key, problem, near in override_faults(language, overrides):
            yield _fault((*path, language, key), problem, lines, near=near)


def _answers(municipality: Municipality, lines: Lines) -> Iterator[Fault]:
    """The house's own answers: for pages and of departments that exist, with nothing in braces that nobody fills."""
    for key, answer in municipality.answers.items():
        place = ("answers", key)
        for page in answer.pages:
            if page not in municipality.pages:
                yield _fault((*place, "pages"), "no_page", lines, near=", ".join(municipality.pages))
        if answer.department and answer.department not in municipality.departments:
            near = nearest(answer.department, municipality.departments)
            yield _fault((*place, "department"), "no_department_near" if near else "no_department", lines, near=near)
        for language, text in answer.text.items():
            has_link = bool(answer.link or answer.department)
            for name in unknown_placeholders(text, has_link=has_link):
                yield _fault((*place, "text", language), "unknown_placeholder", lines, near=name)


def _fault(path: tuple[str, ...], key: str, lines: Lines, *, example: str = "", near: str = "") -> Fault:
    return Fault(".".join(path), key, line_of(lines, path), example, near)
