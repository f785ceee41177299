"""What is Teams' own: outcomes that stay unclear, its pace, clicks that come three times, cards that somebody deletes,
and a team whose owner lets the bot hear only what mentions it.
"""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest

from sandbox.slack.state.values import SimMessage
from tests.chats import TEAMS, fields, only_in_teams, refusal
from tests.stories.troubles.misfortune import Dogged, Unharmed
from tests.town import ANNE, CHANNEL, JONAS, KARI, LIBRARY_CHANNEL, LIV, OLA, Town, shown, town
from tests.waiting import eventually

pytestmark = only_in_teams("Teams' own troubles")

UNSURE = "Jeg vet ikke om det jeg skrev om spørsmål"
HOLDING = {"department": "teknisk", "holding": "holding"}
POSTED_UNSEEN = ("teams.post_then_cut", "teams.post_then_502", "teams.cut", "teams.bad_gateway", "teams.server_error")


@pytest.fixture
async def alone(chat: str) -> AsyncIterator[Town]:
    """A town for one story, in which hours pass."""
    assert chat == TEAMS
    async with town() as solvik:
        yield solvik


async def in_time(solvik: Town, probe: Callable[[], Any], minutes: int = 10) -> Any:
    """What `probe` gives once it gives anything; hours pass meanwhile."""

    def later() -> Any:
        solvik.clock.move(timedelta(minutes=minutes))
        return probe()

    return await eventually(later, within=20, every=0.2)


@pytest.mark.parametrize("name", POSTED_UNSEEN)
async def test_an_unclear_card_is_looked_for_before_it_is_posted_again(solvik: Town, name: str) -> None:
    question = f"Hvem eier naustet ({name})?"
    solvik.sandbox.faults.arm(name, match="begin")

    solvik.asks(KARI, question)

    card = (await in_time(solvik, lambda: solvik.cards_with(question)))[0]
    await solvik.press(ANNE, card, "take")
    await solvik.card_shows(card, "Tatt av Anne Berg.")
    assert len(solvik.cards_with(question)) == 1


async def test_while_nobody_can_look_an_unclear_card_waits_and_people_are_told(alone: Town) -> None:
    alone.slack.forbid_reading()
    for channel in (CHANNEL, LIBRARY_CHANNEL):  # that is said first, and must not be what is in doubt
        await in_time(alone, lambda channel=channel: alone.cards_with("ChannelMessage.Read.Group", channel))
    alone.sandbox.faults.arm("teams.post_then_cut", match="begin")
    alone.asks(KARI, "Hvem eier båten?")

    alarm = await in_time(
        alone, lambda: alone.cards_with(UNSURE, LIBRARY_CHANNEL)
    )  # the other channel, as this one is in doubt

    assert "i kanalen innbyggerspørsmål" in shown(alarm[0])
    alone.clock.move(timedelta(hours=2))
    await alone.everything_is_heard("bibliotek", LIBRARY_CHANNEL)
    assert len(alone.cards_with(UNSURE, LIBRARY_CHANNEL)) == 1
    assert not alone.cards_with("Nå vet jeg hvordan det gikk", LIBRARY_CHANNEL)
    assert len(alone.cards_with("Hvem eier båten?")) == 1, "the one that came through"


async def test_an_alarm_that_nobody_can_look_for_is_said_in_the_other_channel(alone: Town) -> None:
    alone.slack.forbid_reading()
    for channel in (CHANNEL, LIBRARY_CHANNEL):
        await in_time(alone, lambda channel=channel: alone.cards_with("ChannelMessage.Read.Group", channel))
    alone.sandbox.faults.arm("teams.cut", times=2, match=f"begin {CHANNEL}")  # the card and the alarm

    alone.asks(KARI, "Hjelp, det brenner i naustet!")

    await in_time(alone, lambda: alone.cards_with("Det kan haste: spørsmål", LIBRARY_CHANNEL))
    alone.clock.move(timedelta(hours=1))
    await alone.everything_is_heard("bibliotek", LIBRARY_CHANNEL)
    assert len(alone.cards_with("Det kan haste: spørsmål", LIBRARY_CHANNEL)) == 1


