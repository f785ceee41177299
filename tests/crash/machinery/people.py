"""Impatient people: they press again after an error and when nothing seems to happen, but look at the card first.

A press whose acknowledgement was lost may have worked. So nobody here trusts an outcome; everybody goes by what stands
in the channel and on the page.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from functools import partial

from sandbox.server import Sandbox
from sandbox.slack.state.values import SimMessage
from tests.chats import choices, fields, written
from tests.crash.machinery.asked import PICTURE, Kind, Question
from tests.crash.machinery.replicas import Replicas
from tests.listed import is_list
from tests.town import ANNE, CHANNEL, JONAS, OLA, buttons, shown, staff_chat

PATIENCE_SECONDS = 0.7  # real; then one presses again
LOOK_SECONDS = 0.03
LONGEST_SECONDS = 240.0  # since the last kill; what is lost stays lost, so there is no hurry to say so


class Stuck(Exception):
    """The story does not go on; `args[0]` says where."""


class People:
    """Citizens, desk and experts. Each colleague does one thing at a time."""

    def __init__(self, sandbox: Sandbox, program: Replicas) -> None:
        self._program = program
        self._facebook = sandbox.facebook
        self._slack = staff_chat(sandbox)
        self._hands: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._cards: dict[str, str] = {}

    async def play(self, question: Question) -> None:
        """Play a question to its end; where that is not reached, note in `stuck` how far it came."""
        stories = {
            Kind.ASKED: self._asked,
            Kind.WRITTEN: self._written,
            Kind.RETHOUGHT: self._rethought,
            Kind.MESSAGE: self._by_message,
            Kind.CLOSED: self._closed,
            Kind.PRIVATE: self._privately,
            Kind.PICTURED: self._pictured,
            Kind.FORGOTTEN: self._forgotten,
        }
        try:
            await stories[question.kind](question)
        except Stuck as where:
            question.stuck = str(where)

    # --- the stories

    async def _asked(self, question: Question) -> None:
        await self._forgotten(question)
        await self._expert_says(question, question.reply)
        await self._publish(question, JONAS)

    async def _forgotten(self, question: Question) -> None:
        self._comment(question)
        await self._until("asked", lambda: self._says(question, "Venter på svar fra"), lambda: self._ask(question))
        await self._until("holding reply", lambda: bool(self._facebook.replies_by_page(question.id)))

    async def _written(self, question: Question) -> None:
        self._comment(question)
        await self._until("written", lambda: self._is_published(question), lambda: self._write(question))

    async def _rethought(self, question: Question) -> None:
        self._comment(question)
        await self._expert_says(question, question.first_reply)
        await self._expert_says(question, question.reply)
        await self._publish(question, ANNE)

    async def _by_message(self, question: Question) -> None:
        question.id = self._facebook.message("main", question.citizen, question.words)
        await self._expert_says(question, question.reply)
        await self._publish(question, JONAS)

    async def _closed(self, question: Question) -> None:
        self._comment(question)
        await self._until("closed", lambda: self._says(question, "Avsluttet uten svar"), lambda: self._close(question))

    async def _privately(self, question: Question) -> None:
        self._comment(question)
        told = partial(self._says, question, "Vist videre i en privat melding av")
        await self._until("told alone", told, lambda: self._tell_alone(question))

    async def _pictured(self, question: Question) -> None:
        self._comment(question)
        await self._expert_says(question, question.reply, PICTURE)
        await self._until("published", lambda: self._is_published(question), lambda: self._choose_picture(question))

    # --- what each of them does

    def _comment(self, question: Question) -> None:
        has_photo = question.kind is Kind.PICTURED
        question.id = self._facebook.comment("main", question.citizen, question.words, photo=has_photo)

    async def _expert_says(self, question: Question, words: str, picture: bytes = b"") -> None:
        await self._until("card", lambda: self._card(question) is not None)
        card = self._card(question)
        if card and picture:
            await self._slack.share(OLA, CHANNEL, card.ts, words, file="kart.png", content=picture)
        elif card:
            await self._slack.say(OLA, CHANNEL, words, thread_ts=card.ts)

    async def _publish(self, question: Question, by: str) -> None:
        await self._until("published", lambda: self._is_published(question), lambda: self._say_yes(question, by))

    async def _say_yes(self, question: Question, by: str) -> None:
        """Press [Publiser] on the proposal, if it stands there with the expert's last words."""
        for message in self._thread(question):
            if "publish" in buttons(message) and question.reply in shown(message):
                question.approved.append(shown(message))
                await self._slack.press(by, CHANNEL, message.ts, "publish")

    async def _choose_picture(self, question: Question) -> None:
        """Open the proposal's form, choose the expert's picture, read the text with its line, and send it."""
        proposals = (message for message in self._thread(question) if "edit" in buttons(message))
        proposal = next((one for one in proposals if question.reply in shown(one)), None)
        button = proposal.button("edit") if proposal else None
        if proposal is None or button is None:
            return
        async with self._hands[ANNE]:
            await self._slack.press(ANNE, CHANNEL, proposal.ts, button[0])
            view = self._slack.view_of(ANNE)
            theirs = [value for label, value in choices(view).items() if label.startswith("Fra Ola")] if view else []
            if view and theirs and question.words in shown(view):
                await self._slack.submit(ANNE, view.id, {"picture": theirs[0], "alt": question.drawn})
            await self._read_and_send(question)

    async def _read_and_send(self, question: Question) -> None:
        """Send the text that stands in the form by now, if the picture's line is in it; then look at no form any more."""
        if (view := self._slack.view_of(ANNE)) and question.drawn in (text := written(view).get("text", "")):
            question.approved.append(text)
            await self._slack.submit(ANNE, view.id, {})
        if open_yet := self._slack.view_of(ANNE):
            await self._slack.close_view(ANNE, open_yet.id)

    async def _write(self, question: Question) -> None:
        question.approved.append(question.written)
        await self._fill(question, ANNE, "answer", {"text": question.written})

    async def _tell_alone(self, question: Question) -> None:
        """Choose the private message in one form, read its text in the next, and send it."""
        card = self._card(question)
        button = card.button("redirect") if card else None
        if card is None or button is None:
            return
        async with self._hands[ANNE]:
            await self._slack.press(ANNE, CHANNEL, card.ts, button[0])
            told_how = {"kind": "redirect_private", "department": "nav"}
            view = self._slack.view_of(ANNE)
            if view and question.words in shown(view) and fields(view) >= set(told_how):
                await self._slack.submit(ANNE, view.id, told_how)
            text = self._slack.view_of(ANNE)
            if text and question.words in shown(text) and "text" in fields(text):
                question.approved.append(question.told_alone)
                await self._slack.submit(ANNE, text.id, {"text": question.told_alone})
            if open_yet := self._slack.view_of(ANNE):
                await self._slack.close_view(ANNE, open_yet.id)

    async def _ask(self, question: Question) -> None:
        await self._fill(question, ANNE, "ask", {"department": "teknisk", "holding": "holding"})

    async def _close(self, question: Question) -> None:
        await self._fill(question, JONAS, "close", {"reason": "thanks"})

    async def _fill(self, question: Question, by: str, action: str, values: dict[str, str]) -> None:
        """Press a button on the card, fill in the form that opens, and send it; once more if it did not go through."""
        card = self._card(question)
        button = card.button(action) if card else None
        if card is None or button is None:
            return
        async with self._hands[by]:
            await self._slack.press(by, CHANNEL, card.ts, button[0])
            view = self._slack.view_of(by)
            if view is None or question.words not in shown(view) or not fields(view) >= set(values):
                return
            await self.send(by, view.id, values)

    async def send(self, by: str, view_id: str, values: dict[str, str]) -> None:
        """Send a form; once more, if it did not go through or a text has to be read anew, and it still asks the same.

        Teams draws it as things stand by then: a holding reply that is out is no longer to be chosen.
        """
        is_taken = (await self._slack.submit(by, view_id, values)).closed
        if not is_taken and (still := self._slack.view_of(by)) and fields(still) >= set(values):
            await self._slack.submit(by, still.id, values)
        if open_yet := self._slack.view_of(by):
            await self._slack.close_view(by, open_yet.id)

    # --- what they see

    def _card(self, question: Question) -> SimMessage | None:
        known = self._cards.get(question.words)
        if known is None:
            others = set(self._cards.values())
            said = (m for m in self._slack.messages(CHANNEL) if not m.thread_ts and not is_list(m))
            new = (m for m in said if m.ts not in others)
            found = next((m for m in new if question.words in shown(m)), None)
            if found is not None:
                self._cards[question.words] = found.ts
            return found
        return self._slack.message(CHANNEL, known)

    def _thread(self, question: Question) -> list[SimMessage]:
        card = self._card(question)
        return self._slack.thread(CHANNEL, card.ts) if card else []

    def _says(self, question: Question, words: str) -> bool:
        card = self._card(question)
        return card is not None and words in shown(card)

    def _is_published(self, question: Question) -> bool:
        return self._says(question, "Publisert av")

    async def _until(
        self, what: str, seen: Callable[[], bool], do: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """Do it, and do it again whenever patience runs out, until it is seen to have happened."""
        began_at = time.monotonic()
        while not seen():
            is_late = time.monotonic() > max(began_at, self._program.killed_at) + LONGEST_SECONDS
            if is_late or self._program.fell:
                raise Stuck(what)
            if do:
                await do()
            await self._wait_for(seen)

    async def _wait_for(self, seen: Callable[[], bool]) -> None:
        look_until = time.monotonic() + PATIENCE_SECONDS
        while not seen() and time.monotonic() < look_until:  # noqa: ASYNC110 - looking is what people do
            await asyncio.sleep(LOOK_SECONDS)
