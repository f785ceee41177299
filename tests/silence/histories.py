"""Whatever a story wrote into the history can be read by a person: asked behind every story, for the codes are many."""

from sqlmodel import select

from bot.drawing.beside.audit import audit
from bot.rules.reminders import NOTED
from bot.texts.wording import NoSuchText
from bot.work import House
from handlers.app import App
from storage.tables import History


async def all_in_words(app: App) -> None:
    """Fail where a line of a history has a code of the program in place of words, or a number that is the ledger's alone."""
    house = app.office.house
    async with app.office.database.read() as session:
        lines = (await session.exec(select(History))).all()
    wordless = {line.what for line in lines if not _has_words(house, line.what)}
    reminders = [line for line in lines if line.what.startswith(NOTED)]
    assert not wordless, f"the history has no words for {sorted(wordless)}"
    assert not any(line.detail in audit(house, [line])[0].words for line in reminders if line.detail)


def _has_words(house: House, what: str) -> bool:
    try:
        return bool(house.say(f"history.what.{what}"))
    except NoSuchText:
        return False
