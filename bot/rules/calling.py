"""Who of a department is called: those who are still there. Pure; `left` are people of whom the chat says that they have left.

Experts come first, then who stands in for them, then the manager. A user group is kept by the chat and counts as there.
An empty list means that nobody of the department can be called; the caller then turns to the front desk.
"""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from bot.municipality.shape import Department


class Line(StrEnum):
    """In which capacity somebody of a department is called."""

    EXPERT = "expert"
    DEPUTY = "deputy"
    MANAGER = "manager"


def asked_first(department: Department, left: Collection[str], *, away: bool = False) -> tuple[Line, list[str]]:
    """Who is called when a department is asked; `away` tells that its experts are, so whoever stands in is called at once."""
    experts, stand_ins = _experts(department, left), deputies(department, left)
    if stand_ins and (away or not experts):
        return Line.DEPUTY, stand_ins
    return (Line.EXPERT, experts) if experts else (Line.MANAGER, manager(department, left))


def reminded(department: Department, left: Collection[str]) -> list[str]:
    """Who is reminded of what a department was asked: its experts and who stands in for them, else the manager."""
    return [*_experts(department, left), *deputies(department, left)] or manager(department, left)


def second_line(department: Department, left: Collection[str]) -> list[str]:
    """Who is called when time runs out: the manager, else whoever stands in."""
    return manager(department, left) or deputies(department, left)


def deputies(department: Department, left: Collection[str]) -> list[str]:
    """Those who stand in for the experts."""
    return _there(department.deputies, left)


def not_called(people: Iterable[str], called: Iterable[str], groups: Mapping[str, Collection[str]]) -> list[str]:
    """Those of some people whom a message has not called, by themselves or in a group."""
    heard = {person for one in called for person in (one, *groups.get(one, ()))}
    return [person for person in people if person not in heard]


def each_once(called: Iterable[str], groups: Mapping[str, Collection[str]]) -> list[str]:
    """Whom a message calls, each once: who is a member of a group that it calls is not named beside the group."""
    found = list(dict.fromkeys(called))
    in_a_group = {person for group in found for person in groups.get(group, ())}
    return [one for one in found if one not in in_a_group]


def manager(department: Department, left: Collection[str]) -> list[str]:
    """The manager; nobody where there is none."""
    return _there([department.manager] if department.manager else [], left)


def _experts(department: Department, left: Collection[str]) -> list[str]:
    return [department.group] if department.group else _there(department.people, left)


def _there(people: Iterable[str], left: Collection[str]) -> list[str]:
    return [person for person in people if person not in left]
