"""Each message after those before it: what it adds to, corrects, takes back, agrees to, or answers among colleagues."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.rules.talk import drafting, sifting, voiding, yes_no
from bot.rules.talk.contributions import BOT, DESK, EXPERT, Contribution
from bot.rules.talk.messages.around.dictating import told_by_the_desk
from bot.rules.talk.messages.asking import asks_several
from bot.rules.talk.messages.internal import admits, yields
from bot.rules.talk.messages.kinds import FACT, is_fragment
from bot.rules.talk.messages.mending import mended
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.sentences import Meaning
from bot.rules.talk.messages.small import is_decorated, is_joke
from bot.rules.talk.messages.words import count, listed
from bot.rules.talk.reading import Reading, asked
from bot.rules.talk.replacing import content, replaces

LIKELY_TALK = -0.5  # how clearly a yes or no to a colleague is talk, see `tone`
FEW = 12  # words; so many with an «også» add to what a colleague has said
SHORT, REFUSAL = 4, 8  # words; a shorter yes or no answers the colleague who asked; the same of how the answer is put
_CONSENT = re.compile(
    r"^\W*(?:(?:ja|jepp|japp|jo|ok|yes|yep|yeah|bra|fint|flott)\b\W*)*(?=(?:og|and|samt|men husk|pluss|plus)\b)",
    re.IGNORECASE,
)
_STARRED = re.compile(r"\*[^*\s][^*\n]{0,20}$")
_CONFIRMS = re.compile(r"(?:haha\w*|hehe|oi|å|uff)?[\s,!.]*(?:ja|jo|jepp|jau|yes|yep|sorry|beklager)\b", re.IGNORECASE)
_MEANS = re.compile(
    r"\b(?:mener|meiner|mente|meinte|mean)\s+(?:du\s+|you\s+)?(?:ikke\s+|ikkje\s+)?(?P<what>[^?]{1,30})\?",
    re.IGNORECASE,
)
_CONCEDES = re.compile(r"(?:jo|ja|oi|å|åh|oh|yes)?[\s,!.]*(?:beklager|sorry|unnskyld|orsak|my bad)\b", re.IGNORECASE)
_MORE = re.compile(r"(?:og|and|samt|pluss|plus|i tillegg|dessuten|in addition|also)\s+", re.IGNORECASE)
_AGREES_AND_MORE = re.compile(
    r"(?:(?:ja|jepp|japp|jo|ok|yes|yep|yeah|bra|fint|flott|enig|einig|samd|agree|agreed|stemmer|riktig|right)\b[\s,.!–-]*)+"
    rf"(?={_MORE.pattern})",
    re.IGNORECASE,
)
KNOWN = 0.5  # so much of an addition may have been said before
APART = 0.25  # so little in common have two answers that tell two things


def place_all(reading: Reading) -> None:
    """Read all messages in their order."""
    for place, each in enumerate(reading.said):
        if each.part == EXPERT:
            _place(reading, place)
    sifting.sift(reading)
    yes_no.take(reading)
    sifting.settle(reading)


def _place(reading: Reading, place: int) -> None:
    if reading.found[place].reason in (Reason.TO_COLLEAGUE, Reason.SMALL_TALK) and sifting.goes_on(reading, place):
        reading.found[place] = replace(reading.found[place], reason=Reason.TAKEN, doubt=0.0)
    if _is_void(reading, place):
        return
    for comes_to_something_else in (_agrees_to_a_draft, _yields, _mends):
        if comes_to_something_else(reading, place):
            return
    if reading.found[place].reason is not Reason.TAKEN:
        return
    if other := _is_no_answer(reading, place):
        reading.void([place], other)
        if other is Reason.ADDS:
            _add_to_a_colleague(reading, place)
        return
    _add(reading, place)


def _is_void(reading: Reading, place: int) -> bool:
    """Whether a message only makes void what its writer said before. What it says after that is an answer."""
    found = reading.found[place]
    if voiding.halts(reading.said[place].text):
        voiding.void_message_before(reading, place)
        return True
    if found.takes_back:
        voiding.take_back(reading, place)
        reading.found[place] = replace(found, reason=Reason.TAKEN) if found.words else found
        return not found.words
    if found.reason is Reason.HELD or voiding.holds_back(reading, place):
        words = found.words if found.reason is Reason.HELD else ""  # a doubt holds back an answer, and is none
        reading.found[place] = replace(found, reason=Reason.HELD, words=words)
        voiding.void_newest(reading, place, Reason.HELD)
        return True
    return False


def _is_no_answer(reading: Reading, place: int) -> Reason | None:
    """What an answer by its words alone is after what was said before; None where it stays one."""
    said, words, run = reading.said, reading.found[place].words, reading.run
    if _STARRED.match(said[place].text) and run:
        return Reason.ADDS  # what it corrects nobody can tell: it stands beside, and the proposal warns
    is_picture = is_decorated(said[place].text, reading.question) and _is_answered(reading)
    if is_picture or _answers_a_colleague(reading, place) or is_joke(said[place].text, reading.question):
        return Reason.SMALL_TALK
    if _says_little(reading, place) or _is_aside(reading, place):  # shown beside the proposal, with the ways to use it
        return Reason.TO_COLLEAGUE
    is_others = bool(run) and said[run[-1]].by != said[place].by
    return Reason.ADDS if is_others and _adds(words) else None


def _add(reading: Reading, place: int) -> None:
    said, run = reading.said, reading.run
    if run and said[run[-1]].by != said[place].by and not _completes(reading, place):
        reading.runs.append([place])
        return
    if not run:
        reading.runs.append([place])
        return
    void = run if _was_asked_to_reword(said, run[-1], place) else _replaced(reading, place)
    reading.void(void, Reason.CORRECTED)
    reading.runs[-1] = [*[earlier for earlier in run if earlier not in void], place]


def _agrees_to_a_draft(reading: Reading, place: int) -> bool:
    """«ok for meg» to the desk's «Er dette ok? «…»» makes the draft the answer."""
    before = place - 1
    while before >= 0 and reading.said[before].part == BOT:
        before -= 1
    draft = _draft_at(reading, before)
    if not draft:
        return False
    agrees = reading.found[place].reason is Reason.SMALL_TALK and drafting.agrees(reading.said[place].text)
    draft = draft if agrees else drafting.changed(draft, reading.said[place].text)
    if not draft:
        return False
    reading.found[before] = Meaning(Reason.TAKEN, draft)
    reading.found[place] = Meaning(Reason.TAKEN, "")
    reading.void(reading.run, Reason.CORRECTED)
    reading.runs = [*reading.runs[:-1], [before, place]]
    return True


