"""Words that lean on others: a correction of what is not there any more, a remark to a colleague by name."""

from bot.rules.talk.contributions import BOT
from bot.rules.talk.messages.around import excusing
from bot.rules.talk.messages.asking import may_be_yes_or_no
from bot.rules.talk.messages.sentences import SURELY
from bot.rules.talk.reading import Reading, asked


def is_baseless(reading: Reading, place: int) -> bool:
    """Whether a message is none of the answer, though by its words alone it could be."""
    return not asked(reading.said, place) and (_corrects_nothing(reading, place) or _is_to_a_name(reading, place))


def _corrects_nothing(reading: Reading, place: int) -> bool:
    """«Korreksjon: 3. januar» whose writer has said nothing that it corrects, because she deleted it."""
    by, text = reading.said[place].by, reading.said[place].text
    if any(reading.said[run[-1]].by == by for run in reading.runs):
        return False
    is_first = not any(each.by != by and each.part != BOT for each in reading.said[:place])
    may_deny = not is_first or may_be_yes_or_no(reading.question)
    return excusing.only_corrects(text) or (not may_deny and excusing.only_denies(text))


def _is_to_a_name(reading: Reading, place: int) -> bool:
    """«Anne: privat må de ha en ansvarlig, vet ikke om du vil ta det med» beside an answer; what is dictated so is the answer."""
    each, is_dictated = reading.said[place], reading.found[place].doubt <= SURELY
    return bool(reading.run) and not is_dictated and excusing.is_to_a_name(each.text, each.by, reading.staff)
