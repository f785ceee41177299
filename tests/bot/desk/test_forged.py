"""Buttons and forms that nobody drew: whatever they carry, they change nothing, and whoever sent them has an answer."""

from itertools import cycle

import pytest

from bot.desk import collected_list, pressing
from bot.desk.office import Office
from bot.desk.steps.table import STEPS
from bot.ports.calls import FieldErrors, OpenForm, Press, Submission, Told
from storage import history
from tests.bot.desk.test_roles import ANNE, asked, question_of

JUNK = (
    "",
    "0",
    "-1",
    "x",
    "12:",
    "٣",
    "9" * 30,
    "1.1.1.zzz",
    "2026-13-99T99:99",
    "\u202e",
    "'; DROP TABLE question;--",
)
BUTTONS = (*pressing._OF_NO_CARD, *pressing._AT_ONCE, *pressing._DECIDES, "publish", "take", "edit", "whole", "junk")
NOT_OURS = ("junk", "__class__", "answer:", "")
FORMS = (*STEPS, collected_list.NAME, *NOT_OURS)
UNHARMED = {"arrive", "take", "release", "unmask", "reopen"}  # what a button without a detail does, and may do


@pytest.mark.parametrize("button", BUTTONS)
async def test_a_forged_button_has_an_answer_and_puts_nothing_on_its_way(office: Office, button: str) -> None:
    number = await asked(office)

    for junk in JUNK:
        for value in (junk, f"{number}:{junk}", f"{number}:{junk}:{junk}"):
            await office.press(Press(button, value, ANNE, "Anne Berg", "", "", "", "k"))

    question = await question_of(office, number)
    assert question.state in ("new", "taken")


@pytest.mark.parametrize("form", FORMS)
async def test_a_forged_form_has_an_answer_and_puts_nothing_on_its_way(office: Office, form: str) -> None:
    number = await asked(office)
    fields = (
        "text",
        "reason",
        "kind",
        "department",
        "until",
        "way",
        "then",
        "holding",
        "colleague",
        "flag",
        "questions",
    )

    subjects = (*JUNK, *(f"{number}:{junk}:{junk}" for junk in JUNK), *(f"{number}::{junk}" for junk in JUNK))

    for count, (subject, junk) in enumerate(zip(subjects, cycle((*JUNK[1:], "personal_data")), strict=False)):
        sent = Submission(form, subject, ANNE, "Anne Berg", f"{form}{count}", dict.fromkeys(fields, junk))
        reply = await office.submit(sent)
        assert isinstance(reply, FieldErrors | OpenForm | Told), (subject, junk, reply)

    async with office.database.read() as session:
        assert {line.what for line in await history.of_question(session, number)} <= UNHARMED
