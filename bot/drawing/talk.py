"""The talk on the page as a card tells it: the citizen's words, ours, and what was written by hand, in the order of time."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from bot.drawing.state_words import shows_nobody
from bot.drawing.view import View
from bot.flow.answering import correct, hide
from bot.flow.answering.public_words import CLARIFY
from bot.flow.answering.redirect import LATE
from bot.flow.forgetting.erase import is_erased
from bot.ports.card import Quote
from bot.ports.happenings import Kind
from bot.ports.showing import ELLIPSIS, cut, first_words, one_line
from bot.rules import attached
from storage.tables import Answer, Remark

ANSWERED_WORDS = 60
GLANCE, BEGINS = 240, 140  # characters of a text on an open card; of how a longer one begins
_ASKS = re.compile(r"[^.!?\n]+\?")
WAITING = ("holding", "extension")
SHOWN_BEFORE = 3  # earlier replies of the page in the same thread
_LONG_AGO = datetime.fromtimestamp(0, UTC)


def talk(view: View, *, apart: bool = False) -> tuple[Quote, ...]:
    """Everything that was said, oldest first; a citizen who spoke alone and once goes without a name.

    `apart` says nothing of pictures that the chat shows: they are told of in another place.
    """
    said = sorted(_said(view, apart=apart), key=lambda each: each[0])
    quotes = [quote for _, quote in said]
    return (Quote("", quotes[0].text, quotes[0].note),) if len(quotes) == 1 else tuple(quotes)


def at_a_glance(view: View) -> tuple[Quote, ...]:
    """The same for an open card: her name and what was promised stand above, and a long text is told in short."""
    said = [replace(each, text=gist(each.text)) for each in talk(view, apart=True) if each.note not in _waits(view)]
    if said and said[0].who == view.question.author_name:
        said[0] = replace(said[0], who="")
    return tuple(said)


def is_cut(view: View) -> bool:
    """Whether an open card tells a text in short, so that the whole of it must be there to open."""
    return any(len(each.text) > GLANCE for each in talk(view) if each.note not in _waits(view))


def gist(text: str) -> str:
    """A text that can be read at a glance: a long one by how it begins, and by what it asks further down."""
    if len(text) <= GLANCE:
        return text
    begins = cut(text, BEGINS)
    left = text[len(begins.removesuffix(ELLIPSIS).rstrip()) :]
    asks = " … ".join(one_line(sentence) for sentence in _ASKS.findall(left))
    return f"{begins} {first_words(asks, GLANCE - BEGINS)}" if asks else cut(text, GLANCE)


def _waits(view: View) -> tuple[str, ...]:
    return tuple(view.say(f"card.published_{kind}") for kind in WAITING)


def citizen_quotes(view: View) -> tuple[Quote, ...]:
    """What the citizen wrote, with personal numbers masked; deleted words are not shown again."""
    return tuple(citizen_quote(view, remark) for remark in view.citizen_remarks)


def unmasked_quotes(view: View) -> tuple[Quote, ...]:
    """The citizen's words as they were written, for one person who may see them; what is deleted or erased stays so."""
    return tuple(citizen_quote(view, remark, masked=str) for remark in view.citizen_remarks)


def meant_quotes(view: View) -> tuple[Quote, ...]:
    """Which of the citizen's words would be hidden or deleted."""
    standing = [remark for remark in view.citizen_remarks if not remark.gone_at]
    return tuple(
        citizen_quote(view, remark) for remark in hide.concerned(view.question, standing, view.house.public_contacts)
    )


def our_quotes(view: View) -> tuple[Quote, ...]:
    """What we have published, oldest first."""
    return tuple(_ours(view, answer)[1] for answer in view.answers if answer.state == "published")


def standing_quote(view: View) -> tuple[Quote, ...]:
    """The text of ours that answers the question in public now."""
    ours = [answer for answer in view.answers if answer.kind in correct.ANSWERS and answer.state == "published"]
    return tuple(_ours(view, answer)[1] for answer in ours[-1:])


def news(view: View, newest: int) -> tuple[Quote, ...]:
    """What people wrote after the remark `newest`; else what was edited or deleted last, since something has changed."""
    said = [remark for remark in view.remarks if not remark.by_bot]
    fresh = [remark for remark in said if (remark.id or 0) > newest and not remark.gone_at]
    changed = sorted((r for r in said if r.edited_at or r.gone_at), key=lambda r: r.gone_at or r.edited_at or _LONG_AGO)
    return tuple(_new(view, remark) for remark in fresh or changed[-1:])


