"""Answering one person after a gesture: a dialog, or a message that only this person sees.

Nothing here raises: Slack has its acknowledgement already, and an exception now would take it back.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.log import Log
from bot.ports.calls import Told
from bot.ports.card import Card
from bot.ports.chat import Chat
from bot.ports.failures import Refused, TryLater, Unknown
from bot.ports.form import Form
from handlers.slack.hear.gestures import Asked
from handlers.slack.speak import modals
from handlers.slack.speak.blocks import Message, message, messages
from handlers.slack.speak.calling import calling
from handlers.slack.speak.elements import Words

log = Log(__name__)


class Replies:
    """The ways back to a person."""

    def __init__(self, client: AsyncWebClient, chat: Chat, words: Words) -> None:
        self._client = client
        self._chat = chat
        self._words = words

    async def open_form(self, asked: Asked, form: Form) -> None:
        """Open a dialog. The trigger lives for three seconds; when it is too late the person is asked to try again."""
        view = modals.view(form, self._words, asked.place)
        if not await self._opened(asked, view):
            await self.tell(asked, Told(self._words("slack.form_failed")), may_open=False)

    async def redraw_form(self, shown: Mapping[str, Any], view: dict[str, object]) -> None:
        """Show something else in an open dialog, unless it has been changed or closed meanwhile. Raises as calls do."""
        with calling(repeatable=True):
            await self._client.views_update(view_id=shown["id"], hash=shown.get("hash"), view=view)

    async def tell(self, asked: Asked, told: Told, *, may_open: bool = True) -> None:
        """Tell the person where the gesture was made, else over Slack's reply address, else in a dialog.

        What replaces a message for this person alone can do so by the reply address only.
        """
        replaces = told.replaces and asked.is_private
        if replaces and asked.response_url and await self._told_by_address(asked.response_url, told, replaces=True):
            return
        if asked.place.channel and await self._told_in_chat(asked, told):
            return
        if asked.response_url and await self._told_by_address(asked.response_url, told):
            return
        if may_open and asked.trigger_id:
            await self._opened(asked, modals.telling(told.text, self._words))

    async def show_list(self, asked: Asked, cards: Sequence[Card]) -> None:
        """Show another list in place of the one with the button, which only its reply address can change."""
        drawn = messages(cards, self._words)
        if not (
            asked.response_url and await self._sent_by_address(asked.response_url, drawn, replaces=asked.is_private)
        ):
            await self.tell(asked, Told(self._words("chat.try_again")))

    async def _opened(self, asked: Asked, view: dict[str, object]) -> bool:
        try:
            with calling(repeatable=False):
                await self._client.views_open(trigger_id=asked.trigger_id, view=view)
        except (Refused, TryLater, Unknown) as failed:
            log.warning("slack dialog not opened", person=asked.person_id, detail=failed.detail)
            return isinstance(failed, Unknown)
        return True

    async def _told_in_chat(self, asked: Asked, told: Told) -> bool:
        place = asked.place
        try:
            await self._chat.tell(place.channel, place.thread, asked.person_id, told.text, actions=told.actions)
        except (Refused, TryLater) as failed:
            log.info("slack ephemeral not shown", person=asked.person_id, detail=failed.detail)
            return False
        return True

    async def _told_by_address(self, url: str, told: Told, *, replaces: bool = False) -> bool:
        drawn = message(Card(told.text, body=told.text, actions=told.actions), self._words)
        return await self._sent_by_address(url, drawn, replaces=replaces)

    async def _sent_by_address(self, url: str, drawn: Message, *, replaces: bool) -> bool:
        """The reply address came in a signed payload, so it is Slack's own."""
        said = {"text": drawn.text, "blocks": drawn.blocks, "response_type": "ephemeral", "replace_original": replaces}
        try:
            with calling(repeatable=True):
                return await self._posted(url, said)
        except (Refused, TryLater) as failed:
            log.info("slack reply address failed", detail=failed.detail)
            return False

    async def _posted(self, url: str, said: dict[str, object]) -> bool:
        session = self._client.session
        if session is None or session.closed:
            return False
        async with session.post(url, json=said, proxy=self._client.proxy) as answer:
            return answer.status == 200
