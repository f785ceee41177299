"""Each message after those before it: what it adds to, corrects, takes back, agrees to, or answers among colleagues."""

from dataclasses import replace

from bot.guard.patterns import regex
from bot.rules.talk import drafting, sifting, voiding, yes_no
from bot.rules.talk.between import chatting, objecting, relaying, settling, superseding
from bot.rules.talk.between.adding import add_to_a_colleague, adds, completes
from bot.rules.talk.between.agreeing import agrees_to_a_draft
from bot.rules.talk.between.baseless import is_baseless
from bot.rules.talk.between.conceding import conceded
from bot.rules.talk.between.confirming import confirmed
from bot.rules.talk.contributions import BOT, DESK, EXPERT
from bot.rules.talk.messages.around.to_be_said import said_of_words
from bot.rules.talk.messages.internal import admits, yields
from bot.rules.talk.messages.kinds import FACT, is_fragment
from bot.rules.talk.messages.mending import kinds_in, mended, only_facts
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.sentences import Meaning
from bot.rules.talk.messages.small import is_decorated, is_joke
from bot.rules.talk.messages.words import count, listed
from bot.rules.talk.reading import Reading, asked

LIKELY_TALK = -0.5  # how clearly a yes or no to a colleague is talk, see `tone`
SHORT, REFUSAL = 4, 8  # words; a shorter yes or no answers the colleague who asked; the same of how the answer is put
_STARRED = regex(r"\*[^*\s][^*\n]{0,20}$")


def place_all(reading: Reading) -> None:
    """Read all messages in their order."""
    for place, each in enumerate(reading.said):
        if each.part == EXPERT:
            _place(reading, place)
        elif each.part == DESK and relaying.take(reading, place):
            _add(reading, place)
    sifting.sift(reading)
    yes_no.take(reading)
    settling.settle(reading)


def _place(reading: Reading, place: int) -> None:
    _take_what_goes_on(reading, place)
    if _is_void(reading, place):
        return
    for comes_to_something_else in (
        voiding.cut_last_sentence,
        agrees_to_a_draft,
        objecting.stands_after_all,
        _yields,
        _mends,
    ):
        if comes_to_something_else(reading, place):
            return
    if reading.found[place].reason is not Reason.TAKEN:
        return
    if other := _is_no_answer(reading, place):
        reading.void([place], other)
        if other is Reason.ADDS:
            add_to_a_colleague(reading, place)
        return
    if objecting.concedes(reading, place):
        reading.void(reading.run, Reason.CORRECTED)
        reading.runs.pop()
    _add(reading, place)


def _take_what_goes_on(reading: Reading, place: int) -> None:
    is_talk = reading.found[place].reason in (Reason.TO_COLLEAGUE, Reason.SMALL_TALK, Reason.LATER)
    if is_talk and sifting.goes_on(reading, place):
        reading.found[place] = replace(reading.found[place], reason=Reason.TAKEN, doubt=0.0)


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
    return voiding.forbids(reading, place) or objecting.gives_up(reading, place)


def _is_no_answer(reading: Reading, place: int) -> Reason | None:
    """What an answer by its words alone is after what was said before; None where it stays one."""
    said, words, run = reading.said, reading.found[place].words, reading.run
    if run and (_STARRED.match(said[place].text) or _may_correct(reading, place)):
        return Reason.ADDS  # what it corrects nobody can tell: it stands beside, and the proposal warns
    if is_baseless(reading, place):
        return Reason.TO_COLLEAGUE
    is_picture = is_decorated(said[place].text, reading.question) and _is_answered(reading)
    if is_picture or _answers_a_colleague(reading, place) or is_joke(said[place].text, reading.question):
        return Reason.SMALL_TALK
    if chatting.is_chat(reading, place):
        return Reason.SMALL_TALK
    if (
        _says_little(reading, place) or _is_aside(reading, place) or objecting.leaves_it(reading, place)
    ):  # shown beside the proposal, with the ways to use it
        return Reason.TO_COLLEAGUE
    is_others = bool(run) and said[run[-1]].by != said[place].by
    return Reason.ADDS if is_others and (reading.found[place].adds or adds(words)) else None


