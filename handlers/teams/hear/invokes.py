"""Gestures, handed to the bot and answered: with Teams the answer to the request is the answer to the person."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from bot.log import Log
from bot.ports.calls import Calls, Done, FieldErrors, OpenForm, PressReply, ShowList, SubmitReply, Told
from bot.ports.clock import Clock
from bot.ports.failures import Refused, TryLater, Unknown
from bot.ports.form import CheckField, ChoiceField, Field, Form, TextField
from handlers.teams.hear import gestures
from handlers.teams.hear.gestures import Gesture
from handlers.teams.hear.repeats import Repeats
from handlers.teams.speak import dialogs
from handlers.teams.speak.cards import ADAPTIVE, several
from handlers.teams.speak.dialogs import Place, Sent

log = Log(__name__)

Answer = dict[str, Any]
Tell = Callable[[str, str, str, str], Awaitable[None]]  # channel, thread, person, words
MESSAGE = "application/vnd.microsoft.activity.message"
CLOSED: Answer = {}
"""An empty answer closes the dialog."""


class Invokes:
    """What people do in Teams."""

    def __init__(self, calls: Calls, clock: Clock, tell: Tell) -> None:
        self._calls = calls
        self._clock = clock
        self._tell = tell
        self._repeats = Repeats(clock)

    async def answer(self, made: Gesture) -> Answer:
        """The body that answers a gesture. Never raises."""
        opens = made.name in (gestures.FETCH, gestures.EXTENSION_FETCH)

        async def too_late(answer: Answer) -> None:
            if not opens:
                await self.say_afterwards(made, answer)

        return await self._repeats.answer(
            made.mark, made.person_id, lambda: self._answered(made), self._late(made), too_late
        )

    def _late(self, made: Gesture) -> Answer:
        """What is said when Teams waits no longer. What was written stays with the person: this program may stop before it is done."""
        if made.name in (gestures.FETCH, gestures.EXTENSION_FETCH):
            return self._told(made, self._calls.words("teams.late_form"))
        if typed := _typed(made):
            return dialogs.keeping(self._calls.words("teams.late_sent"), typed, self._calls.words)
        return self._told(made, self._calls.words("teams.late"))

    async def finish(self) -> None:
        """Let what people did come to its end."""
        await self._repeats.finish()

    async def say_afterwards(self, made: Gesture, answer: Answer) -> None:
        """Tell the person alone what Teams did not wait for, or does not show; what went well stands on the card."""
        said, place = self._afterwards(made, answer), made.place
        if not said:
            return
        try:
            await self._tell(place.channel, place.thread, made.person_id, said)
        except (Refused, TryLater, Unknown) as failed:
            log.warning("teams late answer not told", detail=failed.detail)

    def _afterwards(self, made: Gesture, answer: Answer) -> str:
        task = answer.get("task") or {}
        if answer.get("type") == ADAPTIVE:  # a list cannot be shown any more
            return self._calls.words("teams.late_form")
        if task.get("type") != "continue":
            said = str(task.get("value") or answer.get("value") or "")
            return "" if said == self._calls.words("teams.done") else said
        why = " ".join(dialogs.errors_in(answer)) or self._calls.words("teams.read_again")
        return self._calls.words("teams.came_back", why=why, written=gestures.dialog_sent(made).typed or "–")

    async def _answered(self, made: Gesture) -> Answer:
        try:
            return await self._done(made)
        except Exception as error:  # a person waits, and nothing was done
            log.error("teams gesture not taken", name=made.name, error=type(error).__name__)
            return self._handed_back(made, self._calls.words("chat.try_again"))

    async def _done(self, made: Gesture) -> Answer:
        if not made.person_id:
            return self._told(made, self._calls.words("teams.no_person"))
        if made.name == gestures.EXECUTE:
            if gestures.data(made).get("ask"):  # only a client that knows no dialogs sends it so, without asking
                return self._told(made, self._calls.words("teams.no_dialog"))
            return self._told_of(made, await self._calls.press(gestures.press(made, self._key(made))))
        if made.name == gestures.FETCH:
            return await self._fetched(made)
        if made.name == gestures.EXTENSION_FETCH:
            return await self._picked(made)
        return await self._sent(made, gestures.dialog_sent(made))

    async def _fetched(self, made: Gesture) -> Answer:
        """A button that opens a dialog: the bot's form, or the question that the button asks first, where yes would do it."""
        carried, press = gestures.data(made), gestures.press(made, self._key(made))
        reply = await self._calls.press(replace(press, asks=bool(carried.get("ask"))))
        if carried.get("ask") and isinstance(reply, Done):
            kept = {"name": str(carried.get("do", "")), "value": str(carried.get("value", "")), **made.place.packed()}
            return dialogs.asking(str(carried.get("label") or ""), str(carried["ask"]), self._calls.words, kept)
        return self._shown(reply, made.place)

    async def _picked(self, made: Gesture) -> Answer:
        if not made.place.channel:
            return dialogs.telling(self._calls.words("teams.elsewhere"))
        press = gestures.picked(made, self._key(made))
        return self._shown(await self._calls.press(press), Place(press.channel, press.message, press.thread))

    async def _sent(self, made: Gesture, came: Sent) -> Answer:
        if came.do == "press":
            reply: PressReply | SubmitReply = await self._calls.press(
                gestures.press_after_asking(made, came, self._key(made))
            )
            return CLOSED if isinstance(reply, Done) else self._shown(reply, came.place)
        filling = gestures.submission(made, came, made.mark)
        if came.do == "choose":
            return self._drawn_anew(made, came, await self._calls.choose(filling))
        reply = await self._calls.submit(filling)
        if isinstance(reply, FieldErrors):
            again = await self._calls.choose(filling)
            return self._drawn_anew(made, came, again if isinstance(again, OpenForm) else reply, reply.errors)
        return CLOSED if isinstance(reply, Done) else self._shown(reply, came.place)

    def _drawn_anew(
        self, made: Gesture, came: Sent, reply: SubmitReply, errors: Mapping[str, str] | None = None
    ) -> Answer:
        """The form with what the person had filled in, or, where it cannot be shown any more, why."""
        if isinstance(reply, OpenForm):
            return self._dialog(_kept(reply.form, came), came.place, errors)
        return self._handed_back(made, _said(reply) or self._calls.words("chat.try_again"))

    def _shown(self, reply: PressReply | SubmitReply, place: Place) -> Answer:
        """What a dialog shows for the bot's reply."""
        if isinstance(reply, OpenForm):
            return self._dialog(reply.form, place)
        if isinstance(reply, Told) and reply.actions:
            return dialogs.offering(reply.text, reply.actions, self._calls.words, place)
        return dialogs.telling(_said(reply) or self._calls.words("teams.done"))

    def _dialog(self, form: Form, place: Place, errors: Mapping[str, str] | None = None) -> Answer:
        return dialogs.dialog(form, self._calls.words, place, uuid4().hex, errors)

    def _told_of(self, made: Gesture, reply: PressReply) -> Answer:
        """What stands under a card for the bot's reply. A dialog cannot be opened from there."""
        if isinstance(reply, OpenForm):
            return self._told(made, self._calls.words("teams.open_again"))
        if isinstance(reply, ShowList):  # for who pressed alone; others keep the list they have before them
            return {"statusCode": 200, "type": ADAPTIVE, "value": several(reply.cards, self._calls.words)}
        return self._told(made, reply.text if isinstance(reply, Told) else self._calls.words("teams.done"))

    def _handed_back(self, made: Gesture, why: str) -> Answer:
        """Why nothing was done. What was written in a form that cannot be shown any more is not lost with it."""
        typed = _typed(made)
        return dialogs.handing_back(why, typed, self._calls.words) if typed else self._told(made, why)

    def _told(self, made: Gesture, text: str) -> Answer:
        if made.name == gestures.EXECUTE:
            return {"statusCode": 200, "type": MESSAGE, "value": text}
        return dialogs.telling(text)

    def _key(self, made: Gesture) -> str:
        """Unique for a gesture that is not a repetition: those are answered before anybody asks for a key."""
        return f"{made.mark[:40]}:{self._clock.now().timestamp():.3f}"


def _typed(made: Gesture) -> str:
    """What the person wrote in the form that she sent; empty for any other gesture."""
    return gestures.dialog_sent(made).typed if made.name in (gestures.SUBMIT, gestures.EXTENSION_SUBMIT) else ""


def _said(reply: PressReply | SubmitReply) -> str:
    if isinstance(reply, FieldErrors):
        return " ".join(reply.errors.values())
    return reply.text if isinstance(reply, Told) else ""


def _kept(form: Form, came: Sent) -> Form:
    """The form with what the person had filled in: Teams shows what we send, not what was typed."""
    return replace(form, fields=tuple(_refilled(field, came.values) for field in form.fields))


def _refilled(field: Field, values: Mapping[str, str | tuple[str, ...]]) -> Field:
    value = values.get(field.key)
    if isinstance(field, CheckField):
        return replace(field, ticked=value) if isinstance(value, tuple) else field
    if isinstance(field, TextField):
        return replace(field, value=value) if isinstance(value, str) else field
    known = {one.value for one in field.choices}
    return (
        replace(field, value=value)
        if isinstance(field, ChoiceField) and value in known and isinstance(value, str)
        else field
    )
