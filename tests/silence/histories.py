"""Whatever a story wrote into the history can be read by a person: asked behind every story, for the codes are many."""

import re

from sqlmodel import select

from bot.drawing.beside.audit import audit
from handlers.app import App
from storage.tables import History

_CODE = re.compile(r"\b[a-z]+[_.][a-z_]+\b|: -?\d+$")


async def all_in_words(app: App) -> None:
    """Fail where a line of a history has a code of the program in place of words."""
    async with app.office.database.read() as session:
        lines = (await session.exec(select(History))).all()
    machine_words = {line.what for line in lines if _CODE.search(audit(app.office.house, [line])[0].words)}
    assert not machine_words, f"the history has no words for {sorted(machine_words)}"
