"""Forms through the Slack door: opened, filled in, faulted, sent."""

import json
from dataclasses import replace

from bot.ports.calls import Done, FieldErrors, OpenForm, Told
from bot.ports.chat import MessageRef
from tests.contracts.slack_door.scene import CARD, FORM, posted
from tests.handlers.slack.stage import ANNE, CHANNEL, Stage
from tests.waiting import eventually


async def opened(stage: Stage) -> tuple[MessageRef, str]:
    """A form that Anne has open, and the card it was asked for on."""
    card = await posted(stage)
    stage.calls.press_reply = OpenForm(FORM)
    outcome = await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "ask")
    assert outcome.view
    return card, outcome.view.id


async def test_a_form_comes_back_with_what_was_filled_in(stage: Stage) -> None:
    _, view_id = await opened(stage)

    outcome = await stage.sandbox.slack.submit(ANNE, view_id, {"department": "teknisk", "note": "Haster litt"})

    assert outcome.closed
    (sent,) = stage.calls.submissions
    assert (sent.form, sent.subject, sent.person_id) == ("ask", "12:3", ANNE)
    assert sent.values == {"department": "teknisk", "note": "Haster litt"}


async def test_a_form_with_an_error_stays_open_and_says_so_at_the_field(stage: Stage) -> None:
    _, view_id = await opened(stage)
    stage.calls.submit_reply = FieldErrors({"note": "Skriv en hilsen"})

    outcome = await stage.sandbox.slack.submit(ANNE, view_id, {"department": "teknisk"})

    assert (outcome.errors, outcome.closed) == ({"note": "Skriv en hilsen"}, False)


async def test_a_form_that_the_bot_cannot_take_stays_open(stage: Stage) -> None:
    _, view_id = await opened(stage)
    stage.calls.broken = True

    outcome = await stage.sandbox.slack.submit(ANNE, view_id, {"department": "teknisk", "note": "Haster"})

    assert (outcome.errors, outcome.closed) == ({"department": "try_again"}, False)


async def test_a_mended_form_is_another_gesture(stage: Stage) -> None:
    _, view_id = await opened(stage)
    stage.calls.submit_reply = FieldErrors({"note": "Skriv en hilsen"})
    await stage.sandbox.slack.submit(ANNE, view_id, {"department": "teknisk"})

    stage.calls.submit_reply = Done()
    await stage.sandbox.slack.submit(ANNE, view_id, {"department": "teknisk", "note": "Hei"})

    assert len({sent.key for sent in stage.calls.submissions}) == 2


async def test_the_sender_of_a_form_is_told_where_it_was_asked_for(stage: Stage) -> None:
    _, view_id = await opened(stage)
    stage.calls.submit_reply = Told("Jonas har alt spurt")

    outcome = await stage.sandbox.slack.submit(ANNE, view_id, {"department": "teknisk"})

    assert outcome.closed
    (told,) = await eventually(lambda: stage.sandbox.slack.ephemerals(ANNE))
    assert told.text == "Jonas har alt spurt"


async def test_on_the_home_tab_a_person_is_told_in_a_dialog(stage: Stage) -> None:
    await stage.door.chat.show_home(ANNE, [CARD])
    stage.calls.press_reply = Told("Jonas tok den først")
    home = stage.sandbox.slack.home_of(ANNE)
    assert home

    await stage.sandbox.slack.press_in_view(ANNE, home.id, "take")

    view = await eventually(lambda: stage.sandbox.slack.view_of(ANNE))
    assert "Jonas tok den først" in json.dumps(view.content, ensure_ascii=False)


async def test_a_form_sent_from_the_home_tab_is_answered_in_the_dialog(stage: Stage) -> None:
    await stage.door.chat.show_home(ANNE, [CARD])
    stage.calls.press_reply, stage.calls.submit_reply = OpenForm(FORM), Told("Jonas har alt spurt")
    home = stage.sandbox.slack.home_of(ANNE)
    assert home
    view = (await stage.sandbox.slack.press_in_view(ANNE, home.id, "ask")).view
    assert view

    outcome = await stage.sandbox.slack.submit(ANNE, view.id, {"department": "teknisk"})

    assert not outcome.closed
    assert "Jonas har alt spurt" in json.dumps(stage.sandbox.slack.view_of(ANNE).content, ensure_ascii=False)  # type: ignore[union-attr]


async def test_a_form_that_leads_to_another_shows_it_in_its_place(stage: Stage) -> None:
    _, view_id = await opened(stage)
    stage.calls.submit_reply = OpenForm(replace(FORM, name="ask_text", title="Les en gang til"))

    outcome = await stage.sandbox.slack.submit(ANNE, view_id, {"department": "teknisk"})

    view = stage.sandbox.slack.view_of(ANNE)
    assert not outcome.closed
    assert view
    assert (view.id, view.callback_id, view.title) == (view_id, "ask_text", "Les en gang til")
