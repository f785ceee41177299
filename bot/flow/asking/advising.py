"""What is suggested for one thing that a citizen wrote, by itself."""

from bot.reading.suggest import Suggestion, suggest
from bot.rules.attached import needs_eyes
from bot.work import House
from storage.tables import Remark


def advice_on(house: House, page: str, remark: Remark) -> Suggestion:
    """The suggestion for these words and for what hangs on them."""
    return suggest(remark.text, page, house.municipality, shows=needs_eyes([remark]))
