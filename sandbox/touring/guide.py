"""Leads through the tour: the scenes, the clock, and the hands of citizens and colleagues. What comes of it is for the eyes."""

from collections.abc import Mapping
from datetime import datetime

from sandbox.people import Citizen, Colleague
from sandbox.server import Sandbox
from sandbox.touring.chats.chat import Form, Spoken, Value
from sandbox.touring.eyes import PAGE, Eyes, Unseen
from sandbox.touring.paper import Paper
from sandbox.touring.words import moment, words


class Guide(Eyes):
    """Eyes with hands."""

    def __init__(self, sandbox: Sandbox, paper: Paper, patience_seconds: float) -> None:
        super().__init__(sandbox, paper, patience_seconds)
        self.clock, self.faults = sandbox.clock, sandbox.faults

    def scene(self, key: str) -> None:
        """Begin a scene."""
        self.paper.scene(words(f"{key}.title"), moment(self.clock.now()))

    def move_clock(self, to: datetime) -> None:
        """Let time pass."""
        self.paper.clock(words("frame.clock", moment=moment(to)))
        self.clock.move_to(to)

    def comments(self, citizen: Citizen, text: str, *, under: str | None = None) -> str:
        """A citizen writes under the page's first post, or under a comment; the comment's id."""
        self.paper.deed(words("frame.writes", who=citizen.name), text)
        return self.facebook.comment(PAGE.key, citizen.id, text, parent_id=under)

    def messages(self, citizen: Citizen, text: str) -> None:
        """A citizen sends the page a message."""
        self.paper.deed(words("frame.messages", who=citizen.name), text)
        self.facebook.message(PAGE.key, citizen.id, text)

    async def says(self, colleague: Colleague, card: Spoken, text: str) -> None:
        """A colleague writes in a card's thread."""
        self.paper.deed(words("frame.says", who=colleague.name), text)
        await self.chat.says(colleague, card, text)
        self.figures.replied()

    async def presses(self, colleague: Colleague, message: Spoken, action: str) -> None:
        """A colleague presses a button on a message as it stands now."""
        button = words("frame.button")
        label = await self.waits(button, lambda: self._button(message, action)[1], lambda: self.thread(message))
        self.paper.deed(words("frame.press", who=colleague.name, button=label))
        self.figures.clicked(colleague.id)
        outcome = await self.chat.presses(colleague, message, self._button(message, action)[0])
        if not outcome.ok:
            raise Unseen(words("frame.pressed", who=colleague.name), outcome.note)

    async def form(self, colleague: Colleague, name: str) -> Form:
        """The form of this name that a colleague has open."""

        def opened() -> Form | None:
            form = self.chat.form(colleague)
            return form if form is not None and self.chat.is_called(form, name) else None

        return await self.waits(words("frame.opened", who=colleague.name), opened, lambda: self._open(colleague))

    async def fills(self, colleague: Colleague, name: str, values: Mapping[str, Value]) -> None:
        """A colleague fills in the open form and sends it."""
        form = await self.form(colleague, name)
        self.paper.deed(words("frame.fill", who=colleague.name, form=form.title))
        self.figures.clicked(colleague.id)
        sent = await self.chat.sends(colleague, form, values)
        if not sent.ok:
            raise Unseen(words("frame.submitted", who=colleague.name), "\n".join([sent.note, *sent.errors.values()]))

    def _button(self, message: Spoken, action: str) -> tuple[str, str]:
        current = self.chat.now(message)
        return (current.button(action) if current else None) or (action, "")

    def _open(self, colleague: Colleague) -> str:
        form = self.chat.form(colleague)
        return "\n".join([form.title, self.chat.read(form)]) if form else words("frame.nothing")
