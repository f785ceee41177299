"""The folder of one question: its files are made in memory, written beside, and given their name only when all are there."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from handlers.archive.arkivmelding import Words, arkivmelding
from handlers.archive.font import font_for
from handlers.archive.pages import Paragraph, set_pages
from handlers.archive.pdfa import pdf
from handlers.archive.record import Entry, Record

Say = Callable[..., str]
FIGURES = "0123456789·/ "


def files_of(record: Record, say: Say, zone: ZoneInfo, language: str, *, thread: bool) -> dict[str, bytes]:
    """File name to what stands in it. The internal thread has files of its own, so that the rest can be given without it."""
    values = {"number": str(record.number), "page": record.page}
    titles = {name: say(f"export.{name}", **values) for name in ("in", "out", "internal")}
    public = _both("samtale", titles["in"], record.said, record, (say, zone, language))
    inside = _both("intern-traad", titles["internal"], record.thread, record, (say, zone, language)) if thread else {}
    own = Words(titles, say("card.unknown_author"), say("export.no_basis"), zone)
    return {"arkivmelding.json": _json(arkivmelding(record, own, public, inside)), **public, **inside}


def _both(
    name: str, title: str, entries: Sequence[Entry], record: Record, how: tuple[Say, ZoneInfo, str]
) -> dict[str, bytes]:
    """The words to be read by people and by programs."""
    say, zone, language = how
    told = [Paragraph(_head(entry, say, zone), entry.text) for entry in entries]
    foot = say("export.foot", number=str(record.number))
    letters = "".join([title, foot, FIGURES, *(f"{one.head}{one.text}" for one in told)])
    font = font_for(letters)
    about = {"spørsmål": record.number, "side": record.page, "id": record.external_id, "lenke": record.link}
    return {
        f"{name}.pdf": pdf(title, set_pages(title, told, font, foot), font, language),
        f"{name}.json": _json({**about, "innlegg": [_plain(entry) for entry in entries]}),
    }


def _head(entry: Entry, say: Say, zone: ZoneInfo) -> str:
    """Who wrote when, in what part, and what became of it."""
    who = entry.who or say(f"cli.author.{entry.role}")
    role = say(f"cli.author.{entry.role}") if entry.who else ""
    marks = [role, f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M}"]
    if entry.kind:
        marks.append(say(f"export.{entry.kind.rpartition('.')[2]}", name=entry.approver))
    if entry.edited_at:
        marks.append(say("export.edited", at=f"{entry.edited_at.astimezone(zone):%Y-%m-%d %H:%M}"))
    if entry.gone_at:
        marks.append(say("export.gone", at=f"{entry.gone_at.astimezone(zone):%Y-%m-%d %H:%M}"))
    if entry.attached:
        marks.append(
            say("card.came_with", things=", ".join(say(f"attached.{thing}") for thing, _, _ in entry.attached))
        )
    return " · ".join([who, *filter(None, marks)])


def _plain(entry: Entry) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, datetime) else value for key, value in asdict(entry).items()}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()


def write(into: Path, number: int, files: Mapping[str, bytes]) -> Path:
    """Write a folder that only we can read, and return it. One that is there already is left as it is: another gets a new name."""
    into.mkdir(parents=True, exist_ok=True)
    names = (f"sporsmal-{number:06}{f'-{turn}' if turn > 1 else ''}" for turn in count(1))
    target = next(into / name for name in names if not (into / name).exists())
    part = target.with_name(f".{target.name}.{os.getpid()}")
    part.mkdir(mode=0o700)
    for name, data in files.items():
        with (part / name).open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    part.rename(target)
    return target