def _draft_at(reading: Reading, place: int) -> str:
    """What the desk would answer: in so many words, or, where no expert has answered, by «kan vi svare at …?»."""
    if place < 0 or reading.said[place].part != DESK:
        return ""
    text = reading.said[place].text
    return drafting.draft_in(text) or ("" if reading.runs else told_by_the_desk(text))


def _yields(reading: Reading, place: int) -> bool:
    """«Da gjelder det Ingrid skriver»: what the colleague said is the newest again."""
    if reading.found[place].reason is Reason.QUESTION or not yields(reading.said[place].text, reading.staff):
        return False
    by = reading.said[place].by
    reading.runs.sort(key=lambda run: reading.said[run[-1]].by != by)
    reading.void([place], Reason.SMALL_TALK)
    return True


def _mends(reading: Reading, place: int) -> bool:
    """«*fredag 9. mai» mends the writer's newest words in which only one thing can be meant."""
    by = reading.said[place].by
    text, before = reading.said[place].text, asked(reading.said, place)
    meant = _MEANS.search(before.text) if before and _CONFIRMS.match(text) else None
    text = f"*{meant['what']}" if meant else text  # «meiner du 2025?», «haha ja»
    is_sure = before is None or meant or admits(text) or bool(_CONCEDES.match(text))
    mine = [run for run in reading.runs if reading.said[run[-1]].by == by][-1:] if is_sure else []
    for run in mine:
        for earlier in reversed(run):
            words = mended(reading.found[earlier].words, text)
            if words == reading.found[earlier].words and is_fragment(words):  # «eller fredag», and then «fredag altså»
                reading.void([earlier], Reason.CORRECTED)
                run.remove(earlier)
            elif words:
                reading.found[earlier] = replace(reading.found[earlier], words=words)
                reading.found[place] = Meaning(Reason.TAKEN, "")
                run.append(place)
                return True
    return False


