"""The card of a question in the channel, to be read in five seconds: who asks and until when, the words, what to do next.

A question that is settled folds to two lines; the whole of it opens from there.
"""

from datetime import timedelta

from bot.drawing.question.advice import advice, warnings
from bot.drawing.question.buttons import buttons, settled_buttons
from bot.drawing.state_words import is_to_hide, last_public, state_words
from bot.drawing.talk import at_a_glance
from bot.drawing.view import View
from bot.flow.answering.public_words import CLARIFY, bare
from bot.flow.keeping.worth import KEPT
from bot.flow.promising.extend import waiting_for_manager
from bot.ports.card import Action, Card, Link, Notice, Quote, Thumbnail, Tone
from bot.ports.showing import first_words
from bot.rules.attached import in_thread
from bot.rules.states import OPEN, State, is_open

POST_WORDS, NOTIFIED_WORDS, FOLDED_WORDS, ASKED_WORDS, READY_WORDS = 30, 100, 60, 60, 100
AT_ONCE = timedelta(minutes=10)  # a card that came so soon carries the time of asking as its own
WITHOUT_FIRST_SIGN = frozenset({"emergency", "no_answer_needed", "hide"})
"""Where a first word in time is not the question: help is needed at once, or nothing is."""


def question_card(view: View) -> Card:
    """Draw the card as it should stand now."""
    return _open_card(view) if is_open(view.question.state) else _folded_card(view)


def _open_card(view: View) -> Card:
    actions, more = buttons(view)
    return Card(
        summary=asks(view),
        title=view.say("card.title", who=head(view), due=due_words(view)),
        lead=_lead(view),
        notices=warnings(view),
        quotes=(*at_a_glance(view), *_ready(view)),
        thumbnail=_thumbnail(view),
        advice=advice(view),
        actions=actions,
        more=more,
        links=_links(view),
        footer=_small_print(view),
    )


def _folded_card(view: View) -> Card:
    is_there = view.question.state != State.WITHDRAWN
    said = view.say("card.said", who=head(view), words=view.first_words(FOLDED_WORDS)) if is_there else head(view)
    return Card(
        summary=f"{said} · {state_words(view)}",
        body=said,
        actions=settled_buttons(view),
        aside=Action("whole", view.say("button.whole"), view.value()),
        notices=(Notice(Tone.WARNING, view.say(view.question.notice)),) if view.question.notice else (),
        links=_links(view),
        footer=" ".join(part for part in (state_words(view), _archive(view), _number(view)) if part),
    )


def head(view: View) -> str:
    """Who asks, and by which way; who took everything back is named no longer."""
    is_gone = view.question.state == State.WITHDRAWN
    who = view.say("card.a_citizen") if is_gone else view.question.author_name or view.say("card.unknown_author")
    return view.say(f"card.from_{view.question.kind}", who=who)


def asks(view: View, who: str = "", words: str = "", *, due_is_said: bool = False) -> str:
    """Who asks what, masked, and until when: what a phone shows. Somebody else's words can stand for the citizen's.

    `due_is_said` leaves out the time, where a sentence before it names it or is about something else; of what is settled
    none is told.
    """
    said = first_words(view.masked(words), NOTIFIED_WORDS) if words else view.first_words(NOTIFIED_WORDS)
    if due_is_said or not is_open(view.question.state):
        return view.say("card.said", who=who or head(view), words=said)
    return view.say("card.asks", who=who or head(view), words=said, due=due_words(view))


def about(view: View) -> str:
    """When it was asked, on which page where the channel carries several, and under which post."""
    asked, post = _asked(view), _post(view)
    if post:
        asked = view.say("card.asked_under", asked=asked, post=post)
    return f"{asked}."


def _small_print(view: View) -> str:
    """By when a first sign of life is due, while none has come and one is wanted; where it was asked, and its number."""
    question = view.question
    first = ""
    if question.reacted_at is None and not view.is_overdue and view.suggested.expected not in WITHOUT_FIRST_SIGN:
        first = view.say("card.first_reaction", due=view.clock(question.reaction_due_at))
    asked = _place(view) if question.heard_at - question.asked_at < AT_ONCE else _asked(view)
    kept = "" if view.suggested.expected == "emergency" else _archive(view)  # that can wait
    return " ".join(part for part in (first, f"{asked}." if asked else "", kept, _number(view)) if part)


