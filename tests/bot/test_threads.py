"""What a thread shows beside what is known of it: only what differs is news, and nothing is believed deleted too soon."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.ports.calls import words_hash
from bot.ports.happenings import Said, Unsaid
from bot.threads import changes
from storage.tables import Question, Remark

NOW = datetime(2026, 2, 9, 12, 0, tzinfo=UTC)
QUESTION = Question(id=1, channel="C1", card_id="10")


def said(id: str = "11", text: str = "Klokka ti.") -> Said:
    return Said("C1", "10", id, "U0OLA00001", text, NOW - timedelta(hours=1))


def remark(**different: object) -> Remark:
    usual = {
        "door": "chat",
        "external_id": "11",
        "thread_id": "10",
        "words_hash": words_hash("Klokka ti."),
        "written_at": NOW - timedelta(hours=1),
    }
    return Remark(**{**usual, **different})


@pytest.mark.parametrize(
    ("there", "known", "news"),
    [
        ([said()], [remark()], []),
        ([said()], [], [said()]),
        ([said(text="Klokka elleve.")], [remark()], [said(text="Klokka elleve.")]),
        ([], [remark()], [Unsaid("C1", "11", NOW)]),
        ([], [remark(gone_at=NOW)], []),  # known to be deleted
        ([said()], [remark(gone_at=NOW, words_hash="")], []),  # and still listed
        ([], [remark(written_at=NOW - timedelta(seconds=20))], []),  # lists lag behind
        ([], [remark(thread_id="9")], []),  # it stood under a card that was posted anew since
        ([], [remark(thread_id="")], []),  # from before threads were noted
        ([], [remark(door="page")], []),
    ],
)
def test_only_what_differs_is_news(there: list[Said], known: list[Remark], news: list[Said | Unsaid]) -> None:
    assert changes(QUESTION, there, known, NOW) == news
