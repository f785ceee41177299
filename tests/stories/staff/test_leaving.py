"""Somebody leaves: as soon as the chat tells, she has no right any more, whatever the file and her open screen still show."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.people import USER_GROUPS
from tests.chats import only_in_slack, refusal
from tests.stories.hindrances import known_as
from tests.town import ANNE, CHANNEL, JONAS, KARI, Town, solvik_with, town
from tests.waiting import eventually

SLOWLY = 1.0  # a real clock: the next look by itself is a minute away, and this must not need it
DESK = next(group.id for group in USER_GROUPS if JONAS in group.members and ANNE in group.members)


@pytest.fixture
async def slow(tmp_path: Path) -> AsyncIterator[Town]:
    """A town whose front desk is a group and nothing else, on a real clock."""
    file = solvik_with(tmp_path, '[front_desk]\npeople = ["U0ANNE0001", "U0JONAS001"]\n', "[front_desk]\n")
    async with town(rate=SLOWLY, environment={"MUNICIPALITY_FILE": file}) as solvik:
        yield solvik


async def leaves(solvik: Town, person: str) -> None:
    """The account is closed in Slack; in Teams she is taken out of the team."""
    if solvik.sandbox.teams:
        await solvik.slack.remove(person)
    else:
        await solvik.sandbox.slack.staff.close_account(person)


def may(solvik: Town, person: str) -> bool:
    return solvik.app.office.house.rights.is_desk(known_as(solvik.sandbox, person))


async def test_who_has_left_can_press_nothing_from_that_moment_on(slow: Town) -> None:
    _, card = await slow.asked(KARI, "Når brøyter dere Lia?")
    assert may(slow, JONAS)

    await leaves(slow, JONAS)

    await eventually(lambda: not may(slow, JONAS), within=15)
    await slow.press(JONAS, card, "take")
    await slow.was_told(JONAS, "Du har ikke rett")
    assert "Tatt av" not in slow.now(card).text
    await slow.press(ANNE, card, "take")
    await slow.card_shows(card, "Tatt av Anne Berg.")


async def test_a_form_that_was_open_when_its_writer_left_has_no_effect(slow: Town) -> None:
    asked, card = await slow.asked(KARI, "Når brøyter dere Lia?")
    await slow.press(JONAS, card, "answer")

    await leaves(slow, JONAS)
    await eventually(lambda: not may(slow, JONAS), within=15)
    sent = await slow.fill(JONAS, {"text": "Hei! I kveld. Hilsen Jonas, Kommunetorget"})

    assert "Du har ikke rett" in refusal(sent)
    assert slow.public(asked) == []


@only_in_slack("Teams tells nobody that a tag has other members; it is looked up once a minute")
async def test_who_is_taken_out_of_the_group_loses_what_the_group_gave(slow: Town) -> None:
    _, card = await slow.asked(KARI, "Når brøyter dere Lia?")

    await slow.sandbox.slack.staff.take_out(JONAS, DESK)

    await eventually(lambda: not may(slow, JONAS), within=15)
    await slow.press(JONAS, card, "take")
    await slow.was_told(JONAS, "Du har ikke rett")


@only_in_slack("in Teams a channel has the members of its team")
async def test_a_channel_gives_no_right_and_leaving_it_takes_none_but_is_looked_into_at_once(slow: Town) -> None:
    _, card = await slow.asked(KARI, "Når brøyter dere Lia?")
    slow.sandbox.slack.deactivated.add(JONAS)  # of which nothing was told

    await slow.slack.remove(ANNE, CHANNEL)

    await eventually(lambda: not may(slow, JONAS), within=15)
    assert may(slow, ANNE)
    await slow.press(ANNE, card, "take")
    await slow.card_shows(card, "Tatt av Anne Berg.")
