"""What was written around the words of a proposal and may make it wrong, and what of its own lines may: each is said once."""

from bot.drawing.view import View
from bot.flow.answering import talking
from bot.flow.answering.propose import sources_of
from bot.flow.answering.public_words import bare
from bot.flow.answering.talk.kept_out import kept_out, kept_out_behind, sentences
from bot.ports.showing import first_words
from bot.rules.talk.contributions import DESK
from bot.rules.talk.conversation import Heard
from bot.rules.talk.left.before import said_before
from bot.rules.talk.left.late import is_confirmed, late
from bot.rules.talk.left.mended_below import mended_below
from bot.rules.talk.left.signs import may_change
from bot.rules.talk.messages.reasons import Reason
from storage.tables import Answer

MOST = 3  # the newest that are quoted; all of them stand below the proposal
WORDS = 90  # characters of each
_ANSWERS = frozenset(
    {Reason.OLDER_ANSWER, Reason.HELD}
)  # one that a colleague has said is wrong is another answer, too


def written_after(view: View, answer: Answer) -> list[str]:
    """What was written after the answer's first words, in the same message or a later one, and is not in it."""
    words = bare(answer.text, view.question.language)
    used = [each for each in view.talk.heard if each.contribution.id in _sources(answer) and each.words]
    behind = [(each, _behind(view, each, words, is_first=each is used[0])) for each in used]
    told = [
        *((each, left) for each, left in behind if left),
        *((each, each.contribution.text) for each in _late(view, answer)),
    ]
    quoted = [_quoted(view, each, said) for each, said in told[-MOST:]]
    return [view.say("proposal.late", words=" ".join(quoted))] if quoted else []


def written_before(view: View, answer: Answer) -> list[str]:
    """What its writer said right before the answer and may be half of it."""
    found = said_before(view.talk.heard, _sources(answer), view.unanswered_words)
    there = sentences(bare(answer.text, view.question.language)).keys()
    left = [each for each in found if not sentences(each.contribution.text).keys() <= there]
    quoted = " ".join(_quoted(view, each, each.contribution.text) for each in left[-MOST:])
    return [view.say("proposal.before", words=quoted)] if quoted else []


def mends_above(view: View, answer: Answer) -> str:
    """The last line of a proposal where it may put the first right; empty where none does, or it is there no more."""
    line = talking.public(mended_below(view.talk.heard, _sources(answer)))
    return line if line in answer.text else ""


def differs(view: View, answer: Answer) -> list[str]:
    """Which other experts had answered before in words that are not part of it, while nobody has said that it is right."""
    used, words = _sources(answer), bare(answer.text, view.question.language)
    if is_confirmed(view.talk.heard, used, words):
        return []
    authors = {remark.author_id for remark in view.remarks if remark.id in used}
    told = {each.contribution.id for each in _late(view, answer)} | used
    older = {each.contribution.id for each in view.talk.heard if each.reason in _ANSWERS and each.words} - told
    others = [one for one in view.remarks if one.id in older and one.author_id not in authors]
    names = ", ".join(dict.fromkeys(view.said_by(one) for one in others))
    return [view.say("proposal.differs", name=names)] if names and authors else []


def _late(view: View, answer: Answer) -> list[Heard]:
    words = bare(answer.text, view.question.language)
    found = late(view.talk.heard, _sources(answer), words, view.unanswered_words, view.first_names)
    there = sentences(words).keys()
    return [each for each in found if not sentences(each.contribution.text).keys() <= there]


def _behind(view: View, each: Heard, words: str, *, is_first: bool) -> str:
    """What was not taken of a message, where that may change the answer; of its first one only what stands behind the taken words."""
    if each.contribution.part == DESK:
        return ""
    left_of = kept_out_behind if is_first else kept_out
    left = left_of(each, words, view.unanswered_words, view.first_names)
    return left if may_change(left, words) else ""


def _quoted(view: View, each: Heard, said: str) -> str:
    remark = next(remark for remark in view.remarks if remark.id == each.contribution.id)
    words = first_words(view.masked(said), WORDS)
    return view.say("proposal.late_words", words=words, name=view.said_by(remark))


def _sources(answer: Answer) -> set[int]:
    return set(sources_of(answer))
