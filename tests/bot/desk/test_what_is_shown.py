"""Whatever is changed in a form, in whatever order: what goes out is the text that was shown last, to the character."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.desk.office import Office
from bot.flow.answering import publish
from bot.flow.asking import arrive
from bot.ports.calls import Done, FieldErrors, OpenForm, Press, Submission
from bot.ports.form import CheckField, ChoiceField, Field, Form
from bot.ports.happenings import Kind, Wrote
from bot.ports.page import Published
from bot.rules.rights import rights_of
from bot.texts.wording import Wording
from bot.work import House
from storage import questions
from storage.database import Database
from storage.engine import schema
from storage.tables import Answer
from tests.bot.solvik import solvik
from tests.town import ANNE

MONDAY = datetime(2026, 2, 9, 9, 0, tzinfo=UTC)
WORDS = ("Hei! Svaret er ja.", "Ring oss på 61 01 20 00.\n\nHilsen oss", "Se https://solvik.example/a  (to mellomrom)")
BUTTONS = ("answer", "ask", "holding", "redirect", "extend", "ready_text", "clarify", "hide_and_redirect")
MOST_STEPS = 12
SENDINGS = 4  # until somebody who changes nothing more has been shown everything and is through

numbers = count(1)
change = st.tuples(st.just("change"), st.integers(0, 9), st.integers(0, 99))
step = st.one_of(change, change, st.just(("send", 0, 0)), st.just(("time", 0, 0)), st.just(("news", 0, 0)))


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = MONDAY

    def now(self) -> datetime:
        return self.moment

    async def sleep_until(self, moment: datetime, *, wake: asyncio.Event | None = None) -> None:
        del wake
        self.moment = max(self.moment, moment)


@dataclass
class Desk:
    """An office with nobody outside, and one person at it."""

    office: Office
    clock: Clock
    run: asyncio.Runner

    async def asked(self) -> int:
        """Kari asks something new; the question's number."""
        comment = f"5_{next(numbers)}"
        await self._writes(comment, "Når hentes glasset i Skogveien?")
        async with self.office.database.read() as session:
            remark = await questions.remark_by_id(session, "page", "main", comment.partition("_")[2])
        assert remark is not None
        assert remark.question_id is not None
        return remark.question_id

    async def _writes(self, comment: str, text: str) -> None:
        wrote = Wrote("100", Kind.COMMENT, comment, text, self.clock.now(), comment, "Kari Holm", post_id="100_9")
        async with self.office.work() as work:
            await arrive.wrote(work, "main", wrote, MONDAY - timedelta(days=1))

    async def hears_more(self, question_id: int) -> None:
        """Somebody adds something to the question."""
        async with self.office.work() as work:
            message = f"more{next(numbers)}"
            remark, _ = await questions.remember(work.session, "chat", "C", message, message)
            remark.question_id, remark.author, remark.text, remark.words_hash = question_id, "expert", "Vent!", message
            work.session.add(remark)

    async def promises(self, question_id: int) -> None:
        """Anne promises an answer, and the promise is published."""
        form = await self.press(question_id, "holding")
        assert form is not None
        assert await self.send(Filling(form)) is None
        async with self.office.work() as work:
            question = await work.question(question_id)
            (answer,) = await questions.answers_of(work.session, question_id)
            await publish.published(work, question, answer, Published(f"5_{next(numbers)}", ""))

    async def press(self, question_id: int, button: str) -> Form | None:
        """The form behind a button; None when there is none now."""
        reply = await self.office.press(Press(button, str(question_id), ANNE, "Anne Berg", "", "", "", "k"))
        return reply.form if isinstance(reply, OpenForm) else None

    async def send(self, filling: "Filling") -> "Filling | None":
        """Send a form: None when it had its effect, else what stands there now."""
        reply = await self.office.submit(filling.as_submission())
        if isinstance(reply, OpenForm):
            return Filling(reply.form)
        if isinstance(reply, FieldErrors):
            return filling
        assert isinstance(reply, Done)
        return None

    async def choose(self, filling: "Filling") -> "Filling":
        """Tell of a choice on which the form depends."""
        reply = await self.office.choose(filling.as_submission())
        return Filling(reply.form) if isinstance(reply, OpenForm) else filling

    async def went_out(self, question_id: int) -> list[Answer]:
        """What has been approved, or waits for a manager."""
        async with self.office.database.read() as session:
            found = await questions.answers_of(session, question_id)
        return [answer for answer in found if answer.state in ("approved", "waiting")]


