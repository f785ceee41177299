"""Teams' HTML as plain text that may be published elsewhere.

What no citizen can read is left out or written otherwise, and each such thing is told by a code, for
whoever approves, as for Slack. People are named by their id ("@<object id>"); the bot knows what they are called.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from bot.ports.happenings import Spoken
from bot.ports.showing import clean

_BLOCKS = {"p", "div", "br", "li", "tr", "blockquote", "h1", "h2", "h3", "h4", "pre", "ul", "ol", "table", "hr"}
_STRUCK = {"s", "strike", "del"}
_UNREAD = {"script", "style", "systemeventmessage", "head", "title"}
_VOID = {"br", "hr", "img", "input", "meta", "link"}
# Microdata tells a mention, a quote of an earlier message and a forwarded message from other elements of the same name.
_MICRODATA = {"span/mention": "at", "blockquote/reply": "quoted", "blockquote/forward": "forwarded"}
_INSIDE = re.compile(
    r"https://(?:teams\.microsoft\.com|teams\.cloud\.microsoft|[\w-]+\.sharepoint\.com)/", re.IGNORECASE
)
_BLANKS = re.compile(r"[ \t\r\f\v]+")


@dataclass
class _Open:
    """An element that is being read: its tag, where its words begin, where a link leads, and what it is to us."""

    tag: str
    begins: int
    href: str = ""
    role: str = ""


@dataclass(frozen=True)
class Mentioned:
    """Whom a piece of the text names: a person by object id (empty: not known), the bot itself, or a channel, team or tag."""

    person_id: str = ""
    is_bot: bool = False
    is_group: bool = False


@dataclass
class _Reader(HTMLParser):
    """Walks through the elements once; knows nothing of a message but its HTML and whom it mentions, in order."""

    mentioned: Mapping[str, Mentioned]
    parts: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)
    _items: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "br":
            self.parts.append("\n")
        elif tag in _BLOCKS:
            self._break()
        if tag in ("ol", "ul"):
            self._items.append(_first_number(given) if tag == "ol" else 0)
        self._opens(tag, given)
        if tag not in _VOID:
            known_by = given.get("href", "") or given.get("id", "") or given.get("itemid", "")
            self._stack.append(_Open(tag, len(self.parts), known_by, _role(tag, given)))

    def _opens(self, tag: str, given: Mapping[str, str]) -> None:
        """What an element shows before its own words."""
        if tag == "li":
            self.parts.append(self._bullet())
        elif tag == "img":
            self._picture(given)
        elif tag == "table":
            self.codes.append("table")
        elif tag in ("td", "th") and self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append(" – ")
        elif tag == "emoji":
            self.parts.append(given.get("alt", ""))

    def handle_endtag(self, tag: str) -> None:
        at = next((n for n in range(len(self._stack) - 1, -1, -1) if self._stack[n].tag == tag), None)
        if at is None:
            return
        element = self._stack[at]
        del self._stack[at:]
        self._close(element)
        if tag in ("ol", "ul") and self._items:
            self._items.pop()
        if tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if any(element.tag in _UNREAD for element in self._stack):
            return
        keeps_lines = any(element.tag == "pre" for element in self._stack)
        self.parts.append(data if keeps_lines else _BLANKS.sub(" ", data.replace("\n", " ").replace("\xa0", " ")))

    def _close(self, element: _Open) -> None:
        said = "".join(self.parts[element.begins :])
        if element.tag in _STRUCK and said.strip():
            self._instead(element, "", "struck")
            if said == said.strip() and self.parts and self.parts[-1].endswith(" "):
                self.parts[-1] = self.parts[-1][:-1]  # one blank between the words on both sides
        if element.role == "at":
            self._mention(element, said)
        if element.role == "a":
            self._link(element, said.strip())
        if element.role == "attachment":
            self._instead(element, "", "")
        if element.role == "quoted":
            self._instead(element, "", "quoted")
        if element.role == "forwarded":
            self.codes.append("forwarded")

    def _mention(self, element: _Open, said: str) -> None:
        """Who is named; a name of several words may come as one mention for each of them."""
        who = self.mentioned.get(element.href) or self.mentioned.get(said.strip()) or Mentioned()
        if who.is_bot:
            self._instead(element, "", "")
        elif who.is_group:
            self._instead(element, "@{gruppe}", "group")
        elif who.person_id:
            self._person(element, f"@{who.person_id}", who.person_id)
        else:  # named in words, and that is all we know
            self._instead(element, said, "person")

    def _person(self, element: _Open, named: str, person_id: str) -> None:
        before = "".join(self.parts[: element.begins]).rstrip(" ")
        self._instead(element, named, "person")
        self.people.append(person_id)
        if before.endswith(named):
            self.parts.pop()
            while not self.parts[-1].strip(" "):
                self.parts.pop()

    def _link(self, element: _Open, label: str) -> None:
        if _INSIDE.match(element.href):
            self._instead(element, "" if _INSIDE.match(label) else label, "inside")
            return
        bare = element.href.removeprefix("mailto:").removeprefix("tel:")
        if bare and label.rstrip("/") not in (bare.rstrip("/"), bare.split("://")[-1].rstrip("/"), ""):
            self._instead(element, f"{label} ({bare})", "")
        elif bare:
            self._instead(element, bare, "")

    def _instead(self, element: _Open, text: str, code: str) -> None:
        if code:
            self.codes.append(code)
        self.parts[element.begins :] = [text] if text else []

    def _picture(self, given: Mapping[str, str]) -> None:
        if "emoji" in given.get("itemtype", "").lower() or "emoji" in given.get("itemscope", "").lower():
            self.parts.append(given.get("alt", ""))
        else:
            self.codes.append("picture")

    def _bullet(self) -> str:
        if not self._items or not self._items[-1]:
            return "• "
        self._items[-1] += 1
        return f"{self._items[-1] - 1}. "

    def _break(self) -> None:
        if self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("\n")


def _role(tag: str, given: Mapping[str, str]) -> str:
    kind = given.get("itemtype", "").rstrip("/").rpartition("/")[2].lower()
    return _MICRODATA.get(f"{tag}/{kind}", tag)


def _first_number(given: Mapping[str, str]) -> int:
    """The number that a numbered list begins with."""
    told = given.get("start", "")
    return int(told) if told.isdigit() and len(told) < 6 else 1


def plain_text(html: str, mentioned: Mapping[str, Mentioned]) -> Spoken:
    """The plain text of Teams' HTML. `mentioned` tells whom an `<at>` names, by its id or its words."""
    reader = _Reader(mentioned)
    reader.feed(html)
    reader.close()
    lines = [line.strip() for line in "".join(reader.parts).split("\n")]
    text = clean("\n".join(lines).strip("\n"))
    return Spoken(text, tuple(dict.fromkeys(reader.codes)), tuple(dict.fromkeys(reader.people)))


def as_html(text: str) -> str:
    """Text of a message without HTML, in which only mentions are marked up."""
    return "<pre>" + re.sub(r"<(?!/?at\b)", "&lt;", text.replace("&", "&amp;")) + "</pre>"
