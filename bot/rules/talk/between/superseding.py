"""Which of her own earlier words somebody's new ones take the place of, and what in them only says that those were wrong."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.guard.patterns import regex
from bot.rules.talk.contributions import Contribution
from bot.rules.talk.messages.around.framing import led_in
from bot.rules.talk.messages.asking import BREAK, may_be_yes_or_no
from bot.rules.talk.messages.internal import admits
from bot.rules.talk.messages.kinds import FACT, is_fragment
from bot.rules.talk.messages.words import count, listed
from bot.rules.talk.reading import Reading, asked
from bot.rules.talk.replacing import replaces

LEAD = 6  # words of a sentence that only corrects
CONCEDES = regex(r"(?:jo|ja|oi|å|åh|oh|yes)?[\s,!.]*(?:beklager|sorry|unnskyld|orsak|my bad)\b", re.IGNORECASE)


def replaced(reading: Reading, place: int) -> list[int]:
    """The writer's earlier words that these take the place of; a fragment said to a colleague is none of the answer."""
    said, new, run = reading.said, reading.found[place].words, reading.run
    if _is_reworded(said, run[-1], place):
        return list(run)
    was_asked = bool(asked(said, place))
    old = {earlier: reading.found[earlier].words for earlier in run}
    aside = [earlier for earlier in run if is_fragment(old[earlier]) and asked(said, earlier) and not is_fragment(new)]
    if _is_a_version(reading, place):
        aside += [earlier for earlier in run if _is_a_version(reading, earlier)]
    if admits(said[place].text):
        return list(run)
    lead = said[place].text
    if CONCEDES.match(said[place].text) and not CONCEDES.match(new) and place - run[-1] > 1:
        return list(run)  # who begs pardon of a colleague, and answers then, answers anew
    return [earlier for earlier in run if earlier in aside or replaces(new, old[earlier], lead, was_asked=was_asked)]


def leave_out_what_corrects(reading: Reading, place: int) -> None:
    """«nei, det var i fjor, beklager. I år er det …»: what only tells that the words before were wrong."""
    found = reading.found[place]
    first, *after = [part for part in BREAK.split(found.words) if part and part.strip()]
    is_answer = bool(FACT.search(first)) or (bool(listed("yes_no").match(first)) and may_be_yes_or_no(reading.question))
    if after and listed("corrects").match(first) and count(first) <= LEAD and not is_answer:
        reading.found[place] = replace(found, words=found.words[found.words.index(after[0]) :])


def _is_reworded(said: Sequence[Contribution], last: int, place: int) -> bool:
    """Whether somebody has asked the writer for the same words in another way since her last ones."""
    between = said[last + 1 : place]
    return any(each.by != said[place].by and listed("rewords").search(each.text) for each in between)


def _is_a_version(reading: Reading, place: int) -> bool:
    """«Utkast: …», «kortere: …»: of several texts that are led in the newest is meant."""
    return bool(led_in(reading.said[place].text, frozenset(name.casefold() for name in reading.staff)))
