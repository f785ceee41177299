"""What people do in Slack from the demo page."""

from typing import Any

from sandbox.server import Sandbox
from tests.sandbox.slack.bots import HttpBot
from tests.sandbox.stage_page.scene import ANNE, CARD, CHANNEL, MODAL, OLA, Visitor


async def test_a_person_writes_in_a_thread_changes_it_and_deletes_it(
    visitor: Visitor, sandbox: Sandbox, bot: HttpBot
) -> None:
    posted = await visitor.bot("chat.postMessage", channel=CHANNEL, text="Ny", blocks=CARD)
    said = await visitor.do("slack/say", user=OLA, channel=CHANNEL, thread_ts=posted["ts"], text="Klokka 15.")
    await visitor.do("slack/edit", user=OLA, channel=CHANNEL, ts=said["ts"], text="Klokka 16.")
    after_the_edit = [reply.text for reply in sandbox.slack.thread(CHANNEL, posted["ts"])]
    await visitor.do("slack/delete", user=OLA, channel=CHANNEL, ts=said["ts"])

    assert after_the_edit == ["Klokka 16."]
    assert not sandbox.slack.thread(CHANNEL, posted["ts"])


async def test_a_press_reaches_the_bot_as_the_person_who_pressed(visitor: Visitor, bot: HttpBot) -> None:
    posted = await visitor.bot("chat.postMessage", channel=CHANNEL, text="Ny", blocks=CARD)

    told = await visitor.do("slack/press", user=ANNE, channel=CHANNEL, ts=posted["ts"], action_id="take")

    (payload,) = bot.payloads("block_actions")
    assert (told["ok"], payload["user"]["id"], payload["actions"][0]["action_id"]) == (True, ANNE, "take")


async def test_a_press_on_a_message_that_is_gone_says_so(visitor: Visitor, bot: HttpBot) -> None:
    told = await visitor.do("slack/press", user=ANNE, channel=CHANNEL, ts="1.000000", action_id="take")

    assert told == {"ok": False, "note": "gone"}


async def opened_modal(visitor: Visitor, bot: HttpBot) -> str:
    """Anne presses, and the bot opens a modal for her; the view's id."""
    posted = await visitor.bot("chat.postMessage", channel=CHANNEL, text="Ny", blocks=CARD)
    await visitor.do("slack/press", user=ANNE, channel=CHANNEL, ts=posted["ts"], action_id="take")
    trigger = bot.payloads("block_actions")[-1]["trigger_id"]
    return str((await visitor.bot("views.open", trigger_id=trigger, view=MODAL))["view"]["id"])


async def modal_of(visitor: Visitor, user_id: str) -> Any:
    people = (await visitor.state())["slack"]["people"]
    return next(one for one in people if one["id"] == user_id)["modal"]


async def test_a_modal_is_shown_to_its_person_alone_without_what_the_bot_hid_in_it(
    visitor: Visitor, bot: HttpBot
) -> None:
    view_id = await opened_modal(visitor, bot)

    shown = await modal_of(visitor, ANNE)

    assert (shown["id"], shown["title"]["text"], "private_metadata" in shown) == (view_id, "Skriv svar", False)
    assert await modal_of(visitor, OLA) is None


async def test_a_modal_that_lacks_something_stays_open_and_says_where(visitor: Visitor, bot: HttpBot) -> None:
    view_id = await opened_modal(visitor, bot)

    told = await visitor.do("slack/submit", user=ANNE, view_id=view_id, values={"text": ""})

    assert (told["errors"], told["closed"]) == ({"text": "required"}, False)
    assert await modal_of(visitor, ANNE)


async def test_a_modal_that_was_filled_in_goes_to_the_bot_and_closes(visitor: Visitor, bot: HttpBot) -> None:
    view_id = await opened_modal(visitor, bot)

    told = await visitor.do("slack/submit", user=ANNE, view_id=view_id, values={"text": "Ja, klokka 16."})

    (payload,) = bot.payloads("view_submission")
    assert told["ok"]
    assert payload["view"]["state"]["values"]["text"]["text"]["value"] == "Ja, klokka 16."
    assert await modal_of(visitor, ANNE) is None


async def test_a_modal_can_be_closed_without_sending_it(visitor: Visitor, bot: HttpBot) -> None:
    view_id = await opened_modal(visitor, bot)

    await visitor.do("slack/close", user=ANNE, view_id=view_id)

    assert await modal_of(visitor, ANNE) is None
    assert not bot.payloads("view_submission")


async def test_a_shortcut_reaches_the_bot_with_its_message(visitor: Visitor, bot: HttpBot) -> None:
    said = await visitor.do("slack/say", user=OLA, channel=CHANNEL, text="Klokka 16.")

    await visitor.do("slack/shortcut", user=ANNE, channel=CHANNEL, ts=said["ts"], callback_id="use_as_answer")

    (payload,) = bot.payloads("message_action")
    assert (payload["callback_id"], payload["message"]["ts"]) == ("use_as_answer", said["ts"])


async def test_the_answer_to_a_command_is_seen_by_the_person_alone(visitor: Visitor, bot: HttpBot) -> None:
    async def answer(payload: dict[str, Any]) -> tuple[int, Any]:
        return 200, {"text": "Ingen åpne spørsmål", "response_type": "ephemeral"} if "command" in payload else ""

    bot.answer, bot.headers = answer, {"Content-Type": "application/json"}

    told = await visitor.do("slack/command", user=ANNE, channel=CHANNEL, text="")

    people = {one["id"]: one["ephemerals"] for one in (await visitor.state())["slack"]["people"]}
    assert told == {"ok": True}
    assert [said["text"] for said in people[ANNE]] == ["Ingen åpne spørsmål"]


async def test_looking_at_the_home_tab_tells_the_bot(visitor: Visitor, bot: HttpBot) -> None:
    await visitor.do("slack/home", user=ANNE)

    assert [event["user"] for event in bot.events("app_home_opened")] == [ANNE]
