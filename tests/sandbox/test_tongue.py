"""What the demo page says itself has its English, word for word the list that it reads; nothing is said past the list."""

import json
import re
from pathlib import Path

from sandbox.catalogue import catalogue, groups

PAGE = Path(__file__).parents[2] / "sandbox" / "page"
OWN = ("guide_words.js", "english.js")  # the guide has both tongues side by side
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
SAID = re.compile(r'say\(\s*"((?:[^"\\\n]|\\.)*)"')
PLACEHOLDER = re.compile(r"\{\w+\}")
TABLES = re.compile(
    r"^const (?:PROBLEMS|WORDS|ROLES|DEPARTMENTS|GROUPS|HOW_\w+|NOT_TAKEN) = .*?;\n", re.MULTILINE | re.DOTALL
)
EXAMPLES = re.compile(r"^const EXAMPLES = .*?;\n", re.MULTILINE | re.DOTALL)  # what a citizen of Solvik asks
CODE = {"front_desk", "expert", "manager", "none", "once", "while", "always"}


def english() -> dict[str, str]:
    """The list, read as the page reads it."""
    text = (PAGE / "words" / "english.js").read_text(encoding="utf-8").partition("ENGLISH = {")[2].rpartition("};")[0]
    lines = re.sub(r"^ *//.*$", "", text, flags=re.MULTILINE)
    quoted = re.sub(r"^( *)([^\W\d]\w*):", r'\1"\2":', lines, flags=re.MULTILINE)
    found: dict[str, str] = json.loads("{" + quoted.strip().rstrip(",") + "}")
    return found


def scripts() -> str:
    """What the page's scripts hold, without comments and without what citizens ask."""
    files = [file for file in sorted(PAGE.rglob("*.js")) if file.name not in OWN]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return EXAMPLES.sub("", re.sub(r"^ *(?://|/?\*).*$|(?<=[;,{]) // .*$", "", text, flags=re.MULTILINE))


def test_whatever_the_page_says_has_its_english_and_nothing_else_has() -> None:
    text = scripts()
    listed = {words for table in TABLES.findall(text) for words in LITERAL.findall(table)} - CODE - {"1", "0.5", "0.2"}

    assert set(english()) == set(SAID.findall(text)) | {words for words in listed if words not in {"Facebook", "Slack"}}


def test_no_norwegian_stands_past_the_list() -> None:
    written = [*LITERAL.findall(scripts()), *re.findall("`([^`]*)`", scripts())]
    past = {words for words in written if re.search("[æøåÆØÅ]", LITERAL.sub("", words))} - set(english())

    assert past == set()


def test_both_tongues_have_the_same_placeholders() -> None:
    different = {
        words
        for words, said in english().items()
        if sorted(PLACEHOLDER.findall(words)) != sorted(PLACEHOLDER.findall(said))
    }

    assert different == set()


def test_every_fault_and_heading_has_its_english() -> None:
    assert all(fault.english["title"] and fault.english["words"] for fault in catalogue().values())
    assert all(title and said for title, said in groups().values())
