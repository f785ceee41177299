"""People's hands in Teams: pressing, sending dialogs, choosing "use as answer". Each waits for the bot's answer."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from sandbox.teams.connector.checks import checked_card
from sandbox.teams.hands.filling import Value, filled
from sandbox.teams.state.tenant import Tenant
from sandbox.teams.state.values import (
    ADAPTIVE,
    ConnectorError,
    Json,
    Outcome,
    SimMessage,
    SubmitOutcome,
    View,
    actions,
    name_of,
)
from sandbox.teams.wires import activities
from sandbox.teams.wires.courier import Courier

GONE, NO_BUTTON, NO_ANSWER, BAD_ANSWER = "gone", "no_button", "no_answer", "bad_answer"
UNREACHABLE = "Unable to reach the app"
_SIGN = "⚠️"
_MESSAGE = "application/vnd.microsoft.activity.message"


class Hands:
    """What anybody in the team can do to the bot by hand."""

    def __init__(self, tenant: Tenant, courier: Courier) -> None:
        self._tenant = tenant
        self._courier = courier

    async def press(self, user_id: str, channel: str, id: str, name: str) -> Outcome:
        """Press a button by the bot's name for it, on a message as it stands now.

        A button that asks first is answered yes: that is the same click as in Slack's own question.
        """
        message = self._tenant.seen_by(user_id, channel, id)
        if message is None:
            return Outcome(ok=False, note=GONE)
        action = next((one for one in actions(message.content or {}) if name_of(one) == name), None)
        if action is None:
            return Outcome(ok=False, note=NO_BUTTON)
        outcome = await self._pressed(user_id, message, action)
        return await self._said_yes(outcome) if action.get("data", {}).get("ask") else outcome

    async def press_shown(self, user_id: str, channel: str, id: str, number: int) -> Outcome:
        """Press the button at this place on a message, counted from 0; what it asks first is left to the person."""
        message = self._tenant.seen_by(user_id, channel, id)
        if message is None:
            return Outcome(ok=False, note=GONE)
        action = _nth(message.content or {}, number)
        return await self._pressed(user_id, message, action) if action else Outcome(ok=False, note=NO_BUTTON)

    async def pick(self, user_id: str, channel: str, id: str) -> Outcome:
        """Choose "use as answer" on a message."""
        message = self._tenant.message(channel, id)
        if message is None:
            return Outcome(ok=False, note=GONE)
        answer = await self._courier.ask(activities.picked(self._tenant, self._courier.service_url, user_id, message))
        return self._opened(user_id, message, answer, by_extension=True)

    async def submit(
        self, user_id: str, view_id: str, values: Mapping[str, Value], name: str = "send"
    ) -> SubmitOutcome:
        """Fill in an open dialog and press one of its buttons."""
        view = self._tenant.views.get(user_id)
        if view is None or view.id != view_id:
            return SubmitOutcome(ok=False, errors={}, closed=True, note=GONE)
        return await self._submitted(
            view, values, next((one for one in actions(view.content) if name_of(one) == name), None)
        )

    async def submit_shown(self, user_id: str, view_id: str, values: Mapping[str, Value], number: int) -> SubmitOutcome:
        """Fill in an open dialog and press the button at this place in it, counted from 0."""
        view = self._tenant.views.get(user_id)
        if view is None or view.id != view_id:
            return SubmitOutcome(ok=False, errors={}, closed=True, note=GONE)
        return await self._submitted(view, values, _nth(view.content, number))

    async def _pressed(self, user_id: str, message: SimMessage, action: Json) -> Outcome:
        if action["type"] == "Action.Execute":
            return await self._execute(user_id, message, action)
        return await self._fetch(user_id, message, action)

    async def _submitted(self, view: View, values: Mapping[str, Value], action: Json | None) -> SubmitOutcome:
        if action is None:
            return SubmitOutcome(ok=False, errors={}, closed=False, note=NO_BUTTON)
        data = {**filled(view.content, values), **action.get("data", {})}
        how = "composeExtension/submitAction" if view.by_extension else "task/submit"
        answer = await self._courier.ask(
            activities.dialog_sent(self._tenant, self._courier.service_url, view, how, data)
        )
        return self._sent(view, answer)

    async def _execute(self, user_id: str, message: SimMessage, action: Json) -> Outcome:
        value = {"action": {"type": "Action.Execute", "verb": action.get("verb"), "data": action.get("data", {})}}
        answer = await self._ask("adaptiveCard/action", user_id, message, value)
        if answer is None:
            self._tenant.tell(user_id, UNREACHABLE)
            return Outcome(ok=False, note=NO_ANSWER)
        if answer.get("type") == ADAPTIVE:
            return self._replaced(user_id, message, answer)
        told = str(answer.get("value") or "") if answer.get("type") == _MESSAGE else ""
        if told:
            self._tenant.tell(user_id, told)
        return Outcome(ok=answer.get("statusCode") == 200, told=told, note="" if told else BAD_ANSWER)

    def _replaced(self, user_id: str, message: SimMessage, answer: Json) -> Outcome:
        """A card in the answer takes the place of the pressed one, for this person alone."""
        try:
            content = checked_card(answer.get("value"))
        except ConnectorError as error:
            return Outcome(ok=False, note=f"{BAD_ANSWER}: {error.message}")
        self._tenant.show_to(user_id, replace(message, content=content))
        return Outcome(ok=answer.get("statusCode") == 200)

    async def _fetch(self, user_id: str, message: SimMessage, action: Json) -> Outcome:
        value = {"data": action.get("data", {}), "context": {"theme": "default"}}
        answer = await self._ask("task/fetch", user_id, message, value)
        return self._opened(user_id, message, answer, by_extension=False)

    async def _said_yes(self, asked: Outcome) -> Outcome:
        if asked.view is None or not any(name_of(one) == "press" for one in actions(asked.view.content)):
            return asked  # nothing is asked
        sent = await self.submit(asked.view.user_id, asked.view.id, {}, "press")
        return Outcome(sent.ok, self._tenant.views.get(asked.view.user_id), note=sent.note)

    async def _ask(self, name: str, user_id: str, message: SimMessage, value: Json) -> Json | None:
        url = self._courier.service_url
        return await self._courier.ask(activities.gesture(self._tenant, url, name, user_id, message, value))

    def _opened(self, user_id: str, message: SimMessage, answer: Json | None, *, by_extension: bool) -> Outcome:
        if answer is None:
            self._tenant.tell(user_id, UNREACHABLE)
            return Outcome(ok=False, note=NO_ANSWER)
        try:
            return self._followed(View("", user_id, "", {}, message, by_extension), answer)
        except ConnectorError as error:
            return Outcome(ok=False, note=f"{BAD_ANSWER}: {error.message}")

    def _followed(self, view: View, answer: Json) -> Outcome:
        """What the client does with an answer: shows a dialog, says something, or closes what is open."""
        task: dict[str, Any] = answer.get("task") or {}
        if task.get("type") == "continue":
            shown = task["value"]
            content = checked_card((shown.get("card") or {}).get("content"))
            opened = View("", view.user_id, str(shown.get("title") or ""), content, view.place, view.by_extension)
            return Outcome(ok=True, view=self._tenant.open_view(opened))
        self._tenant.close_view(view.user_id)
        if task.get("type") == "message":
            self._tenant.tell(view.user_id, str(task.get("value")))
            return Outcome(ok=True, told=str(task.get("value")))
        return Outcome(ok=not answer, note="" if not answer else BAD_ANSWER)

    def _sent(self, view: View, answer: Json | None) -> SubmitOutcome:
        if answer is None:
            return SubmitOutcome(ok=False, errors={}, closed=False, note=NO_ANSWER)
        try:
            outcome = self._followed(view, answer)
        except ConnectorError as error:
            return SubmitOutcome(ok=False, errors={}, closed=False, note=f"{BAD_ANSWER}: {error.message}")
        errors = dict(_warnings(outcome.view.content)) if outcome.view else {}
        return SubmitOutcome(
            ok=outcome.ok and not errors,
            errors=errors,
            closed=outcome.view is None,
            note=outcome.note,
            told=outcome.told,
        )


def _nth(content: Json, number: int) -> Json | None:
    return next(islice(actions(content), number, None), None)


def _warnings(content: Json) -> list[tuple[str, str]]:
    """What stands in a red box, by the input it stands above; by an empty string at the end."""
    found: list[tuple[str, str]] = []
    waiting: list[str] = []
    for element in content.get("body", ()):
        if element.get("style") == "attention":
            words = " ".join(run["text"] for line in element["items"] for run in line.get("inlines", ()))
            waiting.append(words.removeprefix(_SIGN).strip())
        elif str(element.get("type", "")).startswith("Input."):
            found += [(str(element["id"]), said) for said in waiting]
            waiting = []
    return found + [("", said) for said in waiting]
