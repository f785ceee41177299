"""The house's own answers to what is asked again and again: written in the file, offered like earlier answers, never sent by themselves."""

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from bot.municipality.section import Filled, Language, Section
from bot.texts.wording import placeholders

FILLED = ("navn", "lenke", "telefon", "avdeling", "apningstid", "vakttelefon")
"""What may stand in braces in an answer that is kept: it is filled for who asks, and for the department that answers."""


class HouseAnswer(Section):
    """One of them. `asks` are ways of asking, the first of which it is called by; `text` is by language, without greeting and signature.

    `valid_until` is its last day, None for ever; without `pages` it is for all. The department tells phone, hours and link.
    """

    asks: tuple[Filled, ...] = Field(min_length=1, examples=[["Når åpner svømmehallen?"]])
    text: dict[Language, Filled] = Field(
        min_length=1, examples=[{"nb": "Svømmehallen er åpen mandag–fredag kl. 10–20."}]
    )
    link: str = Field("", pattern=r"^(https?://\S+)?$", examples=["https://solvik.example/svommehall"])
    valid_until: date | None = Field(None, examples=["2027-06-01"])
    pages: tuple[Filled, ...] = Field((), examples=[["main"]])
    department: str = Field("", examples=["kultur"])


def unknown_placeholders(text: str, *, has_link: bool) -> Iterator[str]:
    """What stands in braces and nobody could fill."""
    yield from (name for name in placeholders(text) if name not in FILLED or (name == "lenke" and not has_link))
