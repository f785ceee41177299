"""What the desk publishes: an answer, or a question back to the citizen. The texts were written before the rule."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.flow.answering.public_words import asks_back
from bot.reading.language import detect

TEXTS: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("asked_back.toml").read_text(encoding="utf-8")
)
RIGHT = {"open": 12, "aside": 14}  # as measured; a change that lowers them is noticed


@pytest.mark.parametrize("kind", TEXTS)
def test_most_texts_are_read_right(kind: str) -> None:
    right = [text for text in TEXTS[kind] if _asks(text["text"]) == text["asks"]]

    assert len(right) >= RIGHT[kind]


@pytest.mark.parametrize("kind", TEXTS)
def test_no_answer_is_taken_for_a_question(kind: str) -> None:
    assert not [text for text in TEXTS[kind] if _asks(text["text"]) and not text["asks"]]


def _asks(text: str) -> bool:
    return asks_back(text, "en" if detect(text, "nb") == "en" else "nb")
