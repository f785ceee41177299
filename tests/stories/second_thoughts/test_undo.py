"""After [Publiser] the text is held back, and whoever thinks again takes it back: it goes out once or not at all.

In these stories it is held back for five minutes, so that no slow machine ends the pause before the story does.
"""

import asyncio
from datetime import timedelta
from pathlib import Path

from sandbox.slack.state.values import SimMessage
from tests.chats import called
from tests.town import (
    AHMED,
    ANNE,
    JONAS,
    KARI,
    MONDAY_MORNING,
    OLA,
    TURID,
    Town,
    bot_in,
    buttons,
    held_back,
    sandbox_at,
    shown,
    town,
)

SLOW = 5.0
HOLD = timedelta(seconds=301)


async def approved(solvik: Town, question: str, words: str) -> tuple[str, SimMessage, SimMessage]:
    """Kari asks, Ola answers, Anne publishes: the comment, the card and the proposal while the text is held back."""
    asked, card = await solvik.asked(KARI, question)
    proposal = await solvik.proposed(OLA, card, words)
    await solvik.press(ANNE, proposal, "publish")
    await solvik.card_shows(card, "Kan angres i 300 sekunder.")
    return asked, card, proposal


async def test_the_text_waits_and_then_goes_out_once(slow: Town) -> None:
    asked, card, _ = await approved(slow, "Når åpner badet?", "Badet åpner kl. 10.")
    assert slow.public(asked) == []

    slow.clock.move(HOLD)

    await slow.page_answers(asked, "Badet åpner kl. 10.")
    settled = await slow.card_shows(card, "Publisert av Anne Berg")
    assert "undo" not in buttons(settled)
    assert len(slow.public(asked)) == 1


async def test_whoever_presses_undo_has_the_proposal_back_and_nothing_is_public(slow: Town) -> None:
    asked, card, proposal = await approved(slow, "Når åpner hallen?", "Hallen åpner kl. 12.")

    await slow.press(ANNE, card, "undo")

    await slow.card_shows(card, "Et svar er klart i tråden.")
    again = await slow.proposal(card, "Hallen åpner kl. 12.")
    assert again.ts == proposal.ts
    slow.clock.move(HOLD)
    await slow.everything_is_heard()
    assert slow.public(asked) == []


async def test_who_said_yes_is_told_when_a_colleague_takes_it_back(slow: Town) -> None:
    _, card, _ = await approved(slow, "Når åpner messa?", "Messa åpner kl. 14.")

    await slow.press(JONAS, card, "undo")

    await slow.was_told(ANNE, "Jonas Lie angret svaret du godkjente på spørsmål")


async def test_a_text_that_was_taken_back_can_be_published_after_all(slow: Town) -> None:
    asked, card, _ = await approved(slow, "Når åpner torget?", "Torget åpner kl. 9.")
    await slow.press(JONAS, card, "undo")
    await slow.card_shows(card, "Et svar er klart i tråden.")

    await slow.press(JONAS, await slow.proposal(card, "Torget åpner kl. 9."), "publish")
    await slow.card_shows(card, "Kan angres i 300 sekunder.")
    slow.clock.move(HOLD)

    await slow.page_answers(asked, "Torget åpner kl. 9.")
    await slow.card_shows(card, "Publisert av Jonas")
    assert len(slow.public(asked)) == 1


async def test_the_words_of_a_form_are_kept_when_they_are_taken_back(slow: Town) -> None:
    _, card = await slow.asked(KARI, "Hvem rydder stien?")
    await slow.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Velforeningen rydder stien."})
    await slow.card_shows(card, "Kan angres i 300 sekunder.")

    await slow.press(ANNE, card, "undo")

    await slow.proposal(card, "Velforeningen rydder stien.")


async def test_what_the_desk_made_of_an_answer_is_told_when_it_is_taken_back(slow: Town) -> None:
    _, card = await slow.asked(KARI, "Når åpner parkbadet?")
    proposal = await slow.proposed(OLA, card, "Parkbadet åpner 1. juni. Det er kaldt i vannet da.")
    assert "endret av" not in shown(proposal)
    await slow.press_and_fill(ANNE, card, "edit", {"text": "Hei, Kari! Parkbadet åpner 1. juni. Velkommen!"})
    await slow.card_shows(card, "Kan angres i 300 sekunder.")

    await slow.press(ANNE, card, "undo")

    again = await slow.proposal(card, "Svar fra Ola Nordby, endret av Anne Berg")
    assert "Velkommen!" in shown(again)
    assert shown(again).index("Det er kaldt i vannet da.") > shown(again).index("Velkommen!")
    assert "tatt ut da svaret ble endret" in shown(again)
    await slow.press(ANNE, again, "use_this")
    said = await slow.proposal(card, "Parkbadet åpner 1. juni. Det er kaldt i vannet da.")
    assert "endret av" not in shown(said)