def _may_correct(reading: Reading, place: int) -> bool:
    """«uke 18» under the writer's own «Feiebilen kommer uke 17.»: whether it comes beside that or in its place, only she knows."""
    last = reading.run[-1]
    if asked(reading.said, place):
        return False
    facts, before = only_facts(reading.said[place].text), reading.found[last].words
    is_a_number = "number" in facts and any(map(str.isdigit, before))
    return (is_a_number or bool(facts & kinds_in(before))) and not only_facts(before)


def _add(reading: Reading, place: int) -> None:
    said, run = reading.said, reading.run
    if run and said[run[-1]].by != said[place].by and not completes(reading, place):
        reading.runs.append([place])
        return
    if not run:
        reading.runs.append([place])
        return
    void = superseding.replaced(reading, place)
    if void:
        superseding.leave_out_what_corrects(reading, place)
    reading.void(void, Reason.CORRECTED)
    reading.runs[-1] = [*[earlier for earlier in run if earlier not in void], place]


def _yields(reading: Reading, place: int) -> bool:
    """«Da gjelder det Ingrid skriver»: what the colleague said is the newest again."""
    text = reading.said[place].text
    if reading.found[place].reason is Reason.QUESTION or kinds_in(text) or not yields(text, reading.staff):
        return False
    by = reading.said[place].by
    reading.runs.sort(key=lambda run: reading.said[run[-1]].by != by)
    if len(reading.runs) > 1 and reading.said[reading.runs[-2][-1]].by == reading.said[reading.run[-1]].by != by:
        reading.runs[-2:] = [[*reading.runs[-2], *reading.runs[-1]]]
    reading.void([place], Reason.SMALL_TALK)
    return True


def _mends(reading: Reading, place: int) -> bool:
    """«*fredag 9. mai» mends the writer's newest words in which only one thing can be meant."""
    by = reading.said[place].by
    text, before = reading.said[place].text, asked(reading.said, place)
    given, at = conceded(reading, place)
    text = _confirmed(reading, place) or given or text
    told = said_of_words(text, reading.question)
    text = told.front or text  # «10-17 skal det stå, og husk å nevne at …»
    is_sure = before is None or text.startswith("*") or admits(text) or bool(superseding.CONCEDES.match(text))
    mine = [run for run in reading.runs if reading.said[run[-1]].by == by][-1:] if is_sure else []
    for run in mine:
        for earlier in reversed(run):
            words = mended(reading.found[earlier].words, text)
            if words == reading.found[earlier].words and is_fragment(words):  # «eller fredag», and then «fredag altså»
                reading.void([earlier], Reason.CORRECTED)
                run.remove(earlier)
            elif words:
                reading.found[earlier] = replace(reading.found[earlier], words=words)
                reading.found[place] = Meaning(Reason.TAKEN, " ".join(told.sentences))
                run.append(place)
                reading.runs = [*(other for other in reading.runs if other is not run), run]
                if given:
                    reading.leave_out(at, Reason.TO_COLLEAGUE)
                return True
    return False


def _confirmed(reading: Reading, place: int) -> str:
    """The correction that a colleague's message right before came to, if this one confirms it."""
    before = reading.said[place - 1] if place else None
    if before is None or before.by == reading.said[place].by or before.part == BOT:
        return ""
    return confirmed(before.text, reading.said[place].text)


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


def _answers_a_colleague(reading: Reading, place: int) -> bool:
    """«Ja, det er det» after a colleague's question is for the colleague; so is «nei, det vet vi ikke» to «skal jeg skrive at …?»."""
    words, before = reading.found[place].words, asked(reading.said, place)
    begins = listed("yes_no").match(words) or listed("consents").match(words)
    if before is None or not begins or FACT.search(words):
        return False
    is_talk = before.part == EXPERT and reading.found[place].doubt > LIKELY_TALK
    return is_talk or count(words) <= (REFUSAL if drafting.is_about_the_answer(before.text) else SHORT)
