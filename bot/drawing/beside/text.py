"""What stands beside a text that somebody is about to send: who will read it, and what it must not forget."""

from dataclasses import dataclass

from bot.drawing.question.advice import personal
from bot.drawing.view import View
from bot.flow.answering import correct, hide, redirect
from bot.flow.answering.public_words import CLARIFY
from bot.ports.card import Notice, Quote, Tone


@dataclass(frozen=True)
class Beside:
    """Whether everyone will read the text, and what is shown with it."""

    everyone: bool = True
    notices: tuple[Notice, ...] = ()
    quotes: tuple[Quote, ...] = ()


def beside_a_text(view: View, name: str, detail: str) -> Beside:
    """What belongs to the form of this name, which carries this detail."""
    if {"redirect_text": detail, "hide_text": hide.way_on(detail)}.get(name) == redirect.IN_PRIVATE:
        return Beside(everyone=False, notices=(Notice(Tone.WARNING, view.say("form.private_once")),))
    told = (*_warmly(view), *_personal(view, name), *_general_only(view, name), *_to_rewrite(view, detail))
    return Beside(notices=told, quotes=_asked_back(view, detail))


def _personal(view: View, name: str) -> tuple[Notice, ...]:
    """Where the card warns of personal data, so does the form in which somebody writes an answer, or changes a ready text."""
    where = {"answer": "data", "redirect_text": "ready", "hide_text": "ready"}.get(name)
    return personal(view, where) if where else ()


def _warmly(view: View) -> tuple[Notice, ...]:
    """How to answer where a life may be in danger; the card says it in short."""
    speaks_of_it = view.is_urgent and view.suggested.ready == "self_harm"
    return (Notice(Tone.URGENT, view.say("form.warmly")),) if speaks_of_it else ()


def _general_only(view: View, name: str) -> tuple[Notice, ...]:
    """Where it would tell something of a citizen that this department knows her, an answer must not be about her."""
    if name not in ("answer", correct.CORRECT, correct.RECTIFY):
        return ()
    is_so = redirect.is_sensitive(view.house.municipality, view.question, view.suggested)
    return (Notice(Tone.WARNING, view.say("form.general_only")),) if is_so else ()


def _to_rewrite(view: View, detail: str) -> tuple[Notice, ...]:
    """That nobody but a person can put what an expert wants to know so that the citizen can be asked it."""
    is_so = detail == CLARIFY and view.talk.to_pass_on is not None and not view.to_ask_the_citizen
    return (Notice(Tone.WARNING, view.say("form.rewrite", gap="{sporsmal}")),) if is_so else ()


def _asked_back(view: View, detail: str) -> tuple[Quote, ...]:
    """What an expert wants to know, above a text that asks the citizen for it."""
    asked = view.talk.to_pass_on
    remark = next((one for one in view.remarks if asked and one.id == asked.contribution.id), None)
    if remark is None or detail != CLARIFY:
        return ()
    return (Quote(view.said_by(remark), view.masked(remark.text), view.say("talk.question")),)
