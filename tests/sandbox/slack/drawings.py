"""A card, a form, and a bot that answers with them."""

from typing import Any

from tests.sandbox.slack.api import Api
from tests.sandbox.slack.bots import HttpBot

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def choice(value: str) -> Json:
    return {"text": plain(value), "value": value}


BUTTON = {"type": "button", "action_id": "take", "text": plain("Ta den"), "value": "q1:3"}
CARD = [{"type": "actions", "block_id": "doings", "elements": [BUTTON]}]
ANSWER = {
    "type": "input",
    "block_id": "answer",
    "label": plain("Svar"),
    "element": {"type": "plain_text_input", "action_id": "value", "max_length": 20, "initial_value": "forslag"},
}
DEPARTMENT = {
    "type": "input",
    "block_id": "field:department",
    "label": plain("Avdeling"),
    "element": {"type": "static_select", "action_id": "value", "options": [choice("teknisk"), choice("skole")]},
}
TICKS = {
    "type": "input",
    "block_id": "ticks",
    "optional": True,
    "label": plain("Kryss"),
    "element": {"type": "checkboxes", "action_id": "value", "options": [choice("a"), choice("b")]},
}


def form(*blocks: Json, **more: Any) -> Json:
    title = {"type": "modal", "callback_id": "answer", "title": plain("Svar"), "submit": plain("Send")}
    return title | {"private_metadata": "q1:3", "blocks": list(blocks) or [ANSWER]} | more


def opening(bot: HttpBot, api: Api, view: Json) -> None:
    """Let the bot open this view on the next press, before it acknowledges."""

    async def answer(payload: Json) -> tuple[int, Any]:
        if payload.get("type") == "block_actions":
            await api("views.open", trigger_id=payload["trigger_id"], view=view)
        return 200, ""

    bot.answer = answer


def answering(bot: HttpBot, body: Any, status: int = 200) -> None:
    async def answer(_: Json) -> tuple[int, Any]:
        return status, body

    bot.answer = answer


FIELDS = {"department": "skole", "ticks": ("b",)}
