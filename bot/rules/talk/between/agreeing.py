"""The desk drafts an answer, and the expert says «ok for meg», or what she wants otherwise."""

from bot.rules.talk import drafting
from bot.rules.talk.contributions import BOT, DESK
from bot.rules.talk.messages.around.dictating import told_by_the_desk
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.sentences import Meaning
from bot.rules.talk.reading import Reading


def agrees_to_a_draft(reading: Reading, place: int) -> bool:
    """«ok for meg» to the desk's «Er dette ok? «…»» makes the draft the answer."""
    before = place - 1
    while before >= 0 and reading.said[before].part == BOT:
        before -= 1
    draft = _draft_at(reading, before)
    if not draft:
        return False
    agrees = reading.found[place].reason is Reason.SMALL_TALK and drafting.agrees(reading.said[place].text)
    draft = draft if agrees else drafting.changed(draft, reading.said[place].text, reading.question)
    if not draft:
        return False
    reading.void(reading.run, Reason.CORRECTED)
    reading.found[before] = Meaning(Reason.TAKEN, draft)
    reading.found[place] = Meaning(Reason.TAKEN, "")
    reading.runs = [*reading.runs[:-1], [before, place]]
    return True


def _draft_at(reading: Reading, place: int) -> str:
    """What the desk would answer: in so many words, or, where no expert has answered, by «kan vi svare at …?»."""
    if place < 0 or reading.said[place].part != DESK:
        return ""
    text = reading.said[place].text
    return drafting.draft_in(text) or ("" if reading.runs else told_by_the_desk(text))
