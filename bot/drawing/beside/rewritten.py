"""What somebody at the desk made of an expert's words: who changed them, and what of them is in the text no longer."""

from bot.drawing.view import View
from bot.flow.answering import talking
from bot.flow.answering.propose import sources_of
from bot.flow.answering.public_words import bare
from bot.ports.card import Action, Quote
from bot.rules.talk.conversation import Heard
from bot.rules.talk.messages.asking import BREAK
from storage.tables import Answer


def written_by(view: View, answer: Answer) -> str:
    """Whose answer a proposal is, and who has changed it since."""
    name, editor = view.author_of(answer), view.changed_by(answer)
    if editor and editor != name and _is_other(view, answer):
        return view.say("proposal.by_changed", name=name, editor=editor)
    return view.say("proposal.by", name=name)


def dropped(view: View, answer: Answer) -> list[Quote]:
    """What of the words that the text was made of somebody has taken out, with the way back to them."""
    if not view.changed_by(answer):
        return []
    return [quote for each in _used(view, answer) for quote in _dropped(view, answer, each)]


def _dropped(view: View, answer: Answer, each: Heard) -> list[Quote]:
    stands = _sentences(bare(answer.text, view.question.language))
    left = [words for key, words in _sentences(talking.public(each.words)).items() if key not in stands]
    if not left:
        return []
    remark = next(one for one in view.remarks if one.id == each.contribution.id)
    use = Action("use_this", view.say("button.use_this"), view.value(each.contribution.id))
    return [Quote(view.said_by(remark), view.masked(" ".join(left)), view.say("talk.dropped"), (use,))]


def _is_other(view: View, answer: Answer) -> bool:
    """Whether the text says more or less than the words it was made of."""
    said = {key for each in _used(view, answer) for key in _sentences(talking.public(each.words))}
    return bool(said) and said != {*_sentences(bare(answer.text, view.question.language))}


def _used(view: View, answer: Answer) -> list[Heard]:
    used = sources_of(answer)
    return [each for each in view.talk.heard if each.contribution.id in used and each.words]


def _sentences(text: str) -> dict[str, str]:
    """The sentences of a text as they stand there, by what two of them have in common that say the same."""
    parts = [part.strip() for part in BREAK.split(text) if part and part.strip()]
    return {" ".join(part.split()).casefold().strip(" .!?"): part for part in parts}
