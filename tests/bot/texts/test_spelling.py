"""Our own words are spelt as the free Norwegian dictionaries spell them. Needs `hunspell` and `hunspell-no` from the system's
packages, and no network; a machine without them says so by leaving these tests out.
"""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE, HOUSE = Path(__file__).parent, Path(__file__).parents[3]
DICTIONARIES = Path("/usr/share/hunspell")
FORMS = [("nb", "brukerveiledning"), ("nn", "brukarrettleiing")]
NOT_PROSE = re.compile(r"\{[^}]*\}|`[^`]*`|https?://\S+|/svarvakt(?: \S+)?|\]\([^)]*\)|@\S+ \S+")

needs_dictionaries = pytest.mark.skipif(
    not (shutil.which("hunspell") and (DICTIONARIES / "nn_NO.dic").exists() and (DICTIONARIES / "nb_NO.dic").exists()),
    reason="hunspell or hunspell-no is not installed",
)


@needs_dictionaries
@pytest.mark.parametrize(("form", "guide"), FORMS)
def test_texts_and_guides_are_spelt_as_the_dictionary_says(form: str, guide: str) -> None:
    ours = words("\n".join(strings(tomllib.loads((HOUSE / f"bot/texts/{form}.toml").read_text(encoding="utf-8")))))
    guides = words((HOUSE / f"docs/{guide}.md").read_text(encoding="utf-8"))

    assert unknown(ours | guides, form) - known(form) == set()


@needs_dictionaries
@pytest.mark.parametrize(("form", "word"), [("nb", "ikkje"), ("nn", "ikke"), ("nn", "kommunetorgen")])
def test_a_word_of_the_other_form_and_a_slip_are_seen(form: str, word: str) -> None:
    assert unknown({word}, form) == {word}


def words(text: str) -> set[str]:
    """The words of a text without placeholders, commands and links."""
    return set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", NOT_PROSE.sub(" ", text)))


def strings(table: Any) -> Iterator[str]:
    """All sentences of a text file."""
    if isinstance(table, str):
        yield table
    elif isinstance(table, dict):
        yield from (sentence for value in table.values() for sentence in strings(value))
    elif isinstance(table, list):
        yield from (sentence for value in table for sentence in strings(value))


def unknown(these: set[str], form: str) -> set[str]:
    """The words that the dictionary of a form does not know."""
    command = ["hunspell", "-d", f"{form}_NO", "-i", "utf-8", "-l"]
    listed = subprocess.run(  # noqa: S603 - our own words
        command, input="\n".join(sorted(these)), capture_output=True, text=True, check=True
    )
    return set(listed.stdout.split())


def known(form: str) -> set[str]:
    """Names, English words and compounds that are right, and that the dictionary does not have."""
    return set((HERE / f"known_words.{form}.txt").read_text(encoding="utf-8").split())
