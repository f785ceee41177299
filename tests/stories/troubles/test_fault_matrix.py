"""Each fault of the catalogue befalls one whole story: question, card, expert, holding reply, approval, publication.

Whatever strikes, in the end there is one card, one holding reply and one answer with the approved words, and nothing
else in public. The faults of a group share a town, so that what comes late or twice is seen, too.
"""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from sandbox.catalogue import faults_of
from sandbox.facebook.acts.meddling import BY_HAND
from sandbox.server import Sandbox
from tests.chats import only_in_slack, only_in_teams
from tests.crash.machinery.audit import Fault
from tests.stories.troubles.misfortune import RATE, Late, Weather, arm, arm_everything
from tests.town import AHMED, ANNE, KARI, OLA, Town, buttons, town

AT_THE_START = ("slack.auth_invalid", "slack.ticket_refused")
ENDS_WITHOUT_OUR_ANSWER = ("facebook.author_deletes", "facebook.staff_answers")
ONLY_IN_THE_WEEKLY_SUMMARY = "slack.upload_refused"  # tests/stories/promising/test_brief.py
ONLY_BEHIND_REMINDERS = (  # a test of their own below: nothing is taken away before a second reminder stands
    "slack.cant_delete_message",
    "slack.compliance_exports_prevent_deletion",
)
ELSEWHERE = (*ONLY_BEHIND_REMINDERS, *AT_THE_START, *ENDS_WITHOUT_OUR_ANSWER, ONLY_IN_THE_WEEKLY_SUMMARY)
SEED = 5
A_ROUND = timedelta(minutes=11)  # within it the bot reads the whole page once


def matrix(door: str) -> list[tuple[str, str]]:
    """The faults of a door that befall a whole story, each with its group."""
    return [(fault.group, fault.name) for fault in faults_of((door,)).values() if fault.name not in ELSEWHERE]


@pytest.fixture(scope="module")
async def weather(request: pytest.FixtureRequest) -> AsyncIterator[Weather]:
    """A town for all stories with the same parameter: here hours pass."""
    async with town(rate=RATE) as solvik:
        solvik.facebook.switches.slow_answer_seconds = solvik.sandbox.slack.patience.slow_seconds = 0.3
        yield Weather(solvik)


@pytest.mark.parametrize(("weather", "name"), matrix("facebook"), indirect=["weather"], scope="module")
async def test_whatever_facebook_does_there_is_one_card_and_one_answer(weather: Weather, name: str) -> None:
    weather.town.clock.move(A_ROUND)  # the page is read during the story, too: some faults strike nowhere else
    await strikes(weather, name)


@only_in_slack("Slack's own faults")
@pytest.mark.parametrize(("weather", "name"), matrix("slack"), indirect=["weather"], scope="module")
async def test_whatever_slack_does_there_is_one_card_and_one_answer(weather: Weather, name: str) -> None:
    await strikes(weather, name)


@only_in_teams("Teams' own faults")
@pytest.mark.parametrize(("weather", "name"), matrix("teams"), indirect=["weather"], scope="module")
async def test_whatever_teams_does_there_is_one_card_and_one_answer(weather: Weather, name: str) -> None:
    await strikes(weather, name)
    assert max(weather.town.slack.courier.statuses) < 500


async def strikes(weather: Weather, name: str) -> None:
    """Play a whole story while this strikes, and look at everything."""
    question = weather.question(name)
    arm(weather.town, name)

    await weather.play(question)

    assert weather.findings() == []
    assert weather.town.sandbox.faults.struck[name]


@only_in_slack("Slack's own faults")
@pytest.mark.parametrize("name", ONLY_BEHIND_REMINDERS)
async def test_an_old_reminder_that_may_not_be_taken_away_changes_nothing_but_that_it_stays(name: str) -> None:
    async with town(rate=RATE) as solvik:
        late = Weather(solvik, borne=[Fault.BESIDE])
        question = late.question(name)
        arm(solvik, name)

        await late.play(question, people=Late(solvik.sandbox, lambda: bool(solvik.sandbox.faults.struck[name])))
        await late.much_later()

        assert late.findings() == []
        assert len(solvik.cards_with("Jeg får ikke ta bort gamle påminnelser")) == 1


@pytest.mark.parametrize("weather", dict(matrix("facebook")), indirect=True)
async def test_long_after_facebooks_misfortunes_nothing_has_come_twice(weather: Weather) -> None:
    await nothing_comes_twice(weather)


@only_in_slack("Slack's own faults")
@pytest.mark.parametrize("weather", dict(matrix("slack")), indirect=True)
async def test_long_after_slacks_misfortunes_nothing_has_come_twice(weather: Weather) -> None:
    await nothing_comes_twice(weather)


@only_in_teams("Teams' own faults")
@pytest.mark.parametrize("weather", dict(matrix("teams")), indirect=True)
async def test_long_after_teams_misfortunes_nothing_has_come_twice(weather: Weather) -> None:
    await nothing_comes_twice(weather)


async def nothing_comes_twice(weather: Weather) -> None:
    """Let all waits run out behind the stories that were played in this town, and look at everything."""
    assert weather.asked, "the stories of this group were played in another town"

    await weather.much_later()

    assert weather.findings() == []


async def test_when_everything_goes_wrong_at_once_each_question_has_one_card_and_one_answer() -> None:
    async with town(rate=RATE) as solvik:
        mixed = Weather(solvik)
        asked = [mixed.question("everything") for _ in range(4)]
        arm_everything(solvik, SEED, besides=ELSEWHERE)

        await mixed.play(*asked)
        await mixed.much_later()

        assert mixed.findings() == []
        assert len(solvik.sandbox.faults.struck) > 10


@only_in_slack("Slack's own faults")
async def test_a_bot_that_slack_does_not_know_at_first_misses_nothing() -> None:
    def prepare(sandbox: Sandbox) -> None:
        for name in AT_THE_START:
            sandbox.faults.arm(name)

    async with town(rate=RATE, prepare=prepare) as solvik:
        late = Weather(solvik)

        await late.play(late.question("a bad start"))

        assert late.findings() == []
        assert set(solvik.sandbox.faults.struck) == set(AT_THE_START)


async def test_an_author_who_deletes_in_the_last_moment_gets_no_answer(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Kan dere glemme at jeg spurte?")
    proposal = await solvik.proposed(OLA, card, "Ja, det kan vi godt.")
    solvik.sandbox.faults.arm("facebook.author_deletes", match=asked)

    await solvik.press(ANNE, proposal, "publish")

    await solvik.card_shows(card, "Slettet av innbyggeren")
    assert not [text for text in solvik.facebook.public_texts("main") if "det kan vi godt" in text]


async def test_staff_who_answer_by_hand_in_the_last_moment_are_the_only_answer(solvik: Town) -> None:
    asked, card = await solvik.asked(AHMED, "Svarer dere hverandre i munnen?")
    proposal = await solvik.proposed(OLA, card, "Nei, det gjør vi aldri.")
    solvik.sandbox.faults.arm("facebook.staff_answers", match=asked)

    await solvik.press(ANNE, proposal, "publish")

    await solvik.thread_shows(card, "Noen har svart for hånd på Facebook:")
    await solvik.everything_is_heard()
    assert solvik.public(asked) == [BY_HAND]
    over = await solvik.card_shows(card, "Besvart for hånd")
    await solvik.card_no_longer_shows(over, "Ikke publisert")
    assert "publish" not in buttons(await solvik.card_shows(proposal, "Dette ble ikke publisert."))
