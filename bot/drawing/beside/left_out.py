"""What else was said in the thread, below the proposal: why it is no part of it, and the ways to use it."""

from collections.abc import Collection

from bot.drawing.beside.rewritten import missing
from bot.drawing.view import View
from bot.flow.answering import talking
from bot.flow.answering.talk.wished import is_wish_for_it
from bot.ports.card import Action, Quote
from bot.rules.talk.conversation import Heard, is_to_pass_on
from bot.rules.talk.messages.around.wishing import is_wish
from bot.rules.talk.messages.reasons import Reason
from storage.tables import Answer

MOST = 4  # the newest; how many more there are is said
QUIET = frozenset({Reason.SMALL_TALK, Reason.TAKEN_BACK})


def left_out(view: View, used: Collection[int], answer: Answer | None = None) -> tuple[Quote, ...]:
    """The words that are not part of the proposal, newest last. Small talk is only counted; what it says already is not told again."""
    others = [each for each in view.talk.heard if each.contribution.id not in used]
    others = [each for each in others if not (answer and missing(view, each.contribution.text, answer) == "")]
    worth = [each for each in others if each.reason not in QUIET]
    left = len(others) - len(worth[-MOST:])
    counted = (Quote("", view.say("talk.more", count=str(left))),) if left else ()
    return (*(_quote(view, each) for each in worth[-MOST:]), *counted)


def _quote(view: View, heard: Heard) -> Quote:
    remark = next(remark for remark in view.remarks if remark.id == heard.contribution.id)
    reason = Reason.OLDER_ANSWER if heard.reason is Reason.TAKEN else heard.reason
    words = view.masked(heard.contribution.text)
    if heard.reason is Reason.HELD and not heard.words:  # a doubt speaks against an answer, and is none
        return Quote(view.said_by(remark), words, view.say("talk.doubt"))
    is_talk = heard.reason is Reason.FROM_DESK and is_wish_for_it(remark)  # «kan du gjøre den kortere?» is no answer
    ways = () if is_talk else _ways_to_use(view, heard)
    return Quote(view.said_by(remark), words, _why(view, heard, reason), ways)


def _why(view: View, heard: Heard, reason: Reason) -> str:
    """Why it is no part of the proposal; and how it would read there, where it is put in other words."""
    why = view.say(f"talk.{reason}")
    return view.say("talk.would_read", why=why, words=view.masked(heard.words)) if _is_put(heard) else why


def _is_put(heard: Heard) -> bool:
    """Whether what is asked, or wanted of the citizen, has other words in which she can be asked it: «be henne ringe meg»."""
    return is_to_pass_on(heard) and heard.words.strip() != heard.contribution.text.strip()


def _ways_to_use(view: View, heard: Heard) -> tuple[Action, ...]:
    """A question back waits for the citizen; what she is only to do belongs to an answer that is ready."""
    value = view.value(heard.contribution.id)
    use = [Action(name, view.say(f"button.{name}"), value) for name in ("use_this", "join")]
    text = heard.contribution.text
    is_hers = heard.reason is Reason.QUESTION and talking.is_for_the_citizen(view.house, view.remarks, text)
    waits = is_hers or (is_wish(text) and not (_is_put(heard) and view.proposal))
    return (*([Action("clarify", view.say("button.clarify"), view.value())] if waits else []), *use)
