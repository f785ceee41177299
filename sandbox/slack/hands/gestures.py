"""People's hands: pressing, sending, closing, running shortcuts and commands. Each waits for the bot's acknowledgement."""

from collections.abc import Mapping
from datetime import timedelta

from sandbox.slack.hands.filling import Value, complaints, filled, has_field, told_at_once
from sandbox.slack.limits.view_limits import checked_view
from sandbox.slack.methods.arguments import Arguments
from sandbox.slack.methods.backstage import Backstage
from sandbox.slack.state.values import Json, Outcome, SimMessage, SlackError, SubmitOutcome, View, pressable
from sandbox.slack.wires import payloads
from sandbox.slack.wires.objects import TOMBSTONE
from sandbox.slack.wires.response_address import answer
from sandbox.slack.wires.triggers import Place
from sandbox.slack.wires.wire import Parcel

GONE = "gone"  # the message or view is not there any more
NO_BUTTON = "no_button"
NOT_SENT = "not_sent"  # the client itself refused: see errors
BAD_ANSWER = "bad_answer"  # the bot answered with something Slack cannot show


class Hands:
    """What anybody in the workspace can do to the bot by hand."""

    def __init__(self, stage: Backstage) -> None:
        self._stage = stage

    async def press(self, user_id: str, channel: str, ts: str, action_id: str) -> Outcome:
        """Press a button, or an option of a menu by its value, on a message as it stands now.

        A message that only this person sees counts too.
        """
        message = self._visible(user_id, channel, ts)
        if message is None:
            return Outcome(ok=False, note=GONE)
        pressed = pressable(message.blocks, action_id)
        if pressed is None:
            return Outcome(ok=False, note=NO_BUTTON)
        trigger = self._stage.triggers.give(user_id)
        return await self._hand_over(
            payloads.press_on_message(self._stage, user_id, message, pressed, trigger), trigger
        )

    async def press_in_view(self, user_id: str, view_id: str, action_id: str, values: Mapping[str, Value]) -> Outcome:
        """Press a button in an open modal or on the home tab, with `values` filled in so far."""
        home = self._stage.workspace.homes.get(user_id)
        view = home if home and home.id == view_id else self._stage.workspace.modal(view_id)
        if view is None:
            return Outcome(ok=False, note=GONE)
        pressed = pressable(view.blocks, action_id)
        if pressed is None:
            return Outcome(ok=False, note=NO_BUTTON)
        trigger, state = self._stage.triggers.give(user_id), filled(view.blocks, values)
        block, element = pressed
        chosen = {
            k: v for k, v in state.get(block["block_id"], {}).get(element["action_id"], {}).items() if k != "type"
        }
        pressed = block, element | chosen
        return await self._hand_over(payloads.press_in_view(self._stage, view, state, pressed, trigger), trigger)

    async def shortcut(self, user_id: str, channel: str, ts: str, callback_id: str) -> Outcome:
        """Run a shortcut from a message's menu."""
        message = self._stage.workspace.message(channel, ts)
        if message is None:
            return Outcome(ok=False, note=GONE)
        trigger = self._stage.triggers.give(user_id)
        payload = payloads.message_shortcut(self._stage, user_id, message, callback_id, trigger)
        return await self._hand_over(payload, trigger)

    async def submit(self, user_id: str, view_id: str, values: Mapping[str, Value]) -> SubmitOutcome:
        """Fill in a modal and send it. What the client refuses by itself never reaches the bot.

        A choice that the bot wants to hear of at once is told first, as the client does while the modal is being filled.
        """
        await self._choose(user_id, view_id, values)
        view = self._stage.workspace.modal(view_id)
        if view is None or view.user_id != user_id:
            return SubmitOutcome(ok=False, errors={}, closed=True, note=GONE)
        state = filled(view.blocks, values)
        refused = complaints(view.blocks, state)
        if refused:
            return SubmitOutcome(ok=False, errors=refused, closed=False, note=NOT_SENT)
        payload = payloads.submission(self._stage, view, state, self._stage.triggers.give(user_id))
        receipt = await self._stage.courier.send(Parcel("interactive", payload))
        if not receipt.ok:
            return SubmitOutcome(ok=False, errors={}, closed=False, note=receipt.reason)
        return self._answered(view, receipt.answer or {})

    async def _choose(self, user_id: str, view_id: str, values: Mapping[str, Value]) -> None:
        view = self._stage.workspace.modal(view_id)
        if view is None or view.user_id != user_id:
            return
        for block_id, action_id in told_at_once(view.blocks, values):
            now = self._stage.workspace.modal(view_id)
            if now and block_id in {block["block_id"] for block in now.blocks}:
                known = {key: value for key, value in values.items() if has_field(now.blocks, key)}
                await self.press_in_view(user_id, view_id, action_id, known)

    async def close_view(self, view_id: str) -> bool:
        """Close a modal by its X; the bot is told if it asked for that. False when it was not open."""
        view = self._stage.workspace.modal(view_id)
        if view is None:
            return False
        self._stage.workspace.close_modals_from(view)
        if view.content.get("notify_on_close"):
            await self._stage.courier.send(Parcel("interactive", payloads.closing(self._stage, view, everything=False)))
        return True

    async def command(self, user_id: str, channel: str, command: str, text: str) -> Json | None:
        """Run a slash command; the bot's answer, `{}` for a bare acknowledgement, None when it failed."""
        fields = payloads.slash_command(self._stage, user_id, channel, command, text)
        receipt = await self._stage.courier.send(Parcel("slash_commands", fields))
        if not receipt.ok:
            return None
        told = receipt.answer or {}
        return told if not told or self._shown(user_id, channel, told) else None

    async def _hand_over(self, payload: Json, trigger: str) -> Outcome:
        receipt = await self._stage.courier.send(Parcel("interactive", payload))
        return Outcome(receipt.ok, self._stage.triggers.view_of(trigger), receipt.reason)

    def _visible(self, user_id: str, channel: str, ts: str) -> SimMessage | None:
        own = self._stage.workspace.ephemerals.get(user_id, [])
        found = self._stage.workspace.message(channel, ts) or next(
            (message for message in own if message.ts == ts), None
        )
        return None if found is None or found.subtype == TOMBSTONE else found

    def _shown(self, user_id: str, channel: str, told: Json) -> bool:
        place = Place(user_id, channel, "", self._stage.clock.now() + timedelta(minutes=1))
        try:
            answer(self._stage, place, Arguments(told))
        except SlackError:
            return False
        return True

    def _answered(self, view: View, told: Json) -> SubmitOutcome:
        """What the client does with the bot's answer to a modal that was sent."""
        action = told.get("response_action")
        if action == "errors":
            return _with_errors(view, told.get("errors"))
        try:
            self._follow(view, action, told.get("view"))
        except SlackError as error:
            return SubmitOutcome(ok=False, errors={}, closed=False, note=f"{BAD_ANSWER}: {error.code}")
        return SubmitOutcome(ok=True, errors={}, closed=self._stage.workspace.modal(view.id) is None)

    def _follow(self, view: View, action: str | None, content: Json | None) -> None:
        workspace = self._stage.workspace
        shown = workspace.modal(view.id)
        if shown is None:
            return
        if action == "update":
            workspace.change_view(shown, checked_view(content, workspace.stamps))
        elif action == "push":
            workspace.push_modal(view.user_id, checked_view(content, workspace.stamps))
        elif action == "clear":
            workspace.close_modals_from(workspace.modals[view.user_id][0])
        else:
            workspace.close_modals_from(shown)


def _with_errors(view: View, errors: object) -> SubmitOutcome:
    inputs = {str(block["block_id"]) for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        return SubmitOutcome(ok=False, errors={}, closed=False, note=BAD_ANSWER)
    return SubmitOutcome(ok=False, errors={str(block): str(words) for block, words in errors.items()}, closed=False)
