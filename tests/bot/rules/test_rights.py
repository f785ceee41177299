"""Who may do what: the roles of the routine, page by page, and that who has left may nothing."""

import pytest

from bot.municipality.shape import People, Roles
from bot.rules.rights import Rights, rights_of
from bot.rules.states import MOVES, READERS, RECORD_READERS, WATCHERS, WHO_MAY, Role
from tests.bot.solvik import solvik

ANNE, PER, OLA, KJELL, ARKIV, OMBUD, ADMIN = "U0ANNE", "U0PER", "U0OLA", "U0KJELL", "U0ARKIV", "U0OMBUD", "U0ADMIN"
RIGHTS = Rights(
    front_desk=frozenset({ANNE}),
    experts={"teknisk": frozenset({OLA, KJELL})},
    managers=frozenset({KJELL}),
    owners={"bibliotek": frozenset({PER}), "main": frozenset()},
    others={
        Role.ARCHIVIST: frozenset({ARKIV}),
        Role.PRIVACY_OFFICER: frozenset({OMBUD}),
        Role.ADMINISTRATOR: frozenset({ADMIN}),
    },
)
OF_THE_DESK = sorted(move for move, each in MOVES.items() if Role.FRONT_DESK in each.who)


@pytest.mark.parametrize("move", OF_THE_DESK)
def test_a_page_owner_is_the_front_desk_of_her_page_and_of_no_other(move: str) -> None:
    assert RIGHTS.may(ANNE, move, "bibliotek")
    assert RIGHTS.may(ANNE, move, "main")
    assert RIGHTS.may(PER, move, "bibliotek")
    assert not RIGHTS.may(PER, move, "main")


@pytest.mark.parametrize("person", [OLA, KJELL, ARKIV, OMBUD, ADMIN, "", "U0NOBODY"])
@pytest.mark.parametrize("move", ["approve", "redirect", "hold", "correct", "take_down", "close", "hide", "delete"])
def test_nobody_else_speaks_for_the_municipality_or_moderates(person: str, move: str) -> None:
    assert not RIGHTS.may(person, move, "bibliotek")


@pytest.mark.parametrize(
    ("person", "may"),
    [(ARKIV, {"mark"}), (OMBUD, set()), (ADMIN, set()), (OLA, {"propose", "unpropose"}), ("", set())],
)
def test_each_role_may_make_its_own_moves_and_no_more(person: str, may: set[str]) -> None:
    assert {move for move in MOVES if RIGHTS.may(person, move, "main")} == may


def test_only_a_manager_grants_a_longer_extension() -> None:
    assert {one for one in RIGHTS.people if RIGHTS.may(one, "grant", "main")} == {KJELL}


def test_who_watches_over_privacy_or_settings_reads_figures_and_no_questions() -> None:
    for person in (OMBUD, ADMIN):
        assert RIGHTS.is_one_of(person, WATCHERS)
        assert not RIGHTS.is_one_of(person, READERS)
    assert RIGHTS.is_one_of(ARKIV, READERS)


def test_who_has_left_has_no_part_in_anything() -> None:
    for person in RIGHTS.people:
        left = RIGHTS.without({person})

        assert not left.roles(person)
        assert person not in left.people
        assert left.people == RIGHTS.people - {person}


def test_every_refusal_names_who_may() -> None:
    asked_of_people = {each.who for each in MOVES.values()} - {frozenset({Role.BOT}), frozenset({Role.CITIZEN})}

    assert asked_of_people | {READERS, RECORD_READERS, WATCHERS} == set(WHO_MAY)


def test_parts_come_from_lists_and_from_groups() -> None:
    pages = dict(solvik().pages)
    pages["bibliotek"] = pages["bibliotek"].model_copy(update={"owners": People(people=(PER,), group="S0BIBL")})
    roles = Roles(archivist=People(group="S0ARKIV"), privacy_officer=People(people=(OMBUD,)))
    municipality = solvik().model_copy(update={"pages": pages, "roles": roles})

    rights = rights_of(municipality, {"S0BIBL": frozenset({OLA}), "S0ARKIV": frozenset({ARKIV})})

    assert rights.owners["bibliotek"] == {PER, OLA}
    assert rights.roles(OMBUD) == {Role.PRIVACY_OFFICER}
    assert rights.roles(ARKIV) == {Role.ARCHIVIST}
    assert {"S0ARKIV", "S0BIBL"} <= set(municipality.groups)
    assert municipality.named_people[OMBUD] == "roles.privacy_officer.people"
