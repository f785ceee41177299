"""What somebody at the desk made of an expert's words: who changed them, what of them is in the text no longer, and what of
the desk's own went when the expert wrote again.
"""

from bot.drawing.view import View
from bot.flow.answering import talking
from bot.flow.answering.propose import sources_of
from bot.flow.answering.public_words import bare
from bot.flow.answering.talk.kept_out import kept_out, sentences
from bot.ports.card import Action, Quote
from bot.rules.talk.conversation import Conversation, Heard
from storage.tables import Answer


def written_by(view: View, answer: Answer) -> str:
    """Whose answer a proposal is, and who has changed it since."""
    name, editor = view.author_of(answer), editor_of(view, answer)
    if editor:
        return view.say("proposal.by_changed", name=name, editor=editor)
    return view.say("proposal.by", name=name)


def editor_of(view: View, answer: Answer) -> str:
    """Who at the desk made other words of an expert's answer; empty where it stands as it was said."""
    editor = view.changed_by(answer)
    return editor if editor != view.author_of(answer) and editor and _is_other(view, answer) else ""


def dropped(view: View, answer: Answer) -> list[Quote]:
    """What of the words that the text was made of somebody has taken out, with the way back to them."""
    if not view.changed_by(answer):
        return [
            *_replaced(view, answer),
            *(quote for each in _used(view, answer) for quote in _cut(view, answer, each)),
        ]
    return [
        quote for each in _used(view, answer) for quote in (*_dropped(view, answer, each), *_cut(view, answer, each))
    ]


def _dropped(view: View, answer: Answer, each: Heard) -> list[Quote]:
    left = missing(view, talking.public(each.words), answer)
    if not left:
        return []
    remark = next(one for one in view.remarks if one.id == each.contribution.id)
    use = Action("use_this", view.say("button.use_this"), view.value(each.contribution.id))
    return [Quote(view.said_by(remark), view.masked(left), view.say("talk.dropped"), (use,))]


def _replaced(view: View, answer: Answer) -> list[Quote]:
    """What somebody wrote at the desk before an expert's newer words took the place of the text."""
    out = max((one.version for one in view.answers if one.state == "published"), default=0)
    for one in view.answers:
        if out < one.version < answer.version and (editor := view.changed_by(one)):
            said = " ".join(talking.public(each.words) for each in view.talk.heard)
            left = missing(view, bare(one.text, view.question.language), answer, said)
            return [Quote(editor, view.masked(left), view.say("talk.replaced"))] if left else []
    return []


def _cut(view: View, answer: Answer, each: Heard) -> list[Quote]:
    """What the rules took for talk in a message of which the rest is the answer, with the way to add it."""
    there = bare(answer.text, view.question.language)
    left = kept_out(each, there, view.unanswered_words, view.first_names)
    if not left:
        return []
    remark = next(one for one in view.remarks if one.id == each.contribution.id)
    join = Action("join", view.say("button.join"), view.value(each.contribution.id))
    return [Quote(view.said_by(remark), view.masked(left), view.say("talk.cut"), (join,))]


def missing(view: View, text: str, answer: Answer, beside: str = "") -> str:
    """The sentences of a text that an answer does not have, nor what stands beside it."""
    there = {**sentences(bare(answer.text, view.question.language)), **sentences(beside)}
    return " ".join(words for key, words in sentences(text).items() if key not in there)


def _is_other(view: View, answer: Answer) -> bool:
    """Whether the text says more or less than the words it was made of."""
    said = {key for each in _used(view, answer) for key in sentences(talking.public(each.words))}
    return bool(said) and said != {*sentences(bare(answer.text, view.question.language))}


def _used(view: View, answer: Answer) -> list[Heard]:
    used = sources_of(answer)
    return [each for each in _talk(view, answer).heard if each.contribution.id in used and each.words]


def _talk(view: View, answer: Answer) -> Conversation:
    """The talk that a text was made of: what was said before it went out counts no longer for the next."""
    if answer.state in ("proposed", "approved") or answer.approved_at is None:
        return view.talk
    before = [one for one in view.answers if one.version < answer.version]
    said = [one for one in view.remarks if one.written_at is None or one.written_at <= answer.approved_at]
    return talking.conversation(view.house, view.question, said, before)
