"""Whom the user groups name: one that cannot be looked up takes nobody else's rights, and keeps none for ever."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.server import Sandbox
from tests.stories.hindrances import fail_group, known_as, told_of
from tests.stories.troubles.looking import looked, looked_until, readiness
from tests.town import ANNE, KARI, OLA, Town, bot_in, sandbox_at, solvik_with, town

DESK, TECHNICAL = "S0FRONT001", "S0TEKNISK1"


def without_technical(sandbox: Sandbox, code: str = "no_such_subteam") -> None:
    fail_group(sandbox, TECHNICAL, code)


def without_any(sandbox: Sandbox) -> None:
    for group in (DESK, TECHNICAL):
        fail_group(sandbox, group, "missing_scope")


Opened = Callable[[Callable[[Sandbox], None] | None], AbstractAsyncContextManager[Town]]


@pytest.fixture
def by_group(tmp_path: Path) -> dict[str, str]:
    """A municipality whose front desk is a group and nothing else."""
    file = solvik_with(tmp_path, '[front_desk]\npeople = ["U0ANNE0001", "U0JONAS001"]\n', "[front_desk]\n")
    return {"MUNICIPALITY_FILE": file}


@pytest.fixture
def opened(by_group: dict[str, str]) -> Opened:
    """A town with that desk."""
    return lambda prepare: town(prepare=prepare, environment=by_group)


@pytest.mark.parametrize("code", ["no_such_subteam", "ratelimited", "missing_scope"])
async def test_a_group_of_one_department_that_fails_leaves_the_desk_its_rights_and_is_named(
    opened: Opened, code: str
) -> None:
    async with opened(lambda sandbox: without_technical(sandbox, code)) as solvik:
        _, card = await solvik.asked(KARI, "Når brøyter dere Lia?")

        await solvik.press(ANNE, card, "take")

        await solvik.card_shows(card, "Tatt av Anne Berg.")
        await looked_until(
            solvik, f"brukergruppen {known_as(solvik.sandbox, TECHNICAL)} ({told_of(solvik.sandbox, code)})"
        )


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
        await looked_until(solvik, f"Jeg får ikke slått opp brukergruppen {known_as(solvik.sandbox, DESK)}")
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

        for group in (DESK, TECHNICAL):
            fail_group(solvik.sandbox, group, "")
        await solvik.app.groups.look()
        solvik.clock.move(timedelta(minutes=1))  # in Teams the same click at once is a repetition of the first

        await solvik.press(ANNE, card, "take")
        await solvik.card_shows(card, "Tatt av Anne Berg.")
        assert known_as(solvik.sandbox, OLA) in solvik.app.office.house.rights.experts["teknisk"]


async def test_a_restart_while_no_group_can_be_looked_up_takes_nobodys_rights(
    by_group: dict[str, str], tmp_path: Path
) -> None:
    async with sandbox_at() as sandbox:
        async with bot_in(sandbox, tmp_path, by_group) as app:
            _, card = await Town(sandbox, app).asked(KARI, "Når brøyter dere Lia?")
        without_any(sandbox)

        async with bot_in(sandbox, tmp_path, by_group) as app:
            solvik = Town(sandbox, app)
            await solvik.press(ANNE, card, "take")

            await solvik.card_shows(card, "Tatt av Anne Berg.")
            assert known_as(sandbox, OLA) in app.office.house.rights.experts["teknisk"]


async def test_a_restart_lengthens_no_right_and_a_day_after_the_last_sure_look_it_is_closed_by_name(
    by_group: dict[str, str], tmp_path: Path
) -> None:
    async with sandbox_at() as sandbox:
        async with bot_in(sandbox, tmp_path, by_group) as app:
            _, card = await Town(sandbox, app).asked(KARI, "Når brøyter dere Lia?")
        without_any(sandbox)
        sandbox.clock.move(timedelta(hours=23))
        async with bot_in(sandbox, tmp_path, by_group) as app:
            solvik = Town(sandbox, app)
            await looked_until(solvik, f"Jeg får ikke slått opp brukergruppen {known_as(solvik.sandbox, DESK)}")
            assert known_as(sandbox, ANNE) in app.office.house.rights.front_desk
        sandbox.clock.move(timedelta(hours=1))

        async with bot_in(sandbox, tmp_path, by_group) as app:
            solvik = Town(sandbox, app)
            desk, failure = known_as(sandbox, DESK), told_of(sandbox, "missing_scope")
            await looked_until(solvik, f"Jeg har ikke fått slått opp brukergruppen {desk} ({failure}) det siste")
            await looked_until(solvik, "Ingen har rett til å godkjenne svar")
            await solvik.press(ANNE, card, "take")
            await solvik.was_told(ANNE, "Du har ikke rett")
            assert "nobody_approves" in await readiness(solvik, 503)
