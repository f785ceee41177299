"""Who is called about a question: whoever has it, as long as that colleague is still there, else the desk."""

from dataclasses import replace

import pytest

from bot.flow.promising.reminding import called
from bot.municipality.shape import People
from bot.rules.reminders import Step
from bot.rules.rights import Rights
from bot.texts.wording import Wording
from bot.work import House
from storage.tables import Question
from tests.bot.solvik import solvik

ANNE, JONAS = "U0ANNE0001", "U0JONAS001"
OLA, INGRID, KJELL = "U0OLA00001", "U0INGRID01", "U0KJELL001"
HERS = Question(id=12, page="main", state="taken", owner_id=ANNE, owner_name="Anne Berg")


def house(*, left: str = "", desk: frozenset[str] = frozenset({ANNE, JONAS}), group: str = "") -> House:
    """Solvik with a desk of two, named one by one or by a group."""
    municipality = solvik().model_copy(update={"front_desk": People(people=(ANNE, JONAS), group=group)})
    return House(municipality, Wording(), Rights(desk), left=frozenset({left} - {""}))


def test_who_has_a_question_is_called_alone() -> None:
    assert house().answering_for(HERS) == [ANNE]


def test_of_whom_the_chat_says_that_she_has_left_the_desk_is_called_without_her() -> None:
    assert house(left=ANNE).answering_for(HERS) == [JONAS]


def test_who_was_taken_out_of_the_group_is_called_no_longer() -> None:
    assert house(desk=frozenset({JONAS}), group="S0FRONT001").answering_for(HERS) == ["S0FRONT001"]


def test_while_nobody_knows_who_is_at_the_desk_nobody_has_left() -> None:
    assert house(desk=frozenset()).answering_for(HERS) == [ANNE]


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.EXPERT_SILENT])
def test_no_reminder_calls_who_has_left(step: Step) -> None:
    assert ANNE not in called(house(left=ANNE), HERS, step)
    assert JONAS in called(house(left=ANNE), HERS, step)


ASKED = Question(id=13, page="main", state="asked", owner_id=ANNE, owner_name="Anne Berg", asked_department="barnehage")


def barnehage(*left: str) -> House:
    """Solvik where one expert, one deputy and a manager answer for the kindergartens, and these have left."""
    municipality = solvik()
    own = municipality.departments["barnehage"].model_copy(
        update={"people": (OLA,), "deputies": (INGRID,), "manager": KJELL}
    )
    changed = municipality.model_copy(update={"departments": {**municipality.departments, "barnehage": own}})
    return House(changed, Wording(), Rights(frozenset({ANNE, JONAS})), left=frozenset(left))


@pytest.mark.parametrize(
    ("left", "silent", "before"),
    [
        ((), [OLA, INGRID], [ANNE, OLA, INGRID, KJELL]),
        ((OLA,), [INGRID], [ANNE, INGRID, KJELL]),
        ((KJELL,), [OLA, INGRID], [ANNE, OLA, INGRID]),
        ((OLA, INGRID), [KJELL], [ANNE, KJELL]),
        ((OLA, INGRID, KJELL), [ANNE], [ANNE, "S0FRONT001"]),
        ((OLA, INGRID, KJELL, ANNE), ["S0FRONT001"], ["S0FRONT001"]),
    ],
)
def test_a_reminder_calls_those_of_the_department_who_are_there_else_the_desk(
    left: tuple[str, ...], silent: list[str], before: list[str]
) -> None:
    assert called(barnehage(*left), ASKED, Step.EXPERT_SILENT) == silent
    assert called(barnehage(*left), ASKED, Step.BEFORE_DEADLINE) == before


def test_the_same_house_with_other_rights_still_knows_who_has_left() -> None:
    assert replace(house(left=ANNE), rights=Rights(frozenset({ANNE, JONAS}))).has_left(ANNE)
