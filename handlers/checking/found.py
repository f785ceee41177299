"""One thing that is wrong, and how what others found becomes one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.commands.common import Words

if TYPE_CHECKING:
    from bot.municipality.faults import SettingsError
    from bot.ports.health import Health, Trouble

SETTINGS, DATABASE, FACEBOOK = "settings", "database", "facebook"  # and the chat, by its name
HERE = (SETTINGS, DATABASE)


@dataclass(frozen=True)
class Found:
    """One finding: `where` is a place that was asked, `name` whose it is or what it is called, `kind` what is the matter.

    `text` says what is wrong and how to mend it, `breaks` what does not work in daily life until then.
    """

    where: str
    name: str
    text: str
    kind: str = ""
    breaks: str = ""


def finding(place: str, kind: str, words: Words, breaks: str, /, **values: str) -> Found:
    """What this room itself found; its words stand under `cli.check`, what it breaks under `cli.check.breaks`."""
    return Found(place, kind, words(f"cli.check.{kind}", **values), kind, words(f"cli.check.breaks.{breaks}"))


def of_settings(error: "SettingsError", words: Words) -> Iterator[Found]:
    """Each fault of the settings. Any of them keeps the bot from starting."""
    from bot.municipality.faults import in_words

    for fault in error.faults:
        (text,) = in_words([fault], error.language)
        yield Found(SETTINGS, fault.name, text, fault.key, words("cli.check.breaks.start"))


def of_health(where: str, health: "Health", words: Words) -> Iterator[Found]:
    """Each trouble of a door, of the groups or of the machine."""
    for trouble in health.troubles:
        text = words(trouble.text_key, **dict(trouble.values))
        yield Found(where, trouble.name, text, trouble.name, _breaks(trouble, words))


def _breaks(trouble: "Trouble", words: Words) -> str:
    if trouble.manner.meanwhile:
        return words(trouble.manner.meanwhile, **dict(trouble.values))
    return words("cli.check.breaks.chat")
