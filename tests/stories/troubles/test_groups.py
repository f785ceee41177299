"""Whom the user groups name: one that cannot be looked up takes nobody else's rights, and keeps none for ever."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.server import Sandbox
from tests.stories.troubles.looking import looked, looked_until, readiness
from tests.town import ANNE, KARI, OLA, Town, solvik_with, town

DESK, TECHNICAL = "S0FRONT001", "S0TEKNISK1"


def without_technical(sandbox: Sandbox, code: str = "no_such_subteam") -> None:
    sandbox.slack.group_failures[TECHNICAL] = code


def without_any(sandbox: Sandbox) -> None:
    sandbox.slack.group_failures.update({DESK: "missing_scope", TECHNICAL: "missing_scope"})


Opened = Callable[[Callable[[Sandbox], None] | None], AbstractAsyncContextManager[Town]]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """A town whose front desk is a group and nothing else."""
    file = solvik_with(tmp_path, '[front_desk]\npeople = ["U0ANNE0001", "U0JONAS001"]\n', "[front_desk]\n")
    return lambda prepare: town(prepare=prepare, environment={"MUNICIPALITY_FILE": file})


@pytest.mark.parametrize("code", ["no_such_subteam", "ratelimited", "missing_scope"])
async def test_a_group_of_one_department_that_fails_leaves_the_desk_its_rights_and_is_named(
    opened: Opened, code: str
) -> None:
    async with opened(lambda sandbox: without_technical(sandbox, code)) as solvik:
        _, card = await solvik.asked(KARI, "Når brøyter dere Lia?")

        await solvik.press(ANNE, card, "take")

        await solvik.card_shows(card, "Tatt av Anne Berg.")
        await looked_until(solvik, f"brukergruppen {TECHNICAL} ({code})")


async def test_a_desk_in_which_nobody_may_approve_is_said_and_not_ready(opened: Opened) -> None:
    async with opened(without_any) as solvik:
        await looked_until(solvik, "Ingen har rett til å godkjenne svar")

        assert "nobody_approves" in await readiness(solvik, 503)


async def test_members_known_once_keep_their_rights_for_a_day_and_no_longer(opened: Opened) -> None:
    async with opened(None) as solvik:
        _, card = await solvik.asked(KARI, "Når brøyter dere Lia?")
        without_any(solvik.sandbox)
        await solvik.app.groups.look()
        solvik.clock.move(timedelta(minutes=50))
        await looked(solvik)
        assert not solvik.cards_with("Jeg får ikke slått opp brukergruppen")

        solvik.clock.move(timedelta(minutes=20))
        await looked_until(solvik, f"Jeg får ikke slått opp brukergruppen {DESK}")
        await solvik.press(ANNE, card, "take")
        await solvik.card_shows(card, "Tatt av Anne Berg.")

        solvik.clock.move(timedelta(days=1))
        await looked_until(solvik, "Ingen har rett til å godkjenne svar")
        await solvik.press(ANNE, solvik.now(card), "release")
        await solvik.was_told(ANNE, "Du har ikke rett")


async def test_a_group_that_can_be_looked_up_again_gives_its_rights_back(opened: Opened) -> None:
    async with opened(without_any) as solvik:
        _, card = await solvik.asked(KARI, "Når brøyter dere Lia?")
        await solvik.press(ANNE, card, "take")
        await solvik.was_told(ANNE, "Du har ikke rett")

        solvik.slack.group_failures.clear()
        await solvik.app.groups.look()

        await solvik.press(ANNE, card, "take")
        await solvik.card_shows(card, "Tatt av Anne Berg.")
        assert OLA in solvik.app.office.house.rights.experts["teknisk"]
