"""Who may do what. One question for every door: closed when nothing is configured.

People come from the municipality's file, either as a list or as a user group of the chat, which the assembly looks up
from time to time and hands in here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.municipality.shape import Municipality
from bot.rules.states import MOVES, Role


@dataclass(frozen=True)
class Rights:
    """Everybody's part, as person ids of the chat."""

    front_desk: frozenset[str] = frozenset()
    experts: Mapping[str, frozenset[str]] = field(default_factory=dict)  # department key → people
    managers: frozenset[str] = frozenset()

    @property
    def people(self) -> frozenset[str]:
        """Everybody who has a part."""
        return self.front_desk | self.managers | frozenset().union(*self.experts.values())

    def roles(self, person_id: str) -> frozenset[Role]:
        """What this person is; empty for somebody unknown."""
        known = {
            Role.FRONT_DESK: person_id in self.front_desk,
            Role.MANAGER: person_id in self.managers,
            Role.EXPERT: any(person_id in people for people in self.experts.values()),
        }
        return frozenset(role for role, is_so in known.items() if is_so)

    def may(self, person_id: str, move: str) -> bool:
        """Whether this person may make this move."""
        return bool(self.roles(person_id) & MOVES[move].who)

    def departments_of(self, person_id: str) -> frozenset[str]:
        """The departments this person answers for."""
        return frozenset(key for key, people in self.experts.items() if person_id in people)


def rights_of(municipality: Municipality, groups: Mapping[str, frozenset[str]]) -> Rights:
    """Work out everybody's part. `groups` maps user group ids to their members; an unknown group has none."""

    def people(listed: tuple[str, ...], group: str) -> frozenset[str]:
        return frozenset(listed) | groups.get(group, frozenset())

    departments = municipality.departments
    return Rights(
        front_desk=people(municipality.front_desk.people, municipality.front_desk.group),
        experts={
            key: people(d.people, d.group) | frozenset(d.deputies) | ({d.manager} if d.manager else frozenset())
            for key, d in departments.items()
        },
        managers=frozenset(d.manager for d in departments.values() if d.manager),
    )
