"""Names of the chat in the municipality's file: where they stand, what each may mean, and the file with ids in their place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.municipality.faults import nearest
from bot.municipality.shape import Department, Municipality, People
from bot.ports.directory import Kind, Listed

UNKNOWN, AMBIGUOUS, RENAMED, REFUSED = "unknown", "ambiguous", "renamed", "refused"
_MOST_TOLD = 4
Ids = Mapping[tuple[Kind, str], str]


@dataclass(frozen=True)
class Named:
    """A name or id of the chat as the file has it, where it stands, and what kind of thing it should be."""

    id: str
    where: str
    kind: Kind


@dataclass(frozen=True)
class Doubtful:
    """A name that does not mean exactly one thing by itself. `near` is what else to say: who it may be, or the chat's refusal.

    A renamed channel is found all the same, by the name it bore before.
    """

    named: Named
    why: str
    near: str = ""


def named(municipality: Municipality) -> Iterator[Named]:
    """Everybody and everything of the chat in the file; a person once."""
    own = municipality.municipality
    for name in ("duty_channel", "operator_channel"):
        yield Named(getattr(own, name), f"municipality.{name}", Kind.CHANNEL)
    for key, page in municipality.pages.items():
        yield Named(page.channel, f"pages.{key}.channel", Kind.CHANNEL)
    for where, people in municipality.peoples.items():
        yield Named(people.group, f"{where}.group", Kind.GROUP)
    for person, where in municipality.named_people.items():
        yield Named(person, where, Kind.PERSON)


def plain(name: str) -> str:
    """A name without what people do not see when they compare: the sign before it, case, and blanks."""
    return " ".join(name.strip().lstrip("@#").casefold().split())


def meant(name: str, listed: Sequence[Listed]) -> list[Listed]:
    """Whom or what a name may mean now: the one with this handle, or all who are called so."""
    wanted = plain(name)
    by_handle = [one for one in listed if plain(one.handle) == wanted]
    return by_handle or [one for one in listed if wanted in map(plain, (one.name, *one.others))]


def formerly(name: str, listed: Sequence[Listed]) -> list[Listed]:
    """What bore this name before."""
    return [one for one in listed if plain(name) in map(plain, one.former)]


def looked_up(one: Named, listed: Sequence[Listed]) -> tuple[str, Doubtful | None]:
    """The id that a name stands for, empty when that is not sure; and what is doubtful about it."""
    now = meant(one.id, listed)
    if len(now) == 1:
        return now[0].id, None
    if now:
        return "", Doubtful(one, AMBIGUOUS, _told(now))
    if len(before := formerly(one.id, listed)) == 1:
        return before[0].id, Doubtful(one, RENAMED, before[0].handle)
    return "", Doubtful(one, UNKNOWN, _told(alike(one.id, listed)))


def alike(name: str, listed: Sequence[Listed]) -> list[Listed]:
    """Those whose names look most like this one, or hold it."""
    wanted = plain(name)
    names = {plain(each): one for one in listed for each in (one.handle, one.name, *one.others) if each}
    close = [names[near]] if (near := nearest(wanted, names)) else []
    holding = [one for each, one in names.items() if len(wanted) > 2 and wanted in each]
    return list(dict.fromkeys([*close, *holding]))[:_MOST_TOLD]


def _told(found: Sequence[Listed]) -> str:
    return ", ".join(one.shown for one in found[:_MOST_TOLD])


def with_ids(municipality: Municipality, ids: Ids) -> Municipality:
    """The same municipality with ids in the place of names; what has no id stays, and an empty one takes a name out."""
    own = municipality.municipality
    channels = {name: _of(ids, Kind.CHANNEL, getattr(own, name)) for name in ("duty_channel", "operator_channel")}
    pages = {
        key: page.model_copy(
            update={"channel": _of(ids, Kind.CHANNEL, page.channel), "owners": _with_ids(ids, page.owners)}
        )
        for key, page in municipality.pages.items()
    }
    departments = {key: _department(ids, each) for key, each in municipality.departments.items()}
    roles = {name: _with_ids(ids, getattr(municipality.roles, name)) for name in type(municipality.roles).model_fields}
    return municipality.model_copy(
        update={
            "municipality": own.model_copy(update=channels),
            "pages": pages,
            "departments": departments,
            "front_desk": _with_ids(ids, municipality.front_desk),
            "roles": municipality.roles.model_copy(update=roles),
        }
    )


def _department(ids: Ids, department: Department) -> Department:
    second = {
        "manager": _of(ids, Kind.PERSON, department.manager),
        "deputies": _all_of(ids, department.deputies),
    }
    return department.model_copy(update={**_people(ids, department), **second})


def _with_ids(ids: Ids, people: People) -> People:
    return people.model_copy(update=_people(ids, people))


def _people(ids: Ids, people: People) -> Mapping[str, object]:
    return {
        "people": _all_of(ids, people.people),
        "group": _of(ids, Kind.GROUP, people.group),
    }


def _all_of(ids: Ids, people: Sequence[str]) -> tuple[str, ...]:
    return tuple(filter(None, (_of(ids, Kind.PERSON, one) for one in people)))


def _of(ids: Ids, kind: Kind, name: str) -> str:
    return ids.get((kind, name), name)