async def test_a_redirect_can_be_taken_back_too(slow: Town) -> None:
    asked, card = await slow.asked(KARI, "Hva skjer med søknaden min?")
    await slow.press(ANNE, card, "take")
    await slow.press_and_fill(ANNE, card, "redirect", {"kind": "thanks", "department": "kommunetorget"})
    await slow.fill(ANNE, {})
    await slow.card_shows(card, "Kan angres i 300 sekunder.")

    await slow.press(ANNE, card, "undo")

    await slow.card_shows(card, "Anne Berg følger opp.")
    slow.clock.move(HOLD)
    await slow.everything_is_heard()
    assert slow.public(asked) == []


async def test_who_comes_too_late_is_told_that_the_answer_is_out(slow: Town) -> None:
    _, card, _ = await approved(slow, "Når går bussen?", "Bussen går kl. 8.")
    listed = await slow.listed(ANNE, "klare")
    slow.clock.move(HOLD)
    await slow.card_shows(card, "Publisert av Anne Berg")

    await slow.slack.press(ANNE, listed.channel, listed.ts, "undo")

    await slow.was_told(ANNE, "For sent å angre")


async def test_only_the_desk_may_undo(slow: Town) -> None:
    asked, card, _ = await approved(slow, "Når tømmes kassen?", "Kassen tømmes kl. 16.")

    await slow.press(TURID, card, "undo")

    await slow.was_told(TURID, "Du har ikke rett til å gjøre dette.")
    slow.clock.move(HOLD)
    await slow.page_answers(asked, "Kassen tømmes kl. 16.")


async def test_of_two_who_undo_one_is_told(slow: Town) -> None:
    asked, card, _ = await approved(slow, "Når åpner kaféen?", "Kaféen åpner kl. 11.")

    await asyncio.gather(slow.press(ANNE, card, "undo"), slow.press(JONAS, card, "undo"))

    await slow.card_shows(card, "Et svar er klart i tråden.")
    assert "Denne teksten er allerede holdt tilbake." in "".join(slow.told(ANNE) + slow.told(JONAS))
    assert slow.public(asked) == []


async def test_the_number_for_an_emergency_is_not_held_back(slow: Town) -> None:
    asked, card = await slow.asked(KARI, "Det brenner på skolen!")

    await slow.press_and_fill(ANNE, card, "redirect", {"kind": "emergency_fire"})
    await slow.fill(ANNE, {})

    await slow.page_answers(asked, "110")


async def test_a_bot_that_dies_meanwhile_publishes_once_when_it_is_back(tmp_path: Path) -> None:
    async with sandbox_at(MONDAY_MORNING, SLOW) as sandbox:
        async with bot_in(sandbox, tmp_path, held_back(tmp_path)) as app:
            asked, card, _ = await approved(Town(sandbox, app), "Når åpner kinoen?", "Kinoen åpner kl. 18.")
        sandbox.clock.move(HOLD)

        async with bot_in(sandbox, tmp_path, held_back(tmp_path)) as app:
            solvik = Town(sandbox, app)
            await solvik.page_answers(asked, "Kinoen åpner kl. 18.")
            await solvik.card_shows(card, "Publisert av Anne Berg")

            assert len(solvik.public(asked)) == 1


async def test_an_expert_who_cries_stop_holds_the_text_back_and_calls_who_said_yes(slow: Town) -> None:
    asked, card, _ = await approved(slow, "Kan vi drikke av kilden?", "Ja, det kan dere.")

    await slow.replies(OLA, card, "STOPP ikke send! det er ikke drikkevann")

    told = await slow.thread_shows(card, "Svaret er holdt tilbake og ikke publisert.")
    assert called(told) == {ANNE}
    assert "det er ikke drikkevann" in shown(told)
    slow.clock.move(HOLD)
    await slow.everything_is_heard()
    assert slow.public(asked) == []


