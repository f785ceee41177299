"""The fields by which a picture from the thread goes out with an answer, and what says that one will."""

from bot.drawing.view import View
from bot.flow.answering import pictures, public_words
from bot.flow.answering.pictures import Offered
from bot.ports.card import Notice, Tone
from bot.ports.form import Choice, ChoiceField, Field, TextField
from bot.ports.showing import cut
from storage.tables import Answer

PICTURED = ("picture", "alt")
MOST = 10  # the newest that can be chosen from
LONGEST_NAME = 40
LONGEST_ALT = 300


def picture_fields(view: View, text: str) -> tuple[Field, ...]:
    """Which picture of the thread goes out, if any, and what it shows; nothing where there is none to choose."""
    found = pictures.offered(view.house, view.question, view.remarks)[:MOST]
    if not found:
        return ()
    none = Choice(pictures.NO_PICTURE, view.say("form.picture.none"))
    choices = (none, *(Choice(one.file, _label(view, one)) for one in found))
    now = view.proposal.picture if view.proposal and view.proposal.state == "proposed" else ""
    chosen = now if now in [choice.value for choice in choices] else pictures.NO_PICTURE
    shows = public_words.description_in(text, view.question.language) if now else ""
    hint = view.say("form.picture.alt_hint")
    return (
        ChoiceField("picture", view.say("form.picture.label"), choices, value=chosen),
        TextField(
            "alt",
            view.say("form.picture.alt"),
            value=shows,
            hint=hint,
            max_length=LONGEST_ALT,
            multiline=False,
            required=False,
        ),
    )


def goes_out(view: View, answer: Answer) -> tuple[Notice, ...]:
    """What says on a proposal that a picture goes out with it."""
    found = pictures.offered(view.house, view.question, view.remarks)
    named = [_label(view, one) for one in found if one.file == answer.picture]
    return tuple(Notice(Tone.INFO, view.say("proposal.with_picture", picture=name)) for name in named[:1])


def _label(view: View, one: Offered) -> str:
    who = one.remark.author_name or view.house.name_of(one.remark.author_id) or view.say("card.a_colleague")
    return view.say("form.picture.of", name=who, file=cut(view.masked(one.name), LONGEST_NAME) or "–")
