"""Who of a department is called: its experts, else who stands in, else the manager, and never somebody who has left."""

import pytest

from bot.municipality.shape import Department
from bot.rules.calling import Line, asked_first, deputies, manager, reminded, second_line

OLA, INGRID, KJELL = "U0OLA00001", "U0INGRID01", "U0KJELL001"
TEKNISK = Department(
    name="Teknisk drift",
    people=(OLA,),
    deputies=(INGRID,),
    manager=KJELL,
    phone="61 01 20 00",
    link="https://solvik.example/teknisk",
)
BY_GROUP = TEKNISK.model_copy(update={"group": "S0TEKNISK1"})
ALONE = TEKNISK.model_copy(update={"deputies": (), "manager": ""})


@pytest.mark.parametrize(
    ("department", "left", "asked", "then", "in_the_end"),
    [
        (TEKNISK, (), (Line.EXPERT, [OLA]), [OLA, INGRID], [KJELL]),
        (TEKNISK, (OLA,), (Line.DEPUTY, [INGRID]), [INGRID], [KJELL]),
        (TEKNISK, (INGRID,), (Line.EXPERT, [OLA]), [OLA], [KJELL]),
        (TEKNISK, (KJELL,), (Line.EXPERT, [OLA]), [OLA, INGRID], [INGRID]),
        (TEKNISK, (OLA, INGRID), (Line.MANAGER, [KJELL]), [KJELL], [KJELL]),
        (TEKNISK, (OLA, INGRID, KJELL), (Line.MANAGER, []), [], []),
        (BY_GROUP, (OLA, INGRID), (Line.EXPERT, ["S0TEKNISK1"]), ["S0TEKNISK1"], [KJELL]),  # the chat keeps its groups
        (ALONE, (OLA,), (Line.MANAGER, []), [], []),
    ],
)
def test_a_department_is_called_by_those_who_are_there(
    department: Department, left: tuple[str, ...], asked: tuple[Line, list[str]], then: list[str], in_the_end: list[str]
) -> None:
    assert asked_first(department, left) == asked
    assert reminded(department, left) == then
    assert second_line(department, left) == in_the_end


@pytest.mark.parametrize(
    ("left", "asked"),
    [((), (Line.DEPUTY, [INGRID])), ((INGRID,), (Line.EXPERT, [OLA])), ((OLA, INGRID), (Line.MANAGER, [KJELL]))],
)
def test_an_expert_who_is_away_has_a_deputy_called_at_once(
    left: tuple[str, ...], asked: tuple[Line, list[str]]
) -> None:
    assert asked_first(TEKNISK, left, away=True) == asked


def test_who_has_left_can_be_called_as_neither_deputy_nor_manager() -> None:
    assert deputies(TEKNISK, {INGRID}) == []
    assert manager(TEKNISK, {KJELL}) == []
