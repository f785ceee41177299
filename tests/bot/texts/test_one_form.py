"""Where the norm allows two forms of a word, the texts and the guides of a language use one of them."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.bot.texts.test_spelling import FORMS, HOUSE, strings

HERE = Path(__file__).parent
NOT_SAID = re.compile(r"\{[^}]*\}|`[^`]*`|\S+@\S+|^\w+ = ")
LISTENED_FOR = "words"  # what people may write; the other forms belong there


@pytest.mark.parametrize(("form", "guide"), FORMS)
def test_a_word_has_one_form(form: str, guide: str) -> None:
    texts = tomllib.loads((HOUSE / f"bot/texts/{form}.toml").read_text(encoding="utf-8"))
    del texts["ui"]["list"][LISTENED_FOR], texts["signs"]
    said = [*strings(texts), *(HOUSE / f"docs/{guide}.md").read_text(encoding="utf-8").splitlines()]

    slips = [(pattern, ours, line) for line in said for pattern, ours in _forms(form).items() if _has(line, pattern)]
    assert slips == []


@pytest.mark.parametrize(
    ("form", "line"), [("nn", "Ho svarar også."), ("nn", "Det vart gjeve."), ("nb", "Sjekk fila.")]
)
def test_the_other_form_is_seen(form: str, line: str) -> None:
    assert any(_has(line, pattern) for pattern in _forms(form))


def _has(line: str, pattern: str) -> bool:
    return re.search(rf"\b(?:{pattern})\b", NOT_SAID.sub(" ", line), re.IGNORECASE) is not None


def _forms(form: str) -> dict[str, str]:
    """What is not written, as a pattern, and what is written in its place."""
    path = HERE / "one_form.toml"
    table: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))[form]
    return table