def _asked(view: View) -> str:
    question, asked = view.question, view.clock(view.question.asked_at)
    place = _place(view)
    return (
        view.say("card.on_page", asked=asked, page=place)
        if place
        else view.say(f"card.about_{question.kind}", asked=asked)
    )


def _place(view: View) -> str:
    """The page's name where the channel carries several."""
    channels = [page.channel for page in view.house.municipality.pages.values()]
    return view.page_name if channels.count(view.question.channel) > 1 else ""


def _post(view: View) -> str:
    """The first words of the post it stands under."""
    return first_words(view.masked(view.question.post_text), POST_WORDS)


def _number(view: View) -> str:
    return view.say("card.number", number=str(view.question.id))


def _archive(view: View) -> str:
    """Whether it is worth keeping in the archive, and why; nothing is said of what is not."""
    flag, reason = view.archive
    if flag not in KEPT:
        return ""
    return view.say(f"card.archive_{flag}", reason=view.say(f"archive.{reason}"))


def due_words(view: View) -> str:
    """What is due and when; or that nothing is."""
    if view.question.wants_no_answer and not view.is_urgent:
        return view.say("card.no_hurry")
    key = "now" if view.is_urgent else "late" if view.is_overdue else _until(view)
    near = "_near" if view.is_due_today and key == _until(view) else ""
    return view.say(f"card.{key}{near}", due=view.due_on_card)


def _until(view: View) -> str:
    """What is due at the deadline: what was promised, an answer, or a look where hardly anybody should have an answer."""
    return "promised" if view.promise else "look" if is_to_hide(view) else "due"


def _lead(view: View) -> str:
    """Where it stands once somebody did something; a new question needs no words for that, nor does an answer where help comes first."""
    question = view.question
    says = question.state != State.NEW or view.is_overdue
    stands = state_words(view) if says and not (view.is_urgent and question.state == State.PROPOSED) else ""
    asked = waiting_for_manager(view.promise, view.answers) if view.may_extend else None
    waits = (
        view.say("card.asks_manager", until=view.clock(asked.promised_until)) if asked and asked.promised_until else ""
    )
    return " ".join(part for part in (stands, _asks_back(view), waits) if part)


def _asks_back(view: View) -> str:
    asked = view.asks_back if view.question.state in OPEN else None
    if asked is None:
        return ""
    name, words = asked
    told = "card.wishes" if view.wants_something else "card.asks_back"
    return view.say(told, name=name, words=first_words(words, ASKED_WORDS))


def _ready(view: View) -> tuple[Quote, ...]:
    """The answer that waits, in short: what is said below it in the thread may cover the message where all of it stands."""
    waits = view.proposal if view.question.state == State.PROPOSED else None
    if waits is None:
        return ()
    words = first_words(bare(waits.text, view.question.language), READY_WORDS)
    return (Quote(view.say("card.proposed_by", name=view.author_of(waits)), words),)


def _thumbnail(view: View) -> Thumbnail | None:
    """The picture that the citizen has sent last, of those that the chat shows."""
    standing = [remark for remark in view.citizen_remarks if not remark.gone_at]
    shown = [picture for remark in standing for _, picture in sorted(in_thread(remark).items())]
    if not shown:
        return None
    alt = view.say("picture.from", name=view.question.author_name or view.say("picture.citizen"))
    return Thumbnail(shown[-1], alt, view.say("card.picture" if len(shown) == 1 else "card.pictures"))


def _links(view: View) -> tuple[Link, ...]:
    answer = last_public(view)
    if answer and answer.link and not is_open(view.question.state):
        asks = answer.variant == CLARIFY
        return (Link(view.say("card.see_what_we_asked" if asks else "card.see_answer"), answer.link),)
    offered = view.offered.link if view.offered else ""
    earlier = (Link(view.say("card.see_earlier"), offered),) if offered else ()
    return (*_to_other(view), *earlier, *_to_page(view))


def _to_other(view: View) -> tuple[Link, ...]:
    """Where the other question of hers stands, to which this may belong."""
    other = view.also_asks
    address = view.house.link_of(other.channel, other.card_id) if other and other.card_id else ""
    return (Link(view.say("card.open_other", number=str(other.id)), address),) if other and address else ()


def _to_page(view: View) -> tuple[Link, ...]:
    """Where the citizen's words stand."""
    if not view.question.link:
        return ()
    post = _post(view)
    shows_post = post and is_open(view.question.state)
    label = view.say("card.see_under", post=post) if shows_post else view.say("card.see_question")
    return (Link(label, view.question.link),)
