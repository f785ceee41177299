"""Clicks, dialogs, the shortcut and the command. None of them is ever sent again, so what they change is committed
before Slack gets its acknowledgement; everything slower comes after it and never raises.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.log import Log
from bot.ports.calls import Calls, FieldErrors, OpenForm, Press, ShowList, Submission, SubmitReply, Told
from handlers.slack.hear.gestures import USE_AS_ANSWER, Asked, asked, button_press, choosing, shortcut_press, submission
from handlers.slack.hear.people import People
from handlers.slack.hear.replies import Replies
from handlers.slack.speak import modals
from handlers.slack.speak.blocks import messages

log = Log(__name__)

Ack = Callable[..., Awaitable[Any]]
Body = dict[str, Any]

_ANY = re.compile(r".*")
# A dialog may open before the acknowledgement, but Slack waits for that no longer than three seconds.
_OPENING_SECONDS = 1.0


class Listeners:
    """What people do in Slack, handed to the bot and answered."""

    def __init__(self, calls: Calls, replies: Replies, people: People) -> None:
        self._calls = calls
        self._replies = replies
        self._people = people

    def attach(self, app: AsyncApp) -> None:
        """Let Bolt bring every gesture here."""
        app.action(_ANY)(self.clicked)
        app.view(_ANY)(self.sent)
        app.message_shortcut(USE_AS_ANSWER)(self.picked)
        app.command(_ANY)(self.commanded)

    async def clicked(self, ack: Ack, body: Body) -> None:
        """A button was pressed, or something was chosen on which the rest of a dialog depends."""
        if filling := choosing(body, await self._people.name_of(body["user"])):
            await self._redraw(ack, body, *filling)
            return
        await self._press(ack, body, button_press(body, await self._people.name_of(body["user"])))

    async def picked(self, ack: Ack, body: Body) -> None:
        """Somebody chose "use as answer" on a message."""
        await self._press(ack, body, shortcut_press(body, await self._people.name_of(body["user"])))

    async def sent(self, ack: Ack, body: Body) -> None:
        """A form was sent. When the bot cannot take it the form stays open, with everything that was typed."""
        sending, came = submission(body, await self._people.name_of(body["user"]))
        try:
            reply: SubmitReply = await self._calls.submit(sending)
        except Exception as error:  # a person waits, and nothing was done
            log.error("slack form not taken", form=sending.form, error=type(error).__name__)
            reply = FieldErrors({"": self._calls.words("chat.try_again")})
        if isinstance(reply, FieldErrors):
            await self._show_errors(ack, body, reply)
        elif isinstance(reply, OpenForm):  # in its place: Slack gives no trigger for a second one
            await ack(response_action="update", view=modals.view(reply.form, self._calls.words, came.place))
        elif isinstance(reply, Told) and not came.place.channel:
            await ack(response_action="update", view=modals.telling(reply.text, self._calls.words))
        else:
            await ack()
            await self._afterwards(Asked(sending.person_id, came.place), reply)

    async def commanded(self, ack: Ack, body: Body) -> None:
        """The slash command: the answer goes back with the acknowledgement, to this person alone."""
        words = self._calls.words
        try:
            cards = await self._calls.command(body["user_id"], str(body.get("text") or ""))
        except Exception as error:  # a person waits
            log.error("slack command failed", person=body["user_id"], error=type(error).__name__)
            await ack(text=words("chat.try_again"), response_type="ephemeral")
            return
        if not cards:
            await ack()
            return
        drawn = messages(cards, words)
        await ack(text=drawn.text, blocks=drawn.blocks, response_type="ephemeral")

    async def _press(self, ack: Ack, body: Body, press: Press) -> None:
        """Commit first; then acknowledge, and answer."""
        try:
            reply = await self._calls.press(press)
        except Exception as error:  # a person waits, and nothing was done
            log.error("slack press not taken", action=press.action, error=type(error).__name__)
            reply = Told(self._calls.words("chat.try_again"))
        answering = asyncio.create_task(self._afterwards(asked(body), reply))
        if isinstance(reply, OpenForm):  # the trigger is running out too
            await asyncio.wait({answering}, timeout=_OPENING_SECONDS)
        await ack()
        await answering

    async def _redraw(self, ack: Ack, body: Body, filling: Submission, came: modals.Sent) -> None:
        """Show what follows from a choice. When that fails the dialog stays as it is, and sending it shows the rest."""
        try:
            reply = await self._calls.choose(filling)
            if isinstance(reply, OpenForm):
                await self._replies.redraw_form(body["view"], modals.view(reply.form, self._calls.words, came.place))
        except Exception as error:
            log.error("slack dialog not redrawn", form=filling.form, error=type(error).__name__)
        await ack()

    async def _show_errors(self, ack: Ack, body: Body, reply: FieldErrors) -> None:
        placed = modals.errors(body["view"], reply.errors)
        if placed:
            await ack(response_action="errors", errors=placed)
        else:
            text = " ".join(reply.errors.values())
            await ack(response_action="update", view=modals.telling(text, self._calls.words))

    async def _afterwards(self, asked: Asked, reply: object) -> None:
        """What happens after the acknowledgement. An exception here would take the acknowledgement back."""
        try:
            if isinstance(reply, OpenForm):
                await self._replies.open_form(asked, reply.form)
            elif isinstance(reply, Told):
                await self._replies.tell(asked, reply)
            elif isinstance(reply, ShowList):
                await self._replies.show_list(asked, reply.cards)
            await self._people.learn(asked.person_id)
        except Exception as error:
            log.error("slack answer failed", person=asked.person_id, error=type(error).__name__)
