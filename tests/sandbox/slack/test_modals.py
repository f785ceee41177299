from typing import Any

import pytest

from sandbox.server import Sandbox
from sandbox.slack.state.values import View
from tests.sandbox.slack.api import ANNE, CHANNEL, Api
from tests.sandbox.slack.bots import HttpBot
from tests.sandbox.slack.drawings import FIELDS, answering, form, plain

Json = dict[str, Any]


async def test_the_form_opened_by_a_press_is_its_outcome(sandbox: Sandbox, opened: View) -> None:
    assert sandbox.slack.view_of(ANNE) == opened
    assert (opened.callback_id, opened.title, opened.private_metadata) == ("answer", "Svar", "q1:3")


async def test_a_form_opened_after_the_acknowledgement_is_seen_later(
    sandbox: Sandbox, bot: HttpBot, api: Api, card: str
) -> None:
    outcome = await sandbox.slack.press(ANNE, CHANNEL, card, "take")
    trigger = bot.payloads("block_actions")[0]["trigger_id"]

    await api("views.open", trigger_id=trigger, view=form())

    assert outcome.view is None
    assert sandbox.slack.view_of(ANNE) is not None


async def test_a_trigger_opens_one_form(sandbox: Sandbox, bot: HttpBot, api: Api, card: str) -> None:
    await sandbox.slack.press(ANNE, CHANNEL, card, "take")
    trigger = bot.payloads("block_actions")[0]["trigger_id"]

    first = await api("views.open", trigger_id=trigger, view=form())
    second = await api("views.open", trigger_id=trigger, view=form())

    assert (first["ok"], second["error"]) == (True, "exchanged_trigger_id")


async def test_a_trigger_opens_nothing_when_its_time_is_over(
    sandbox: Sandbox, bot: HttpBot, api: Api, card: str
) -> None:
    sandbox.slack.patience.trigger_seconds = 0.0
    await sandbox.slack.press(ANNE, CHANNEL, card, "take")
    trigger = bot.payloads("block_actions")[0]["trigger_id"]

    answer = await api("views.open", trigger_id=trigger, view=form())

    assert answer["error"] == "expired_trigger_id"


async def test_an_invented_trigger_is_refused(api: Api) -> None:
    assert (await api("views.open", trigger_id="1.2.abc", view=form()))["error"] == "invalid_trigger_id"


async def test_a_sent_form_carries_what_was_filled_in(sandbox: Sandbox, bot: HttpBot, opened: View) -> None:
    outcome = await sandbox.slack.submit(ANNE, opened.id, FIELDS | {"answer": "Kl. 10"})

    view = bot.payloads("view_submission")[0]["view"]
    values = view["state"]["values"]
    assert (outcome.ok, outcome.closed) == (True, True)
    assert (view["type"], view["private_metadata"], view["hash"]) == ("modal", "q1:3", opened.hash)
    assert values["answer"]["value"]["value"] == "Kl. 10"
    assert values["field:department"]["value"]["selected_option"]["value"] == "skole"
    assert [option["value"] for option in values["ticks"]["value"]["selected_options"]] == ["b"]


async def test_fields_left_alone_keep_what_stood_there(sandbox: Sandbox, bot: HttpBot, opened: View) -> None:
    await sandbox.slack.submit(ANNE, opened.id, FIELDS)

    assert bot.payloads("view_submission")[0]["view"]["state"]["values"]["answer"]["value"]["value"] == "forslag"


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"answer": "x"}, {"field:department": "required"}),
        (FIELDS | {"answer": ""}, {"answer": "required"}),
        (FIELDS | {"answer": "x" * 21}, {"answer": "too_long"}),
    ],
)
async def test_the_client_itself_refuses_what_a_field_does_not_take(
    sandbox: Sandbox, bot: HttpBot, opened: View, values: Json, errors: Json
) -> None:
    outcome = await sandbox.slack.submit(ANNE, opened.id, values)

    assert (outcome.ok, outcome.errors, outcome.closed) == (False, errors, False)
    assert bot.payloads("view_submission") == []


async def test_nobody_can_fill_in_a_field_that_is_not_there(sandbox: Sandbox, opened: View) -> None:
    with pytest.raises(ValueError, match="no field 'reason'"):
        await sandbox.slack.submit(ANNE, opened.id, {"reason": "x"})


async def test_errors_from_the_bot_keep_the_form_open(sandbox: Sandbox, bot: HttpBot, opened: View) -> None:
    answering(bot, {"response_action": "errors", "errors": {"answer": "Fjern fødselsnummeret."}})

    outcome = await sandbox.slack.submit(ANNE, opened.id, FIELDS)

    assert (outcome.ok, outcome.errors, outcome.closed) == (False, {"answer": "Fjern fødselsnummeret."}, False)
    assert sandbox.slack.view_of(ANNE) == opened


async def test_errors_at_a_field_that_is_not_there_are_a_bad_answer(
    sandbox: Sandbox, bot: HttpBot, opened: View
) -> None:
    answering(bot, {"response_action": "errors", "errors": {"reason": "x"}})

    outcome = await sandbox.slack.submit(ANNE, opened.id, FIELDS)

    assert (outcome.ok, outcome.note) == (False, "bad_answer")


async def test_an_answer_may_redraw_the_form(sandbox: Sandbox, bot: HttpBot, opened: View) -> None:
    answering(bot, {"response_action": "update", "view": form(title=plain("Takk"))})

    outcome = await sandbox.slack.submit(ANNE, opened.id, FIELDS)

    shown = sandbox.slack.view_of(ANNE)
    assert shown is not None
    assert (outcome.ok, outcome.closed, shown.title, shown.id) == (True, False, "Takk", opened.id)


async def test_closing_a_form_is_told_when_asked_for(sandbox: Sandbox, bot: HttpBot, opened: View) -> None:
    assert await sandbox.slack.close_view(ANNE, opened.id)

    assert bot.payloads("view_closed")[0]["view"]["id"] == opened.id
    assert sandbox.slack.view_of(ANNE) is None


async def test_a_redrawn_form_has_a_new_hash_and_the_old_one_conflicts(
    sandbox: Sandbox, api: Api, opened: View
) -> None:
    first = await api("views.update", view_id=opened.id, hash=opened.hash, view=form())
    second = await api("views.update", view_id=opened.id, hash=opened.hash, view=form())

    assert (first["ok"], second["error"]) == (True, "hash_conflict")


async def test_a_closed_form_cannot_be_redrawn(sandbox: Sandbox, bot: HttpBot, api: Api, opened: View) -> None:
    await sandbox.slack.close_view(ANNE, opened.id)

    assert (await api("views.update", view_id=opened.id, view=form()))["error"] == "not_found"


async def test_a_view_beyond_the_limits_is_refused_with_reasons(api: Api) -> None:
    answer = await api("views.open", trigger_id="x", view=form(title=plain("x" * 25)))

    assert answer["error"] == "invalid_arguments"
    assert "/view/title/text" in answer["response_metadata"]["messages"][0]


async def test_the_stack_of_forms_holds_three(
    sandbox: Sandbox, bot: HttpBot, api: Api, opened: View, card: str
) -> None:
    answers = []
    for _ in range(3):
        await sandbox.slack.press(ANNE, CHANNEL, card, "take")
        trigger = bot.payloads("block_actions")[-1]["trigger_id"]
        answers.append((await api("views.push", trigger_id=trigger, view=form())).get("error", "ok"))

    assert answers == ["ok", "ok", "push_limit_reached"]
