"""The table of docs/slack-elements.md, row by row against the code."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.texts.wording import keys
from handlers.slack.hear.spoken import heard

PAGE = Path(__file__).parents[4] / "docs" / "slack-elements.md"
LINES = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][1:]
ROWS = [[cell.strip(" ") for cell in line.strip("|").split("|")] for line in LINES]
MET = (
    "struck",
    "inside",
    "person",
    "someone",
    "group",
    "call",
    "file",
    "picture",
    "table",
    "forwarded",
    "emoji",
    "other",
)


def message(cell: str) -> dict[str, Any]:
    """The message of a row: whole, or a sentence around the leaf."""
    given: dict[str, Any] = json.loads(cell.strip("`"))
    if "type" not in given:
        return given
    leaves = [{"type": "text", "text": "Se "}, given, {"type": "text", "text": " nå"}]
    return {"blocks": [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": leaves}]}]}


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_each_element_becomes_what_the_table_says(row: list[str]) -> None:
    """Text and codes, as printed."""
    found = heard(message(row[1]))

    assert " ".join(found.text.replace("\n", "⏎").split()) == " ".join(row[2].split())
    assert " ".join(found.left_out) == row[3]


def test_the_table_has_every_code_and_each_code_has_its_words() -> None:
    """No code without a row, and no row whose code the approver could not read."""
    told = {code for row in ROWS for code in row[3].split()}

    assert told | {"someone"} == set(MET)
    assert {f"left_out.{code}" for code in MET} <= set(keys("nb", "ui"))
