"""Small talk in answer to small talk: «er det kake i dag?», «ja, i kantina klokka 11»."""

from bot.rules.talk.contributions import BOT, EXPERT
from bot.rules.talk.messages.asking import WAY, asks
from bot.rules.talk.messages.dialect import plain
from bot.rules.talk.messages.kinds import FACT
from bot.rules.talk.messages.manner import stems
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.words import count, listed
from bot.rules.talk.reading import Reading
from bot.rules.talk.tone.tone import talk

CLEAR = -4.0  # so clearly an answer by its tone is no small talk, see `tone`
LEAST, MOST = 3, 10  # words: of a question in passing, and of what answers it


def is_chat(reading: Reading, place: int) -> bool:
    """Whether a message answers what a colleague asked in passing, and tells nothing of what the citizen asked."""
    if _chats_on(reading, place):
        return True
    before, words = reading.said[place - 1] if place else None, reading.found[place].words
    if before is None or before.by == reading.said[place].by or before.part == BOT or count(words) > MOST:
        return False
    is_asked = count(before.text) >= LEAST and (asks(before.text) or listed("asking").match(plain(before.text)))
    if (
        not is_asked
        or reading.found[place].doubt < CLEAR
        or WAY.search(words)
        or stems(words) & stems(reading.question)
    ):
        return False
    names = frozenset(name.casefold() for name in reading.staff)
    return talk(before.text, reading.question, names) is Reason.SMALL_TALK


def _chats_on(reading: Reading, place: int) -> bool:
    """«jo, kom innom en dag», to a colleague's «kult, visste ikke at vi hadde det»."""
    words, before = reading.found[place].words, reading.said[place - 1] if place else None
    if before is None or before.part != EXPERT or before.by == reading.said[place].by or not reading.runs:
        return False
    is_talk = reading.found[place - 1].reason is Reason.SMALL_TALK and not listed("small").fullmatch(
        before.text.strip(" .!")
    )
    return (
        is_talk
        and bool(listed("yes_no").match(words))
        and not FACT.search(words)
        and not stems(words) & stems(reading.question)
    )
