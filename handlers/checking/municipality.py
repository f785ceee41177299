"""What in the municipality's file can be read and is surely not meant: ids of the wrong kind, doubles, dates that have passed."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from handlers.checking.found import SETTINGS, Found, finding
from handlers.commands.common import Words

if TYPE_CHECKING:
    from bot.municipality.naming.names import Named
    from bot.municipality.settings import Settings
    from bot.municipality.shape import Department, Municipality

KINDS = {  # Slack's own ids
    "person": r"[UW][A-Z0-9]{7,}",
    "channel": r"[CG][A-Z0-9]{7,}",
    "group": r"S[A-Z0-9]{7,}",
    "direct": r"D[A-Z0-9]{7,}",
}
FAR = timedelta(days=5 * 365)  # nobody knows so long before when the house is closed
EXAMPLES = (".example", "Solvik kommune")


def misnamed(municipality: "Municipality") -> "Mapping[str, tuple[Named, str]]":
    """Ids in Slack that are of another kind than they should be → what they are."""
    from bot.municipality.naming.names import named

    found: dict[str, tuple[Named, str]] = {}
    for one in named(municipality):
        kind = next((kind for kind, form in KINDS.items() if re.fullmatch(form, one.id)), "")
        if one.id and kind not in ("", one.kind):
            found[one.id] = (one, kind)
    return found


def of_names(municipality: "Municipality", words: Words) -> Iterator[Found]:
    """Each id of the wrong kind, with how to get the right one."""
    for one, kind in misnamed(municipality).values():
        where, wanted = one.where, words(f"cli.check.kind.{one.kind}")
        yield finding(
            "slack",
            "id_kind",
            words,
            "ids",
            id=one.id,
            where=where,
            kind=words(f"cli.check.kind.{kind}"),
            wanted=wanted,
        )


def of_file(municipality: "Municipality", settings: "Settings", today: date, words: Words) -> Iterator[Found]:
    """What the file says twice, no longer, or only for show."""
    yield from _doubles(municipality, words)
    for where, department in municipality.departments.items():
        if _is_headless(department):
            yield finding(SETTINGS, "no_experts", words, "experts", where=f"departments.{where}")
    hours = municipality.hours
    if hours.closed_dates and max(hours.closed_dates) < today:
        yield finding(SETTINGS, "dates_past", words, "dates", last=f"{max(hours.closed_dates):%Y-%m-%d}")
    if far := [day for day in {*(hours.closed_dates or ()), *(hours.short_dates or ())} if day - today > FAR]:
        yield finding(SETTINGS, "date_far", words, "dates", date=f"{min(far):%Y-%m-%d}")
    if both := set(hours.closed_dates or ()) & set(hours.short_dates or ()):
        yield finding(SETTINGS, "date_twice", words, "dates", date=f"{min(both):%Y-%m-%d}")
    if urlsplit(settings.facebook_graph_url).hostname == "graph.facebook.com" and (left := _examples(municipality)):
        yield finding(SETTINGS, "example_file", words, "examples", where=", ".join(left))


def _doubles(municipality: "Municipality", words: Words) -> Iterator[Found]:
    for where, people in municipality.peoples.items():
        for name in ("people", "deputies"):
            for person in (one for one, count in Counter(getattr(people, name, ())).items() if count > 1):
                yield finding(SETTINGS, "listed_twice", words, "doubles", person=person, where=f"{where}.{name}")
    bodies = {**{f"departments.{key}": one.name for key, one in municipality.departments.items()},
              **{f"redirects.{key}": one.name for key, one in municipality.redirects.items()}}  # fmt: skip
    first: dict[str, str] = {}
    for where, name in bodies.items():
        if other := first.get(name.casefold()):
            yield finding(SETTINGS, "name_twice", words, "doubles", name=name, where=where, other=other)
        first.setdefault(name.casefold(), where)


def _is_headless(department: "Department") -> bool:
    """Somebody is named to be called later, but nobody to be asked."""
    return bool(department.manager or department.deputies) and not department.people and not department.group


def _examples(municipality: "Municipality") -> list[str]:
    """Where the example's own words still stand; they would be told to citizens."""
    named = {"municipality.name": municipality.name}
    for room in ("departments", "redirects"):
        for key, body in getattr(municipality, room).items():
            named[f"{room}.{key}.link"] = urlsplit(body.link).hostname or ""
    return [where for where, value in named.items() if value.endswith(EXAMPLES)]