@dataclass
class Filling:
    """A form in front of a person, and what stands in its fields."""

    form: Form
    values: dict[str, str | tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.values = {each.key: "" if isinstance(each, CheckField) else each.value for each in self.form.fields} | {
            each.key: tuple(choice.value for choice in each.choices)
            for each in self.form.fields
            if isinstance(each, CheckField)
        }

    def changed(self, at: int, to: int) -> Field:
        """Change one field; which it was."""
        one = self.form.fields[at % len(self.form.fields)]
        if isinstance(one, ChoiceField):
            self.values[one.key] = one.choices[to % len(one.choices)].value
        elif not isinstance(one, CheckField):
            self.values[one.key] = WORDS[to % len(WORDS)]
        return one

    def as_submission(self) -> Submission:
        """The form as it would be sent now."""
        return Submission(self.form.name, self.form.subject, ANNE, "Anne Berg", f"s{next(numbers)}", dict(self.values))

    def shown(self, house: House) -> str:
        """The public text that the person has before her; empty when nothing would go out."""
        if "text" in self.values:
            return str(self.values["text"])
        label = house.say(f"holding.{self.values.get('holding')}") if self.values.get("holding") else ""
        return next((quote.text for quote in self.form.quotes if label and quote.who == label), "")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for all tries."""
    address = f"sqlite:///{tmp_path_factory.mktemp('desk') / 'svarvakt.db'}"
    schema.upgrade(address)
    clock, municipality = Clock(), solvik()
    with asyncio.Runner() as run:
        database = Database(address)
        house = House(municipality, Wording(municipality.texts), rights_of(municipality, {}))
        yield Desk(Office(database, house, clock), clock, run)
        run.run(database.close())


@pytest.mark.parametrize("button", BUTTONS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(step, max_size=MOST_STEPS))
def test_what_was_shown_last_is_what_goes_out(desk: Desk, button: str, steps: list[tuple[str, int, int]]) -> None:
    shown, out = desk.run.run(_played(desk, button, steps))

    assert out == ([shown] if shown else [])


async def _played(desk: Desk, button: str, steps: list[tuple[str, int, int]]) -> tuple[str, list[str]]:
    """Play the steps, then send until it is through: the text shown last, and what went out of this form."""
    desk.clock.moment = MONDAY
    question = await desk.asked()
    if button == "extend":
        await desk.promises(question)
        desk.clock.moment += timedelta(days=1, hours=2)
    form = await desk.press(question, button)
    assert form is not None
    filling: Filling | None = Filling(form)
    for each in [*steps, *[("send", 0, 0)] * SENDINGS]:
        assert filling is not None
        seen = filling.shown(desk.office.house)
        filling = await _step(desk, question, filling, *each)
        if filling is None:
            return seen, [answer.text for answer in await desk.went_out(question)]
    return "", [answer.text for answer in await desk.went_out(question)]


async def _step(desk: Desk, question: int, filling: Filling, name: str, at: int, to: int) -> Filling | None:
    if name == "send":
        return await desk.send(filling)
    if name == "time":
        desk.clock.moment += timedelta(hours=5)
    elif name == "news":
        await desk.hears_more(question)
    elif isinstance(one := filling.changed(at, to), ChoiceField) and one.redraws and to % 2:
        return await desk.choose(filling)  # with an even number the chat's call was lost
    return filling
