"""The municipality's own texts for citizens: what can be read and is surely not meant."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from handlers.checking.found import SETTINGS, Found, finding
from handlers.commands.common import Words

if TYPE_CHECKING:
    from bot.municipality.shape import Municipality

PROMISES, TIME = ("holding", "extension"), "{frist}"  # the published text is the promise, so it must say until when
HELP, DUTY = ("emergency", "self_harm"), "{vakttelefon}"
MARKS = re.compile(r"</?[^\W\d]\w*\s*/?>|\[[^\W\d]\w*\]")  # <navn>, [navn], <br>: what other programs fill in or read


def rooms(municipality: "Municipality") -> dict[str, Mapping[str, Mapping[str, str]]]:
    """Where texts of one's own may stand: for all pages and for each; by language, then by key."""
    of_pages = {f"pages.{key}.texts": page.texts for key, page in municipality.pages.items()}
    return {"texts": municipality.texts, **of_pages}


def of_texts(municipality: "Municipality", words: Words) -> Iterator[Found]:
    """Each text that would fail, or be read in another way than it was meant."""
    for room, texts in rooms(municipality).items():
        for language, own in texts.items():
            for key, text in own.items():
                yield from _of_text(f"{room}.{language}.{key}", key, text, words)


def _of_text(where: str, key: str, text: str, words: Words) -> Iterator[Found]:
    if not text.strip():
        yield finding(SETTINGS, "text_empty", words, "texts", where=where)
    elif key.startswith(PROMISES) and TIME not in text:
        yield finding(SETTINGS, "text_without_time", words, "promising", where=where, missing=TIME)
    elif key.startswith(HELP) and DUTY not in text and not re.search(r"\d{3}", text):
        yield finding(SETTINGS, "text_without_number", words, "emergencies", where=where, missing=DUTY)
    if mark := MARKS.search(text):
        yield finding(SETTINGS, "text_marks", words, "marks", where=where, text=mark[0], example="{navn}")