def _new(view: View, remark: Remark) -> Quote:
    if remark.author == "citizen":
        return citizen_quote(view, remark)
    who = view.page_name if remark.door == "page" else remark.author_name or view.house.name_of(remark.author_id)
    words = view.say("card.deleted_message") if remark.gone_at else view.masked(remark.text)
    return Quote(who or view.say("card.unknown_author"), words, view.say("card.new_in_thread"))


def _said(view: View, *, apart: bool) -> Iterator[tuple[datetime, Quote]]:
    yield from ((remark.written_at or _LONG_AGO, _parent_quote(view, remark)) for remark in view.parents)
    yield from (
        (remark.written_at or _LONG_AGO, citizen_quote(view, remark, apart=apart)) for remark in view.citizen_remarks
    )
    yield from (_ours(view, answer) for answer in view.answers if answer.state == "published")
    asked_at = view.question.asked_at
    before = [r for r in view.neighbours if r.written_at and r.written_at < asked_at][-SHOWN_BEFORE:]
    yield from (_beside(view, remark, "card.answered_before") for remark in before)
    after = [r for r in view.neighbours if not r.by_bot and not (r.written_at and r.written_at < asked_at)]
    yield from (_beside(view, remark, "card.written_by_hand") for remark in after)


def _ours(view: View, answer: Answer) -> tuple[datetime, Quote]:
    quote = Quote(view.page_name, answer.text, view.say(f"card.published_{_kind(answer)}"))
    return answer.published_at or _LONG_AGO, quote


def _kind(answer: Answer) -> str:
    if answer.variant == CLARIFY:
        return CLARIFY
    if answer.variant == LATE:
        return LATE
    return "ready_text" if answer.kind == "redirect" and shows_nobody(answer) else answer.kind


def _beside(view: View, remark: Remark, note: str) -> tuple[datetime, Quote]:
    return remark.written_at or view.question.asked_at, Quote(view.page_name, remark.text, view.say(note))


def _parent_quote(view: View, remark: Remark) -> Quote:
    """What somebody else wrote and the citizen answers."""
    who = view.page_name if remark.author == "page" else remark.author_name or view.say("card.unknown_author")
    return Quote(who, _words(view, remark, view.masked), view.say("card.is_answered"))


def citizen_quote(view: View, remark: Remark, masked: attached.Masked | None = None, *, apart: bool = False) -> Quote:
    """One thing the citizen wrote: masked words, or what stands in their place; with what came along and what it answers."""
    who, shown = remark.author_name or view.say("card.unknown_author"), masked or view.masked
    if remark.gone_at:
        return Quote(who, view.in_place_of([remark]))
    is_message = view.question.kind == Kind.MESSAGE
    told = {"in_inbox": is_message, "apart": apart}
    beside = attached.beside(view.say, shown, remark, **told) if remark.text.strip() else ""
    edited = view.say("card.edited") if remark.edited_at else ""
    notes = (_answers(view, remark), beside, edited)
    return Quote(who, _words(view, remark, shown), ", ".join(note for note in notes if note))


def _words(view: View, remark: Remark, masked: attached.Masked) -> str:
    if remark.gone_at:
        return view.in_place_of([remark])
    if is_erased(remark):
        return view.say("card.erased_words")
    return masked(remark.text) if remark.text.strip() else attached.instead(view.say, masked, [remark])


def _answers(view: View, remark: Remark) -> str:
    """What of the talk a remark answers, unless that is what stands just above it."""
    above = [r for r in (*view.citizen_remarks, *view.neighbours) if r.written_at and r.written_at <= _at(remark)]
    above = sorted((r for r in above if r.id != remark.id), key=_at)
    answered = next((r for r in above if remark.parent_last and r.last_id == remark.parent_last), None)
    if answered is None or answered is above[-1]:
        return ""
    return view.say("card.answers", words=first_words(_words(view, answered, view.masked), ANSWERED_WORDS))


def _at(remark: Remark) -> datetime:
    return remark.written_at or _LONG_AGO