def _adds(words: str) -> bool:
    """«Og hele året i Byparken.» after a colleague's answer adds to it; alone it would be none."""
    words = _CONSENT.sub("", words) or words
    return any(listed(name).match(words) for name in ("adds_to", "agrees", "but")) or (
        count(words) <= FEW and bool(listed("adds").search(words))
    )


def _add_to_a_colleague(reading: Reading, place: int) -> None:
    """«Enig, og på lørdager er det åpent fra 11» tells more, and stands below what a colleague has told."""
    agreed = _AGREES_AND_MORE.match(reading.found[place].words)
    words = reading.found[place].words[agreed.end() :] if agreed else ""
    known = content(" ".join(reading.found[earlier].words for earlier in reading.run))
    new = content(words)
    if new and len(new & known) <= len(new) * KNOWN and not listed("told_to_do").match(_MORE.sub("", words)):
        reading.found[place] = replace(reading.found[place], reason=Reason.TAKEN, words=words)
        reading.run.append(place)


def _completes(reading: Reading, place: int) -> bool:
    """«Hva koster det, og hvem får leie?»: two colleagues who tell two things answer together."""
    if not asks_several(reading.question):
        return False
    new, old = content(reading.found[place].words), content(" ".join(reading.found[i].words for i in reading.run))
    return bool(old) and len(new & old) / len(old) < APART and not listed("corrects").match(reading.found[place].words)


def _says_little(reading: Reading, place: int) -> bool:
    """«Kjell did» under a whole answer is for the colleague who asked; «Det gjorde Veidekke» unasked is an answer."""
    if not reading.runs or not is_fragment(reading.found[place].words) or not asked(reading.said, place):
        return False
    return any(not is_fragment(reading.found[earlier].words) for earlier in reading.run)


def _is_answered(reading: Reading) -> bool:
    """Whether some expert has given a whole answer, before or after."""
    return any(found.reason is Reason.TAKEN and found.words and not is_fragment(found.words) for found in reading.found)


def _is_aside(reading: Reading, place: int) -> bool:
    """«Der ja», «signerer den»: some few words never take the place of a colleague's whole answer; a day or a «nei» may."""
    words, run = reading.found[place].words, reading.run
    if not run or reading.said[run[-1]].by == reading.said[place].by or not is_fragment(words):
        return False
    says_something = listed("times").search(words) or listed("yes_no").match(words)
    return not says_something and any(not is_fragment(reading.found[earlier].words) for earlier in run)


def _was_asked_to_reword(said: Sequence[Contribution], last: int, place: int) -> bool:
    """Whether somebody has asked the writer for the same words in another way since her last ones."""
    between = said[last + 1 : place]
    return any(each.by != said[place].by and listed("rewords").search(each.text) for each in between)


def _replaced(reading: Reading, place: int) -> list[int]:
    """The writer's earlier words that these take the place of; a fragment said to a colleague is none of the answer."""
    said, new, run = reading.said, reading.found[place].words, reading.run
    was_asked = bool(asked(said, place))
    old = {earlier: reading.found[earlier].words for earlier in run}
    aside = [earlier for earlier in run if is_fragment(old[earlier]) and asked(said, earlier) and not is_fragment(new)]
    if admits(said[place].text):
        return list(run)
    lead = said[place].text
    return [earlier for earlier in run if earlier in aside or replaces(new, old[earlier], lead, was_asked=was_asked)]


def _answers_a_colleague(reading: Reading, place: int) -> bool:
    """«Ja, det er det» after a colleague's question is for the colleague; so is «nei, det vet vi ikke» to «skal jeg skrive at …?»."""
    words, before = reading.found[place].words, asked(reading.said, place)
    begins = listed("yes_no").match(words) or listed("consents").match(words)
    if before is None or not begins or FACT.search(words):
        return False
    is_talk = before.part == EXPERT and reading.found[place].doubt > LIKELY_TALK
    return is_talk or count(words) <= (REFUSAL if drafting.is_about_the_answer(before.text) else SHORT)
