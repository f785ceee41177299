"""What else was said in the thread, below the proposal: why it is no part of it, and the ways to use it.

Only what is surely nothing, as thanks, is counted alone; every other message stands there with its words.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.drawing.beside.rewritten import dropped, missing
from bot.drawing.view import View
from bot.flow.answering import talking
from bot.flow.answering.propose import sources_of
from bot.flow.answering.talk.wished import is_wish_for_it
from bot.ports.card import Action, Link, Quote
from bot.rules.talk.conversation import Heard, is_to_pass_on
from bot.rules.talk.left.nothing import is_nothing
from bot.rules.talk.left.signs import may_change
from bot.rules.talk.messages.around.wishing import is_wish
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.words import count
from storage.tables import Answer

MOST = 6  # how many more there are is said, and where they stand


def left_out(view: View, used: Collection[int], answer: Answer | None = None) -> tuple[Quote, ...]:
    """The words that are not part of the proposal, newest last; of many, what tells most first. What it says already is not told again."""
    others = _others(view, used, answer)
    worth = _worth(view, others)
    shown = worth if len(worth) <= MOST else sorted(worth, key=lambda each: _tells(each, answer), reverse=True)[:MOST]
    counts = {"more": len(worth) - len(shown), "nothing": len(others) - len(worth)}
    counted = [Quote("", view.say(f"talk.{key}", count=str(number))) for key, number in counts.items() if number]
    return (*(_quote(view, each) for each in shown), *counted)


def not_taken(view: View, answer: Answer) -> tuple[Quote, ...]:
    """All of that for a form, where nothing is pressed: what of the messages it was made of is not in it, and what else was said."""
    beside = (*dropped(view, answer), *left_out(view, sources_of(answer), answer))
    return tuple(replace(quote, actions=()) for quote in beside)


def whole_thread(view: View, answer: Answer) -> tuple[Link, ...]:
    """The way to all that was said, where more was than stands below the proposal."""
    is_more = len(_worth(view, _others(view, sources_of(answer), answer))) > MOST
    return (Link(view.say("talk.whole_thread"), view.card_address),) if is_more and view.card_address else ()


def _others(view: View, used: Collection[int], answer: Answer | None) -> list[Heard]:
    others = [each for each in view.talk.heard if each.contribution.id not in used]
    return [each for each in others if not (answer and missing(view, each.contribution.text, answer) == "")]


def _worth(view: View, others: Sequence[Heard]) -> list[Heard]:
    return [each for each in others if not is_nothing(each.contribution.text, view.unanswered_words, view.first_names)]


def _tells(each: Heard, answer: Answer | None) -> tuple[bool, int]:
    """How much words tell: first those that may change the answer, then the longest."""
    text = each.contribution.text
    return may_change(text, answer.text if answer else ""), count(text)


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