async def test_a_card_that_is_unclear_while_graph_is_away_is_found_when_it_is_back(alone: Town) -> None:
    alone.sandbox.faults.arm("teams.graph_down", times=None)
    alone.sandbox.faults.arm("teams.post_then_cut", match="begin")
    alone.asks(KARI, "Hvem eier åra?")
    (card,) = await in_time(alone, lambda: alone.cards_with("Hvem eier åra?"))

    alone.sandbox.faults.disarm("teams.graph_down")

    await in_time(alone, lambda: alone.sandbox.faults.struck["teams.graph_down"])
    await alone.press(ANNE, card, "take")
    await in_time(alone, lambda: "Tatt av Anne Berg." in shown(alone.now(card)))
    assert len(alone.cards_with("Hvem eier åra?")) == 1


async def test_a_card_that_teams_was_too_busy_for_comes_later_and_once(solvik: Town) -> None:
    before = solvik.slack.rate_limited
    solvik.sandbox.faults.arm("teams.throttled", times=3, match="begin")

    solvik.asks(KARI, "Hvem eier seilet?")

    await in_time(solvik, lambda: solvik.cards_with("Hvem eier seilet?"))
    await solvik.everything_is_heard()
    assert solvik.slack.rate_limited == before + 3
    assert len(solvik.cards_with("Hvem eier seilet?")) == 1


async def test_many_questions_at_once_stay_below_teams_pace(alone: Town) -> None:
    for number in range(40):
        alone.asks(alone.facebook.newcomer(f"Innbygger {number}"), f"Når åpner bod {number}?")

    await eventually(lambda: len(alone.cards_with("Når åpner bod")) == 40, within=30)

    assert alone.slack.rate_limited == 0


