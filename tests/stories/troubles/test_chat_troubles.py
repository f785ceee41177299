"""The staff's chat has bad days, too: every card stands once in the end, and shows what is true.

What is one chat's own is told in `tests/stories/slack/` and `tests/stories/teams/`.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.server import Sandbox
from sandbox.slack.state.values import SimMessage
from tests.stories.hindrances import (
    a_thread_was_read,
    channel_is_out_of_reach,
    is_back,
    next_event_is,
    no_card_can_be_posted,
    nothing_can_be_shown,
    one_message_is_confirmed_late,
    one_message_stands_unheard,
    too_busy_for_cards,
    was_retold,
)
from tests.town import (
    AHMED,
    ANNE,
    KARI,
    LIBRARY_CHANNEL,
    OLA,
    Town,
    bot_in,
    buttons,
    sandbox_at,
    shown,
    staff_chat,
)
from tests.waiting import eventually


async def test_an_expert_is_asked_once_although_the_call_broke(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor er kummen?")
    one_message_stands_unheard(solvik)

    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})
    await solvik.proposed(OLA, card, "Den er ved brua.")

    assert len(solvik.in_thread(card, "Anne Berg spør Teknisk drift")) == 1


async def test_when_the_chat_is_overrun_every_card_comes_in_the_end_and_once(solvik: Town) -> None:
    too_busy_for_cards(solvik, 6)
    words = [f"Hvor er benk nummer {number}, takk?" for number in range(1, 13)]

    for one in words:
        solvik.asks(KARI, one)
    for one in words:
        await solvik.card_with(one)
    await solvik.everything_is_heard()

    assert [len(solvik.cards_with(one)) for one in words] == [1] * 12


async def test_after_an_outage_the_card_shows_the_newest(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvor er teltet?")
    channel_is_out_of_reach(solvik)
    solvik.facebook.edit(asked, "Hvor er det store teltet?")
    solvik.facebook.edit(asked, "Hvor er det aller største teltet?")
    solvik.facebook.staff_reply("main", asked, "Det står på stranda.")
    await solvik.everything_is_heard("bibliotek", LIBRARY_CHANNEL)

    is_back(solvik)

    now = shown(await solvik.card_shows(card, "Besvart for hånd på Facebook"))
    assert "Hvor er det aller største teltet?" in now
    assert "Det står på stranda." in await solvik.whole(ANNE, card)


async def test_questions_asked_during_an_outage_get_their_cards_after_it_once(solvik: Town) -> None:
    channel_is_out_of_reach(solvik)
    solvik.asks(KARI, "Hvor er kanoen?")
    solvik.asks(AHMED, "Hvor er åra?")
    await solvik.everything_is_heard("bibliotek", LIBRARY_CHANNEL)

    is_back(solvik)
    await solvik.card_with("Hvor er kanoen?")
    await solvik.card_with("Hvor er åra?")
    await solvik.everything_is_heard()

    assert len(solvik.cards_with("Hvor er kanoen?")) == len(solvik.cards_with("Hvor er åra?")) == 1


async def test_a_long_time_in_which_nothing_can_be_posted_loses_no_card(solvik: Town) -> None:
    no_card_can_be_posted(solvik)
    solvik.asks(KARI, "Hvor er tålmodigheten?")
    for _ in range(6):
        await solvik.everything_is_heard("bibliotek", LIBRARY_CHANNEL)
        solvik.clock.move(timedelta(minutes=2))

    is_back(solvik)
    await solvik.card_with("Hvor er tålmodigheten?")
    await solvik.everything_is_heard()

    assert len(solvik.cards_with("Hvor er tålmodigheten?")) == 1


async def test_a_question_withdrawn_before_the_chat_came_back_gets_no_card(solvik: Town) -> None:
    channel_is_out_of_reach(solvik)
    asked = solvik.asks(KARI, "Hvor er angeren?")
    await solvik.everything_is_heard("bibliotek", LIBRARY_CHANNEL)
    solvik.facebook.delete(asked)
    await solvik.everything_is_heard("bibliotek", LIBRARY_CHANNEL)

    is_back(solvik)
    await solvik.everything_is_heard()

    assert not solvik.cards_with("Slettet av innbyggeren")
    assert not solvik.cards_with("Hvor er angeren?")


async def test_an_answer_goes_out_although_the_chat_cannot_show_it(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvor er bøya?")
    await solvik.press(ANNE, card, "answer")
    nothing_can_be_shown(solvik)

    await solvik.fill(ANNE, {"text": "Hei, Kari! Ved brygga."})

    await solvik.page_answers(asked, "Ved brygga.")


async def test_a_reply_the_chat_tells_of_twice_is_one_proposal(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor er flåten?")
    next_event_is(solvik, "twice")

    await solvik.proposed(OLA, card, "Den er på land.")
    await solvik.everything_is_heard()

    assert len(solvik.in_thread(card, "Forslag til svar")) == 1


async def test_a_reply_the_chat_never_told_of_can_still_be_picked_as_the_answer(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvor er dregen?")
    next_event_is(solvik, "lost")
    reply = await solvik.replies(OLA, card, "Den henger i naustet.")

    picked = await solvik.slack.shortcut(ANNE, card.channel, reply, "use_as_answer")
    await solvik.press(ANNE, await solvik.proposal(card, "Den henger i naustet."), "publish")

    assert picked.ok
    answer = await solvik.page_answers(asked, "Den henger i naustet.")
    assert answer.text == "Hei, Kari! Den henger i naustet.\nHilsen Kommunetorget"


Deed = Callable[[Sandbox, SimMessage, str], Awaitable[object]]
Sight = Callable[[Town, SimMessage], Awaitable[object]]


async def _wrote_more(sandbox: Sandbox, card: SimMessage, _said: str) -> None:
    await staff_chat(sandbox).say(OLA, card.channel, "Nei, den går klokka elleve.", thread_ts=card.ts)


async def _rewrote(sandbox: Sandbox, card: SimMessage, said: str) -> None:
    await staff_chat(sandbox).edit(OLA, card.channel, said, "Nei, den går klokka elleve.")


async def _deleted(sandbox: Sandbox, card: SimMessage, said: str) -> None:
    await staff_chat(sandbox).delete(OLA, card.channel, said)


async def _proposes_the_newest(town: Town, card: SimMessage) -> None:
    await town.proposal(card, "en går klokka elleve.")


async def _proposes_nothing(town: Town, card: SimMessage) -> None:
    await town.thread_shows(card, "Det er ikke noe forslag til svar lenger.")


@pytest.mark.parametrize(
    ("deed", "sight"),
    [(_wrote_more, _proposes_the_newest), (_rewrote, _proposes_the_newest), (_deleted, _proposes_nothing)],
    ids=["wrote more", "rewrote", "deleted"],
)
async def test_what_the_chat_no_longer_tells_is_read_in_the_thread_at_the_next_start(
    deed: Deed, sight: Sight, tmp_path: Path
) -> None:
    async with sandbox_at() as sandbox:
        async with bot_in(sandbox, tmp_path) as app:
            town = Town(sandbox, app)
            _, card = await town.asked(KARI, "Når går ferja?")
            said = await town.replies(OLA, card, "Den går klokka ti.")
            await town.proposal(card, "Den går klokka ti.")
        tries: list[str] = []
        sandbox.on_step(tries.append)
        await deed(sandbox, card, said)
        sandbox.clock.move(timedelta(minutes=20))
        await eventually(lambda: was_retold(sandbox, tries))  # in vain, and the next try is an hour away

        async with bot_in(sandbox, tmp_path) as app:
            await sight(Town(sandbox, app), card)


async def test_what_the_desk_changed_and_the_chat_no_longer_tells_can_be_used_as_it_stands_now(tmp_path: Path) -> None:
    async with sandbox_at() as sandbox:
        async with bot_in(sandbox, tmp_path) as app:
            town = Town(sandbox, app)
            _, card = await town.asked(KARI, "Når går ferja?")
            said = await town.replies(ANNE, card, "Jeg tror klokka ti?")
            await town.proposed(OLA, card, "Den går klokka ti.")
        await staff_chat(sandbox).edit(ANNE, card.channel, said, "Klokka elleve, jeg har sjekket.")

        async with bot_in(sandbox, tmp_path) as app:
            town = Town(sandbox, app)

            async def used() -> bool:
                await staff_chat(sandbox).shortcut(ANNE, card.channel, said, "use_as_answer")
                return any("publish" in buttons(message) for message in town.in_thread(card, "jeg har sjekket"))

            await eventually(used, within=10, every=0.3)


async def test_a_thread_that_is_read_again_stays_as_it_is(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når går den siste ferja?")
    await solvik.replies(ANNE, card, "Hm.")
    proposal = await solvik.proposed(OLA, card, "Klokka tolv.")
    before = solvik.thread(card)
    reads: list[str] = []
    solvik.sandbox.on_step(reads.append)

    solvik.clock.move(timedelta(minutes=65))
    await eventually(lambda: a_thread_was_read(solvik, reads), within=10)
    await solvik.everything_is_heard()

    assert solvik.thread(card)[: len(before)] == before
    assert "publish" in buttons(solvik.now(proposal))


async def test_a_reply_under_a_card_whose_post_has_not_been_confirmed_yet_is_heard(solvik: Town) -> None:
    one_message_is_confirmed_late(solvik)
    _, card = await solvik.asked(KARI, "Når stenger kaia?")

    await solvik.replies(OLA, card, "Den stenger i oktober.")

    await solvik.proposal(card, "Den stenger i oktober.")


async def test_a_proposal_published_before_its_post_is_confirmed_shows_that_it_is_published(
    solvik: Town,
) -> None:
    asked, card = await solvik.asked(AHMED, "Hvem sa ja så fort?")
    one_message_is_confirmed_late(solvik)
    proposal = await solvik.proposed(OLA, card, "Saka ble godkjent klokka ni på mandag.")

    await solvik.press(ANNE, proposal, "publish")

    await solvik.page_answers(asked, "Saka ble godkjent")
    await solvik.card_shows(proposal, "Publisert. Godkjent av Anne Berg")