async def test_what_is_held_back_can_be_published_all_the_same(slow: Town) -> None:
    asked, card, _ = await approved(slow, "Når åpner skogen?", "Skogen åpner kl. 8.")
    await slow.replies(OLA, card, "Vent, skal vi sjekke det med Ingrid?")
    told = await slow.thread_shows(card, "Svaret er holdt tilbake og ikke publisert.")

    await slow.press_and_fill(ANNE, told, "publish", {})

    await slow.card_shows(card, "Kan angres i 300 sekunder.")
    slow.clock.move(HOLD)
    await slow.page_answers(asked, "Skogen åpner kl. 8.")


async def test_thanks_do_not_hold_it_back(slow: Town) -> None:
    asked, card, _ = await approved(slow, "Når åpner boden?", "Boden åpner kl. 8.")

    await slow.replies(OLA, card, "Takk!")
    await slow.everything_is_heard()
    slow.clock.move(HOLD)

    await slow.page_answers(asked, "Boden åpner kl. 8.")


async def test_an_expert_who_deletes_her_words_meanwhile_leaves_no_proposal(slow: Town) -> None:
    asked, card = await slow.asked(KARI, "Når åpner tårnet?")
    reply = await slow.replies(OLA, card, "Tårnet åpner kl. 9.")
    proposal = await slow.proposal(card, "Tårnet åpner kl. 9.")
    await slow.press(ANNE, proposal, "publish")
    await slow.card_shows(card, "Kan angres i 300 sekunder.")

    await slow.slack.delete(OLA, card.channel, reply)

    told = await slow.thread_shows(card, "Svaret er holdt tilbake og ikke publisert.")
    assert called(told) == {ANNE}
    await slow.card_shows(proposal, "Det er ikke noe forslag til svar lenger.")
    assert slow.public(asked) == []


async def test_words_that_are_edited_meanwhile_become_the_proposal(slow: Town) -> None:
    asked, card = await slow.asked(KARI, "Når åpner fyret?")
    reply = await slow.replies(OLA, card, "Fyret åpner kl. 9.")
    await slow.press(ANNE, await slow.proposal(card, "Fyret åpner kl. 9."), "publish")
    await slow.card_shows(card, "Kan angres i 300 sekunder.")

    await slow.slack.edit(OLA, card.channel, reply, "Fyret åpner kl. 10.")

    told = await slow.thread_shows(card, "Svaret er holdt tilbake og ikke publisert.")
    assert "publiserte svaret" not in shown(told)
    await slow.proposal(card, "Fyret åpner kl. 10.")
    assert slow.public(asked) == []


async def test_what_was_taken_back_before_the_bot_died_stays_in(tmp_path: Path) -> None:
    async with sandbox_at(MONDAY_MORNING, SLOW) as sandbox:
        async with bot_in(sandbox, tmp_path, held_back(tmp_path)) as app:
            solvik = Town(sandbox, app)
            asked, card, _ = await approved(solvik, "Når åpner museet?", "Museet åpner kl. 12.")
            await solvik.press(ANNE, card, "undo")
        sandbox.clock.move(HOLD)

        async with bot_in(sandbox, tmp_path, held_back(tmp_path)) as app:
            solvik = Town(sandbox, app)
            await solvik.card_shows(card, "Et svar er klart i tråden.")
            await solvik.everything_is_heard()

            assert solvik.public(asked) == []


async def test_who_was_held_back_over_a_restart_can_still_undo(tmp_path: Path) -> None:
    async with sandbox_at(MONDAY_MORNING, SLOW) as sandbox:
        async with bot_in(sandbox, tmp_path, held_back(tmp_path)) as app:
            asked, card, _ = await approved(Town(sandbox, app), "Når åpner slusa?", "Slusa åpner kl. 7.")

        async with bot_in(sandbox, tmp_path, held_back(tmp_path)) as app:
            solvik = Town(sandbox, app)
            await solvik.asked(AHMED, "Er dere der?")
            await solvik.press(ANNE, card, "undo")
            sandbox.clock.move(HOLD)

            await solvik.card_shows(card, "Et svar er klart i tråden.")
            await solvik.everything_is_heard()
            assert solvik.public(asked) == []


async def test_a_municipality_that_wants_no_pause_has_none(tmp_path: Path) -> None:
    async with town(environment=held_back(tmp_path, 0)) as solvik:
        asked, card = await solvik.asked(KARI, "Når åpner broen?")

        await solvik.press(ANNE, await solvik.proposed(OLA, card, "Broen åpner kl. 6."), "publish")

        await solvik.page_answers(asked, "Broen åpner kl. 6.")
        assert "undo" not in buttons(await solvik.card_shows(card, "Publisert av Anne Berg"))
        assert "Kan angres" not in shown(solvik.now(card))
