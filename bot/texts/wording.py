"""All sentences for people: looked up by key and language, never written in Python.

[citizen] are the ready texts for the public, [reasons] what fills {grunn} in them, [ui] what the staff read,
[patterns] how moments are written. The three files carry the same keys and the same placeholders.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("nb", "nn", "en")
UNSIGNED = frozenset(
    {
        "emergency",
        "emergency_fire",
        "emergency_health",
        "emergency_drowning",
        "emergency_violence",
        "emergency_child",
        "self_harm",
        "auto_note",
        "sign_off",
    }
)

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_UNKNOWN_NAME = re.compile(r",?\s*\{navn\}")

Overrides = Mapping[str, Mapping[str, str]]


class NoSuchText(KeyError):
    """A text that does not exist was asked for, or a value for it is missing: a bug, found by the tests."""


@dataclass(frozen=True)
class Wording:
    """The texts of one municipality. `overrides` replaces single citizen texts: language → key → text."""

    overrides: Overrides = field(default_factory=dict)

    def with_overrides(self, overrides: Overrides) -> "Wording":
        """The same texts with more of them replaced, such as those of one page."""
        both = {language: {**self.overrides.get(language, {}), **overrides.get(language, {})} for language in LANGUAGES}
        return Wording(both)

    def say(self, key: str, language: str, **values: str) -> str:
        """A word or sentence for the staff. Every placeholder must have its value."""
        text = _find(_flat(language, "ui"), key)
        missing = [name for name in placeholders(text) if name not in values]
        if missing:
            raise NoSuchText(f"{key}: no value for {', '.join(missing)}")
        return _fill(text, values)

    def reason(self, key: str, language: str) -> str:
        """The words for {grunn} in an extension, in the citizen's language."""
        return _find(_flat(language, "reasons"), key)

    def template(self, key: str, language: str) -> str:
        """A citizen text with its placeholders."""
        own = self.overrides.get(language, {})
        return own[key] if key in own else _find(_flat(language, "citizen"), key)

    def ready(self, key: str, language: str, values: Mapping[str, str], *, also: Sequence[str] = ()) -> str:
        """A citizen text with its values filled in and signed; `also` names texts to add before the signature.

        A name that is not known is left out with its comma. Any other empty or missing value leaves its
        placeholder standing, which `unfilled` finds and which keeps the text from being published.
        """
        parts = [" ".join(self.template(one, language) for one in (key, *also))]
        if key not in UNSIGNED:
            parts.append(self.template("sign_off", language))
        return filled("\n".join(parts), values)


def filled(text: str, values: Mapping[str, str]) -> str:
    """A citizen text with its values: a name that is not known goes with its comma, any other empty value stays a placeholder."""
    if not values.get("navn", "").strip():
        text = _UNKNOWN_NAME.sub("", text)
    return _fill(text, {name: value for name, value in values.items() if value.strip()})


def placeholders(text: str) -> list[str]:
    """The names of the placeholders in a text, in order, each once."""
    return list(dict.fromkeys(_PLACEHOLDER.findall(text)))


def unfilled(text: str) -> list[str]:
    """The placeholders that nobody has filled; a text that has any cannot be published."""
    return placeholders(text)


def pattern(key: str, language: str) -> str:
    """How a moment is written in a language, with places for its parts; the names of weekdays and months stand beside it."""
    return _find(_flat(language, "patterns"), key)


def signs(key: str, language: str) -> tuple[str, ...]:
    """How greetings and signatures begin, in small letters, by which our own are not put around them again; and `pictured`,
    how the line of an answer begins that says what its picture shows.
    """
    return tuple(_find(_flat(language, "signs"), key).split("|"))


def keys(language: str, section: str) -> dict[str, str]:
    """All texts of a section ("citizen", "reasons", "ui", "patterns"), by dotted key."""
    return dict(_flat(language, section))


def first_name(name: str) -> str:
    """What a citizen is called in a greeting; empty when the page does not tell a name."""
    first = name.split()[0] if name.split() else ""
    return first if first.replace("-", "").isalpha() and len(first) > 1 else ""


def override_faults(language: str, overrides: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the municipality's own texts: key, problem and the nearest name, for each fault."""
    known = _flat(language, "citizen")
    everything = {name for text in known.values() for name in placeholders(text)}
    for key, text in overrides.items():
        if key not in known:
            yield key, "unknown_text", ", ".join(sorted(known))
        for name in placeholders(text):
            if name not in everything:
                yield key, "unknown_placeholder", name


def _fill(text: str, values: Mapping[str, str]) -> str:
    # One pass, so that braces in a value are never taken for a placeholder of ours.
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def _find(texts: Mapping[str, str], key: str) -> str:
    if key not in texts:
        raise NoSuchText(key)
    return texts[key]


@cache
def _read(language: str) -> dict[str, Any]:
    file = resources.files("bot.texts") / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def _flat(language: str, section: str) -> dict[str, str]:
    return dict(_leaves(_read(language)[section], ""))


def _leaves(table: Mapping[str, Any], above: str) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", str(value)
