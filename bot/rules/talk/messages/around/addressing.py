"""Whether words are spoken to a colleague by name, and what they are without the name."""

import re
from collections.abc import Collection

from bot.guard.patterns import regex
from bot.rules.talk.messages.asking import BREAK, HELLO

MENTION = regex(r"@[\w{}.-]+(?:\u00a0[\w.-]+)*")
_MENTIONS = regex(rf"(?:{MENTION.pattern}(?:[ ,:]+(?:(?:og|and)\s+(?=@))?|$))+")
_CALLED = regex(r"(?:(?:til|to|her|here)[\s,]+)?([^\W\d_]+)(?:\s+(?-i:[A-ZÆØÅ])[\w-]+)?[,:!]\s+", re.IGNORECASE)
_ASKED = regex(r"([^\W\d_]+)\s+(?=(?:du|kan du|har du|vet du|veit du|can you|could you|do you)\b)")
_AFTER_YES_OR_NO = regex(r"(ja|nei|jo|yes|no),?\s+([^\W\d_]+),\s+", re.IGNORECASE)  # «nei Per, det er ikke lov»
_IN_THE_MIDST = regex(rf"^(ja|nei|jo|yes|no),?\s+{MENTION.pattern}(?=[,.!:]\s)", re.IGNORECASE)  # «Ja @Anne, på nett»
_LAST = regex(r",\s+([^\W\d_]+)[\s\W]*$")


def without_address(text: str, names: Collection[str]) -> tuple[str, bool]:
    """The words without a colleague's name in front, and whether the message is spoken to one. `names` are in small letters."""
    after_hello = HELLO.sub("", text)
    if mention := _MENTIONS.match(after_hello):
        return after_hello[mention.end() :].strip(), True
    called = _CALLED.match(after_hello) or _ASKED.match(after_hello)
    if called and called[1].casefold() in names:
        return after_hello[called.end() :].strip(), True
    text = _IN_THE_MIDST.sub(r"\1", text)
    spoken_to = _AFTER_YES_OR_NO.match(text)
    if spoken_to and spoken_to[2].casefold() in names:
        return f"{spoken_to[1]}, {text[spoken_to.end() :]}", False
    last = _LAST.search(text)
    return text, bool(last and last[1].casefold() in names)


def asked_by_name(text: str, names: Collection[str]) -> str:
    """The colleague who is asked something by her bare name, in small letters; whom the chat itself calls is left out."""
    parts = [part.strip() for part in BREAK.split(HELLO.sub("", text)) if part]
    for said in (one for part in parts for one in (part, part.partition(", ")[2])):
        called = _CALLED.match(said) or _ASKED.match(said) or _LAST.search(said)
        if called and called[1].casefold() in names and "?" in text and not MENTION.search(said):
            return called[1].casefold()
    return ""


def without_name_after(text: str, names: Collection[str]) -> str:
    """«Du kan svare at den henger i gangen, Anne» without the name."""
    before, _, last = text.rpartition(",")
    return before if before and last.strip(" .!").casefold() in names else text
