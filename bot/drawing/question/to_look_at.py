"""What to look at before a proposal goes out, and what would make it easier to read; nothing of it stops anybody."""

import re

from bot.drawing.asked_since import asked_since
from bot.drawing.question.written_after import differs, mends_above, written_after, written_before
from bot.drawing.view import View
from bot.flow.answering import pictures, talking
from bot.flow.answering.propose import sources_of
from bot.flow.answering.public_words import bare
from bot.ports.card import Notice, Tone
from bot.ports.happenings import Kind
from bot.ports.showing import first_words
from bot.reading import composing
from bot.reading.composing import Problem, Weight
from bot.reading.language import detect
from bot.rules.talk.covering import uncovered
from bot.rules.talk.messages.words import capital
from bot.rules.talk.unsure import unsure
from storage.tables import Answer, Remark

FORMS = frozenset({"nb", "nn"})
SPOKEN = frozenset({"nb", "nn", "dialect", "en"})
MENDING_WORDS, ASKED_WORDS = 90, 60  # characters of a line that puts another right, and of what it says nothing of


def to_look_at(view: View, answer: Answer) -> tuple[Notice, ...]:
    """What to look at before it goes out: what was written after it, another answer, its language, and what of it is not there."""
    numbers = sources_of(answer)
    sources = [remark for remark in view.remarks if remark.id in numbers]
    codes = [_code(view, answer, remark, code) for remark in sources for code in remark.left_out.split()]
    codes = [code for code in codes if code]
    told = [view.say(f"left_out.{code}") for code in dict.fromkeys(codes)]
    around = (*written_before(view, answer), *written_after(view, answer))
    seen = (*asked_since(view, answer), *around, *_mends_above(view, answer))
    warned = (*seen, *differs(view, answer), *_foreign(view, answer), *told, *_may_be_talk(view, answer))
    return (
        *(Notice(Tone.WARNING, one) for one in warned),
        *_uncovered(view, answer),
        *_in_the_other_form(view, answer),
    )


def _mends_above(view: View, answer: Answer) -> list[str]:
    """Whether two lines of it may say two things of one matter."""
    line = first_words(view.masked(mends_above(view, answer)), MENDING_WORDS)
    return [view.say("proposal.mended_below", words=line)] if line else []


def _may_be_talk(view: View, answer: Answer) -> list[str]:
    """What of an expert's own words sounds as if it were said to colleagues."""
    words = " ".join(f"«{first_words(view.masked(one), ASKED_WORDS)}»" for one in _doubtful(view, answer))
    return [view.say("proposal.may_be_talk", words=words)] if words else []


def without_talk(view: View, answer: Answer) -> str:
    """The text without what may be meant for colleagues; empty where nothing is, or where it says nothing else."""
    text, found = answer.text, _doubtful(view, answer)
    for sentence in found:
        before, _, after = text.partition(sentence)
        text = f"{before.rstrip(' ')}{after}" if after.startswith("\n") else f"{before}{after.lstrip(' ')}"
    text = re.sub(r"\n{2,}", "\n", text)
    return text if found and bare(text, view.question.language).strip() else ""


def _doubtful(view: View, answer: Answer) -> list[str]:
    numbers = sources_of(answer)
    said = "\n".join(one.text for one in view.remarks if one.id in numbers and one.author != "desk")
    names = {name.casefold() for name in talking.staff_names(view.house, view.remarks)}
    text = bare(answer.text, view.question.language)
    is_english = detect(text, view.question.language) == "en"
    found = unsure(text, view.unanswered_words, names, is_english=is_english)
    mending = mends_above(view, answer)  # what puts another line right is told of alone, and nobody takes it out unread
    return [one for one in found if one in said and one not in mending]


def _uncovered(view: View, answer: Answer) -> tuple[Notice, ...]:
    """Which of several questions the text seems to say nothing of."""
    left = uncovered(view.masked(view.unanswered_words), bare(answer.text, view.question.language))
    words = " ".join(f"«{capital(first_words(one, ASKED_WORDS))}»" for one in left)
    return (Notice(Tone.INFO, view.say("proposal.asks_too", words=words)),) if words else ()


def _foreign(view: View, answer: Answer) -> list[str]:
    """Whether it is Norwegian where the citizen wrote English, or the other way round."""
    asked = view.question.language
    written = detect(bare(answer.text, asked), asked)
    is_foreign = asked != written and "en" in (asked, written) and {asked, written} <= SPOKEN
    return [view.say(f"proposal.answer_to_{asked}")] if is_foreign else []


def _in_the_other_form(view: View, answer: Answer) -> tuple[Notice, ...]:
    """Whether it is bokmål between a greeting and a signature in nynorsk, or the other way round."""
    around = view.question.language
    words = bare(answer.text, around)
    if words == answer.text or {around, detect(words, around)} != FORMS:
        return ()
    return (Notice(Tone.INFO, view.say(f"proposal.other_form_{around}")),)


def _code(view: View, answer: Answer, remark: Remark, code: str) -> str:
    """A picture that can go out is said to be there until it is chosen."""
    offered = pictures.offered(view.house, view.question, [remark]) if code == "picture" else []
    found = [one.file for one in offered]
    if not found:
        return code
    return "" if answer.picture in found else "picture_offered"


def to_improve(view: View, answer: Answer) -> tuple[Notice, ...]:
    """What would make the text easier to read, and what to look at once more; nothing of it stops anybody."""
    found = composing.check(answer.text, Kind(view.question.kind), allow=view.house.public_contacts)
    advice = [problem for problem in found if problem.weight is Weight.ADVICE]
    return tuple(Notice(Tone.INFO, _problem(view, problem)) for problem in advice)


def _problem(view: View, problem: Problem) -> str:
    values = {name: view.say(f"find.{value}") if name == "type" else value for name, value in problem.values}
    return view.say(f"check.{problem.key}", **values)
