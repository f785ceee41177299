"""Who may do what. One question for every door: closed when nothing is configured.

People come from the municipality's file, either as a list or as a user group of the chat, which the assembly looks up
from time to time and hands in here. Who has left the chat has no part any more, wherever the file still lists her.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from bot.municipality.shape import Municipality, People
from bot.rules.states import DESK, MOVES, Role

ANYWHERE = ""  # in place of a page: a part in any of them


@dataclass(frozen=True)
class Rights:
    """Everybody's part, as person ids of the chat. `others` are those beside the daily work.

    `groups` are the chat's user groups with the members known to be in them now.
    """

    front_desk: frozenset[str] = frozenset()
    experts: Mapping[str, frozenset[str]] = field(default_factory=dict)  # department key → people
    managers: frozenset[str] = frozenset()
    owners: Mapping[str, frozenset[str]] = field(default_factory=dict)  # page key → people
    others: Mapping[Role, frozenset[str]] = field(default_factory=dict)
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)  # user group id → people

    @property
    def people(self) -> frozenset[str]:
        """Everybody who has a part."""
        others = frozenset().union(*self.experts.values(), *self.owners.values(), *self.others.values())
        return self.front_desk | self.managers | others

    def desk_of(self, page: str) -> frozenset[str]:
        """Who may answer on a page: the front desk and the page's owners. `ANYWHERE`: on one page at least."""
        return self.front_desk | self._owners(page)

    def roles(self, person_id: str, page: str = ANYWHERE) -> frozenset[Role]:
        """What this person is to the questions of a page, or `ANYWHERE`; empty for somebody unknown."""
        known = {
            Role.FRONT_DESK: person_id in self.front_desk,
            Role.PAGE_OWNER: person_id in self._owners(page),
            Role.MANAGER: person_id in self.managers,
            Role.EXPERT: any(person_id in people for people in self.experts.values()),
            **{role: person_id in people for role, people in self.others.items()},
        }
        return frozenset(role for role, is_so in known.items() if is_so)

    def is_one_of(self, person_id: str, roles: frozenset[Role], page: str = ANYWHERE) -> bool:
        """Whether this person has one of these parts."""
        return bool(self.roles(person_id, page) & roles)

    def is_desk(self, person_id: str, page: str = ANYWHERE) -> bool:
        """Whether this person receives, approves and publishes there."""
        return self.is_one_of(person_id, DESK, page)

    def may(self, person_id: str, move: str, page: str = ANYWHERE) -> bool:
        """Whether this person may make this move with a question of this page."""
        return self.is_one_of(person_id, MOVES[move].who, page)

    def departments_of(self, person_id: str) -> frozenset[str]:
        """The departments this person answers for."""
        return frozenset(key for key, people in self.experts.items() if person_id in people)

    def without(self, left: Collection[str]) -> "Rights":
        """The same without anybody who has left."""
        gone = frozenset(left)
        return replace(
            self,
            front_desk=self.front_desk - gone,
            experts={key: people - gone for key, people in self.experts.items()},
            managers=self.managers - gone,
            owners={key: people - gone for key, people in self.owners.items()},
            others={role: people - gone for role, people in self.others.items()},
        )

    def _owners(self, page: str) -> frozenset[str]:
        return self.owners.get(page, frozenset()) if page else frozenset().union(*self.owners.values())


def rights_of(municipality: Municipality, groups: Mapping[str, frozenset[str]]) -> Rights:
    """Work out everybody's part. `groups` maps user group ids to their members; an unknown group has none."""

    def people(named: People) -> frozenset[str]:
        return frozenset(named.people) | groups.get(named.group, frozenset())

    departments, roles = municipality.departments, municipality.roles
    return Rights(
        front_desk=people(municipality.front_desk),
        experts={
            key: people(d) | frozenset(d.deputies) | ({d.manager} if d.manager else frozenset())
            for key, d in departments.items()
        },
        managers=frozenset(d.manager for d in departments.values() if d.manager),
        owners={key: people(page.owners) for key, page in municipality.pages.items()},
        others={
            Role.ARCHIVIST: people(roles.archivist),
            Role.PRIVACY_OFFICER: people(roles.privacy_officer),
            Role.ADMINISTRATOR: people(roles.administrator),
        },
        groups=dict(groups),
    )