async def test_a_card_that_somebody_deleted_comes_back_with_the_next_news_and_once(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvor står benken?")
    await solvik.slack.delete_card(CHANNEL, card.ts)

    solvik.asks(KARI, "Den røde, altså.", parent_id=asked)

    (again,) = await in_time(solvik, lambda: solvik.cards_with("Den røde, altså."), minutes=1)
    await solvik.everything_is_heard()
    assert again.ts != card.ts
    assert len(solvik.cards_with("Hvor står benken?")) == 1
    answered = await solvik.proposed(OLA, again, "Den står ved brua.")
    await solvik.press(ANNE, answered, "publish")
    await solvik.page_answers(asked, "Den står ved brua.")


@pytest.mark.parametrize(
    ("action", "filled", "in_public"),
    [
        ("holding", {"holding": "holding"}, 1),
        ("answer", {"text": "Hei! Ja, den er åpen hele året. Hilsen Kommunetorget"}, 1),
        ("close", {"reason": "thanks"}, 0),
    ],
)
async def test_a_dialog_that_comes_three_times_has_one_effect(
    solvik: Town, action: str, filled: dict[str, str], in_public: int
) -> None:
    asked, card = await solvik.asked(KARI, f"Er utsikten åpen ({action})?")
    await solvik.press(ANNE, card, action)
    solvik.sandbox.faults.arm("teams.gesture_thrice", match="task/submit")

    sent = await solvik.fill(ANNE, filled)

    assert sent.closed
    await eventually(lambda: len(solvik.public(asked)) == in_public)
    await solvik.everything_is_heard()
    assert len(solvik.public(asked)) == in_public


async def test_a_form_is_drawn_anew_without_what_a_colleague_has_done_meanwhile(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvem har vinsjen?")
    await solvik.press(ANNE, card, "ask")
    await solvik.press_and_fill(JONAS, card, "holding", HOLDING)
    await solvik.card_shows(card, "lovet svar innen")

    sent = await solvik.fill(ANNE, HOLDING)

    assert "Innbyggeren har allerede fått et foreløpig svar." in refusal(sent)
    assert fields(await solvik.form_of(ANNE)) == {"department", "note"}
    await solvik.fill(ANNE, {})
    await solvik.card_shows(card, "Venter på svar fra Teknisk drift")
    assert len(solvik.public(asked)) == 1


async def test_the_people_of_long_stories_send_again_only_a_form_that_asks_the_same(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem har trossa?")
    await solvik.press(ANNE, card, "ask")
    await solvik.press_and_fill(JONAS, card, "holding", HOLDING)
    await solvik.card_shows(card, "lovet svar innen")

    await Dogged(solvik.sandbox, Unharmed()).send(ANNE, (await solvik.form_of(ANNE)).id, HOLDING)

    assert solvik.slack.view_of(ANNE) is None, "she looks at the card first, and does not ask in passing"
    assert "Venter på svar" not in shown(solvik.now(card))


async def test_a_click_that_comes_three_times_is_answered_as_the_first(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem har nøkkelen?")
    solvik.sandbox.faults.arm("teams.gesture_thrice", match="adaptiveCard/action")

    outcome = await solvik.press(ANNE, card, "take")

    assert outcome.ok
    assert "allerede" not in outcome.told
    await solvik.card_shows(card, "Tatt av Anne Berg.")


async def test_where_the_bot_hears_only_what_mentions_it_a_mention_is_an_answer(alone: Town) -> None:
    alone.slack.forbid_reading()
    asked, card = await alone.asked(KARI, "Hvem har båten?")
    await alone.replies(JONAS, card, "Dette hører ingen.")

    await alone.replies(OLA, card, "@Svarvakt Båten har Petter.")

    await alone.press(ANNE, await alone.proposal(card, "Hei, Kari! Båten har Petter."), "publish")
    assert (await alone.page_answers(asked, "Båten har Petter.")).text.startswith("Hei, Kari! Båten har Petter.")


async def test_what_the_bot_could_not_hear_can_be_used_from_its_menu(alone: Town) -> None:
    alone.slack.forbid_reading()
    asked, card = await alone.asked(LIV, "Hvem har ankeret?")
    unheard = await alone.replies(OLA, card, "Ankeret har Petter.")

    picked = await alone.slack.shortcut(ANNE, card.channel, unheard, "useAsAnswer")

    assert picked.ok
    await alone.press(ANNE, await alone.proposal(card, "Ankeret har Petter."), "publish")
    await alone.page_answers(asked, "Ankeret har Petter.")


async def test_that_the_threads_cannot_be_read_is_said_once_with_the_way_to_mend_it(alone: Town) -> None:
    alone.slack.forbid_reading()

    await in_time(alone, lambda: alone.cards_with("ChannelMessage.Read.Group"))
    alone.clock.move(timedelta(hours=3))
    await alone.everything_is_heard()

    assert len(alone.cards_with("ChannelMessage.Read.Group")) == 1


async def test_an_expert_who_is_not_in_the_team_keeps_no_other_out(alone: Town) -> None:
    await alone.slack.remove("U0INGRID01")
    _, card = await alone.asked(KARI, "Er det lekkasje på Moen?")

    await alone.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})

    await alone.thread_shows(card, "Anne Berg spør Teknisk drift")


async def test_the_list_can_be_asked_for_in_the_channel_and_is_answered_in_a_thread(alone: Town) -> None:
    await alone.asked(KARI, "Hvem har roret?")

    asked = await alone.slack.say(ANNE, CHANNEL, "@Svarvakt åpne")

    answer: SimMessage = (await eventually(lambda: alone.slack.thread(CHANNEL, asked)))[0]
    assert "Hvem har roret?" in shown(answer)


async def test_a_new_secret_is_needed_only_when_the_old_one_is_refused(solvik: Town) -> None:
    solvik.slack.notary.withdraw()

    await solvik.asked(KARI, "Hvem har lykta?")
