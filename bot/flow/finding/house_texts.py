"""The house's own answers from its file, and which of them a citizen's words ask for. Pure: they are few, and kept in memory."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.finding.alike import LISTED, OFFERED, likest
from bot.finding.meanings import Meanings, meanings
from bot.municipality.answers import HouseAnswer
from bot.municipality.shape import Municipality


@dataclass(frozen=True)
class HouseText:
    """One of the house's answers in a language, that fits what was asked: from 0 to 1. `until` is the end of its last day."""

    key: str
    title: str
    words: str
    language: str
    link: str
    department: str
    until: datetime | None
    likeness: float = 1.0


def offered(municipality: Municipality, page: str, text: str, language: str, now: datetime) -> HouseText | None:
    """The one that answers a citizen's words, if one does as surely as a card asks for."""
    found = alike(municipality, text, language, now, page=page, least=OFFERED)
    return found[0] if found else None


def alike(
    municipality: Municipality, text: str, language: str, now: datetime, *, page: str = "", least: float = LISTED
) -> list[HouseText]:
    """Those that stand and answer such words, the likest first; of one page, or of all."""
    if not municipality.answers:
        return []
    asks = _asks(municipality)
    fitting = {
        number: of
        for number, (key, of) in enumerate(asks)
        if is_for(municipality.answers[key], page) and stands(municipality, key, now)
    }
    keys = dict.fromkeys((asks[one.id][0], one.likeness) for one in likest(meanings(text), fitting, least))
    best: dict[str, float] = {}
    for key, likeness in keys:
        best[key] = max(likeness, best.get(key, 0))
    return [text_of(municipality, key, language, likeness) for key, likeness in best.items()]


def text_of(municipality: Municipality, key: str, language: str, likeness: float = 1.0) -> HouseText:
    """An answer in a language, or in the house's own, or in the one it has."""
    answer = municipality.answers[key]
    spoken = next(one for one in (language, municipality.language, *answer.text) if one in answer.text)
    return HouseText(
        key=key,
        title=answer.asks[0],
        words=answer.text[spoken],
        language=spoken,
        link=answer.link,
        department=answer.department,
        until=until(municipality, key),
        likeness=likeness,
    )


def is_for(answer: HouseAnswer, page: str) -> bool:
    """Whether an answer is for this page, or any page is meant."""
    return not page or not answer.pages or page in answer.pages


def stands(municipality: Municipality, key: str, now: datetime) -> bool:
    """Whether its last day is not over."""
    ends = until(municipality, key)
    return ends is None or now < ends


def until(municipality: Municipality, key: str) -> datetime | None:
    """The end of its last day; None for one that has none."""
    day = municipality.answers[key].valid_until
    if day is None:
        return None
    zone = ZoneInfo(municipality.municipality.time_zone)
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


@cache
def _asks(municipality: Municipality) -> tuple[tuple[str, Meanings], ...]:
    return tuple((key, meanings(ask)) for key, answer in municipality.answers.items() for ask in answer.asks)
