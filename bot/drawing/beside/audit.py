"""Who did what to a question, line by line, in the words of the house: for `svarvakt show` and for the form that shows it.

The history holds codes and ids only; what they mean stands in the texts. A code of an older program is shown as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.drawing.view import View
from bot.flow.asking.urgent import AGAIN, RAISED
from bot.flow.keeping.no_data import DATA_AGAIN, NO_DATA
from bot.ports.card import Quote
from bot.ports.form import Form
from bot.rules.reminders import NOTED
from bot.texts.wording import NoSuchText
from bot.work import House
from storage.tables import History

HISTORY = "history"
MOST = 40  # lines in a form; all of them are in `svarvakt show`
_VERSION = re.compile(r"(?:answer|extension|holding) (\d+)( words)?")
_ROOMS = {  # what happened → where the reasons for it have their words
    "close": "close",
    "hide": "moderation",
    "delete": "moderation",
    "take_down": "take_down",
    "redirect": "redirect",
    "erase": "history.erased",
    "stop": "",
}
ALARMS = frozenset({RAISED, AGAIN})
KINDS = frozenset({NO_DATA, DATA_AGAIN})  # what their detail names are kinds of finds


@dataclass(frozen=True)
class Line:
    """One thing that happened: when, who did it (in words), what it was, and how the question stood before and after."""

    at: datetime
    who: str
    what: str
    way: str

    @property
    def words(self) -> str:
        """What happened, in one line."""
        return f"{self.what} ({self.way})" if self.way else self.what


def audit(house: House, history: Sequence[History]) -> list[Line]:
    """Every line of a question's history in words, oldest first."""
    return [Line(line.at, _who(house, line), _what(house, line), _way(house, line)) for line in history]


def history_form(view: View, lines: Sequence[Line]) -> Form:
    """Who did what to the question; it is only read."""
    last = lines[-MOST:]
    cut = view.say("history.cut", count=str(MOST), number=str(view.question.id)) if len(lines) > MOST else ""
    return Form(
        name=HISTORY,
        title=view.say("form.history.title"),
        submit="",
        cancel=view.say("form.whole.close"),
        subject=view.value(),
        quotes=tuple(Quote(f"{view.clock(line.at)} · {line.who}", line.words) for line in last),
        body=cut,
    )


def _who(house: House, line: History) -> str:
    if line.who_name or line.who_id:
        return line.who_name or house.name_of(line.who_id) or line.who_id
    by_citizen = line.what in ("arrive", "write_again", "withdraw", "rewrite", "remark_gone", "thanked")
    return house.say("history.by_citizen" if by_citizen else "history.by_bot")


def _what(house: House, line: History) -> str:
    what = _said(house, f"history.what.{line.what}") or line.what
    detail = _detail(house, line)
    return f"{what}: {detail}" if detail else what


def _detail(house: House, line: History) -> str:
    """The code behind what happened, in words; what no person needs is left out."""
    detail = line.detail
    if found := _VERSION.fullmatch(detail):
        return house.say("history.text_edited" if found[2] else "history.text", number=found[1])
    if line.what in ALARMS or line.what.startswith(NOTED):  # it names words, a time or a promise for the ledger alone
        return ""
    if detail.startswith("pass "):
        return house.say("history.found_by_reading")
    if line.what == "give":
        return house.name_of(detail) or detail
    if line.what == "mark":
        flag, _, reason = detail.partition(" ")
        return " · ".join(filter(None, (_said(house, f"form.archive.{flag}"), _said(house, f"archive.{reason}"))))
    if line.what in KINDS:
        return ", ".join(_said(house, f"find.{kind}") or kind for kind in detail.split())
    if (department := house.municipality.departments.get(detail)) is not None:
        return department.name
    room = _ROOMS.get(line.what)
    return (_said(house, ".".join(filter(None, (room, detail)))) if room is not None and detail else "") or detail


def _way(house: House, line: History) -> str:
    if line.from_state == line.to_state or not line.from_state:
        return ""
    states = [_said(house, f"state_short.{state}") or state for state in (line.from_state, line.to_state)]
    return " → ".join(states)


def _said(house: House, key: str) -> str:
    try:
        return house.say(key)
    except NoSuchText:
        return ""
