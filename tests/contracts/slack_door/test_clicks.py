"""Clicks and the command reach the bot through the Slack door, and each is answered."""

from dataclasses import replace

from bot.ports.calls import OpenForm, Press, Told
from bot.ports.card import Action
from tests.contracts.slack_door.scene import CARD, FORM, posted
from tests.handlers.slack.stage import ANNE, CHANNEL, OLA, Stage
from tests.waiting import eventually

# Clicks


async def test_a_click_reaches_the_bot_with_all_it_needs(stage: Stage) -> None:
    card = await posted(stage)

    outcome = await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "take")

    assert outcome.ok
    (press,) = stage.calls.presses
    assert press == Press("take", "12", ANNE, press.person_name, CHANNEL, card.id, card.id, press.key)


async def test_a_choice_from_a_menu_is_a_click_like_any_other(stage: Stage) -> None:
    card = await stage.door.chat.post_card(
        CHANNEL, replace(CARD, more=(Action("close", "Avslutt", "12:x"),)), "card:12"
    )
    shown = stage.sandbox.slack.message(CHANNEL, card.id)
    assert shown is not None
    button = shown.button("close")
    assert button is not None

    await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, button[0])

    (press,) = stage.calls.presses
    assert (press.action, press.value) == ("close", "12:x")


async def test_a_person_is_known_by_name(stage: Stage) -> None:
    card = await posted(stage)

    await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "take")

    assert stage.calls.presses[0].person_name == "Anne Berg"


async def test_two_clicks_are_two_gestures(stage: Stage) -> None:
    card = await posted(stage)

    await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "take")
    await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "take")

    assert len({press.key for press in stage.calls.presses}) == 2


async def test_a_click_in_a_thread_knows_its_thread(stage: Stage) -> None:
    card = await posted(stage)
    proposal = await stage.door.chat.say(card, CARD, "proposal:12")

    await stage.sandbox.slack.press(ANNE, CHANNEL, proposal.id, "take")

    (press,) = stage.calls.presses
    assert (press.message, press.thread) == (proposal.id, card.id)


async def test_a_person_is_told_alone(stage: Stage) -> None:
    card = await posted(stage)
    stage.calls.press_reply = Told("Jonas tok den <!channel> først")

    await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "take")

    (told,) = await eventually(lambda: stage.sandbox.slack.ephemerals(ANNE))
    assert told.text == "Jonas tok den &lt;!channel&gt; først"
    assert told.thread_ts == ""


async def test_a_person_is_told_in_the_thread_where_the_click_was(stage: Stage) -> None:
    card = await posted(stage)
    proposal = await stage.door.chat.say(card, CARD, "proposal:12")
    stage.calls.press_reply = Told("Svaret er godkjent")

    await stage.sandbox.slack.press(ANNE, CHANNEL, proposal.id, "take")

    (told,) = await eventually(lambda: stage.sandbox.slack.ephemerals(ANNE))
    assert told.thread_ts == card.id


async def test_a_person_who_cannot_be_told_in_the_chat_is_told_over_the_reply_address(stage: Stage) -> None:
    card = await posted(stage)
    stage.calls.press_reply = Told("Dette er ikke en av våre tråder")
    stage.sandbox.faults.arm("slack.http_503", match="chat.postEphemeral")

    await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "take")

    (told,) = await eventually(lambda: stage.sandbox.slack.ephemerals(ANNE))
    assert told.text == "Dette er ikke en av våre tråder"


async def test_a_click_that_the_bot_cannot_take_is_answered_in_words(stage: Stage) -> None:
    card = await posted(stage)
    stage.calls.broken = True

    outcome = await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "take")

    assert outcome.ok
    (told,) = await eventually(lambda: stage.sandbox.slack.ephemerals(ANNE))
    assert told.text == "try_again"


async def test_a_click_stays_acknowledged_when_the_answer_fails(stage: Stage) -> None:
    card = await posted(stage)
    stage.calls.press_reply = OpenForm(FORM)
    stage.sandbox.faults.arm("slack.cut", times=None, match="views.open")

    outcome = await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "ask")

    assert outcome.ok


async def test_a_form_that_cannot_be_opened_is_answered_in_words(stage: Stage) -> None:
    card = await posted(stage)
    stage.calls.press_reply = OpenForm(replace(FORM, subject="x" * 3001))

    await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "ask")

    (told,) = await eventually(lambda: stage.sandbox.slack.ephemerals(ANNE))
    assert told.text == "form_failed"


async def test_the_shortcut_says_which_reply_is_the_answer(stage: Stage) -> None:
    card = await posted(stage)
    ts = await stage.sandbox.slack.say(OLA, CHANNEL, "Vi åpner lørdag", thread_ts=card.id)

    outcome = await stage.sandbox.slack.shortcut(ANNE, CHANNEL, ts, "use_as_answer")

    assert outcome.ok
    (press,) = stage.calls.presses
    assert (press.action, press.value, press.message, press.thread) == ("use", "", ts, card.id)


async def test_a_shortcut_that_is_not_ours_is_acknowledged(stage: Stage) -> None:
    card = await posted(stage)

    assert (await stage.sandbox.slack.shortcut(ANNE, CHANNEL, card.id, "other")).ok
    assert stage.calls.presses == []


# The command


async def test_the_command_is_answered_to_this_person_alone(stage: Stage) -> None:
    stage.calls.cards = (CARD, CARD)

    answer = await stage.sandbox.slack.command(ANNE, CHANNEL, "mine")

    assert stage.calls.commands == [(ANNE, "mine")]
    assert answer
    assert (answer["response_type"], len(answer["blocks"])) == ("ephemeral", 7)


async def test_a_command_that_fails_is_answered_in_words(stage: Stage) -> None:
    stage.calls.broken = True

    answer = await stage.sandbox.slack.command(ANNE, CHANNEL, "")

    assert answer
    assert answer["text"] == "try_again"
