"""More words in a text that somebody has changed: they stand where they were said, as far as that place is there."""

from datetime import UTC, datetime

import pytest

from bot.flow.answering.public_words import put_in
from storage.tables import Question

QUESTION = Question(
    page="main",
    kind="comment",
    thread_id="1",
    last_id="1",
    language="nb",
    asked_at=datetime(2026, 2, 9, tzinfo=UTC),
)
ABOVE, BELOW, ADDED = "Toget går klokka tolv. Det står på stasjonen.", "Vognene er varme.", "Barn betaler 60 kroner."


@pytest.mark.parametrize(
    ("text", "earlier", "later", "expected", "is_placed"),
    [
        # the words said after it stand there
        (f"Hei!\n{BELOW}\nHilsen Anne", [ABOVE], [BELOW], f"Hei!\n{ADDED}\n{BELOW}\nHilsen Anne", True),
        # only a sentence of those said before it does
        (
            "Hei! Toget går klokka tolv. Kom gjerne.\nHilsen Anne",
            [ABOVE],
            [BELOW],
            f"Hei! Toget går klokka tolv.\n{ADDED}\nKom gjerne.\nHilsen Anne",
            True,
        ),
        # neither does
        ("Hei! Velkommen.\nHilsen Anne", [ABOVE], [BELOW], f"Hei! Velkommen.\n{ADDED}\nHilsen Anne", False),
        # nothing was said after it: its place is the end
        ("Hei! Velkommen.\nHilsen Anne", [ABOVE], [], f"Hei! Velkommen.\n{ADDED}\nHilsen Anne", True),
    ],
)
def test_they_stand_where_they_were_said(
    text: str, earlier: list[str], later: list[str], expected: str, *, is_placed: bool
) -> None:
    assert put_in(QUESTION, text, ADDED, earlier, later) == (expected, is_placed)
