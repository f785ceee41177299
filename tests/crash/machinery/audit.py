"""The auditor: looks at the simulators and at the list of questions, at nothing of the bot's, and says what is wrong."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.pictures.cleaning import cleaned
from sandbox.server import Sandbox
from sandbox.slack.state.values import SimMessage
from tests.chats import by_bot, order_of, picture
from tests.crash.machinery.asked import PICTURE, Kind, Question
from tests.listed import headings, is_list
from tests.town import CHANNEL, buttons, shown, staff_chat

HOLDING = "du får svar her innen"
PROPOSAL = ("Forslag til svar", "Publisert. Godkjent av")  # as it waits, and as it folds
EARLY = (
    "Ingen har tatt dette",
    "ikke hørt noe fra oss",
    "Vi venter fortsatt på",
    "da må svaret være ute",
    "Det er kort tid igjen",
)
OVERDUE = ("Fristen er ute", "Forfalt: ")
CARD_SAYS = {
    Kind.ASKED: "Publisert av Jonas Lie ",
    Kind.WRITTEN: "Publisert av Anne Berg ",
    Kind.RETHOUGHT: "Publisert av Anne Berg ",
    Kind.MESSAGE: "Publisert av Jonas Lie ",
    Kind.PRIVATE: "Vist videre i en privat melding av Anne Berg",
    Kind.PICTURED: "Publisert av Anne Berg ",
    Kind.CLOSED: "Avsluttet uten svar av Jonas Lie",
    Kind.FORGOTTEN: "fristen var ",
}


class Fault(StrEnum):
    """What can be wrong."""

    LOST = "lost"
    DOUBLED = "doubled"
    NOT_APPROVED = "not approved"
    STALE = "stale"
    BESIDE = "beside"  # two reminders at a time: the old one is taken away once the new one stands


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, and with what."""

    fault: Fault
    what: str

    def __str__(self) -> str:
        return f"{self.fault}: {self.what}"


def audit(sandbox: Sandbox, asked: Sequence[Question], *, is_late: bool = False) -> list[Finding]:
    """Everything that is wrong. `is_late`: the deadlines have passed, so that what was forgotten must have been said."""
    there = staff_chat(sandbox).messages(CHANNEL)
    said = [message for message in there if not message.thread_ts and not is_list(message)]
    cards = [(message, shown(message)) for message in said]
    found = [finding for question in asked for finding in _one(sandbox, cards, question, is_late=is_late)]
    return [*found, *_keys(sandbox), *_strays(sandbox, asked), *_strays_alone(sandbox, asked)]


def _one(
    sandbox: Sandbox, shown_cards: Sequence[tuple[SimMessage, str]], question: Question, *, is_late: bool
) -> Iterator[Finding]:
    cards = [card for card, words in shown_cards if question.words in words]
    yield from _exactly(1, len(cards), f"card of {question}")
    yield from _public(sandbox, question)
    for card in cards[:1]:
        thread = staff_chat(sandbox).thread(CHANNEL, card.ts)
        yield from _card(card, question, is_late=is_late)
        yield from _way_to_answer(sandbox, card, question)
        yield from _proposal(thread, question)
        yield from _thread(thread, question)
        yield from _pictures(sandbox, thread, question)
        yield from _reminders(sandbox, card, question, is_late=is_late)
    if question.stuck:
        yield Finding(Fault.LOST, f"the end of {question}: stuck before {question.stuck}")


def _public(sandbox: Sandbox, question: Question) -> Iterator[Finding]:
    texts = _texts(sandbox, question)
    answers = [text for text in texts if HOLDING not in text]
    yield from _exactly(question.is_held, len(texts) - len(answers), f"holding reply to {question}")
    yield from _exactly(question.is_answered, len(answers), f"answer to {question}")
    seen = [_plain(text) for text in question.approved]
    for text in answers:
        if not any(_plain(text) in approved for approved in seen):
            yield Finding(Fault.NOT_APPROVED, f"{text!r} to {question}")


def _card(card: SimMessage, question: Question, *, is_late: bool) -> Iterator[Finding]:
    if question.kind is Kind.FORGOTTEN and not is_late:
        return
    if CARD_SAYS[question.kind] not in shown(card):
        yield Finding(Fault.STALE, f"card of {question}: {shown(card)[:120]!r}")
    if question.is_answered and buttons(card) != ["whole"]:
        yield Finding(Fault.STALE, f"buttons {buttons(card)} on the card of {question}")


def _way_to_answer(sandbox: Sandbox, card: SimMessage, question: Question) -> Iterator[Finding]:
    """A settled card leads to the answer, or to the question where the answer's address could not be read back.

    A message has no address.
    """
    if question.is_answered and not question.is_a_message:
        replies = sandbox.facebook.replies_by_page(question.id)
        places = [question.id, *(reply.id for reply in replies if HOLDING not in reply.text)]
        if not any(place.rpartition("_")[2] in shown(card) for place in places):
            yield Finding(Fault.STALE, f"no way to the answer on the card of {question}")


def _proposal(thread: Sequence[SimMessage], question: Question) -> Iterator[Finding]:
    proposals = [
        message for message in thread if by_bot(message) and any(words in shown(message) for words in PROPOSAL)
    ]
    yield from _exactly(question.has_proposal, len(proposals), f"proposal for {question}")
    for proposal in proposals:
        if "Publisert. Godkjent av" not in shown(proposal) or question.reply not in shown(proposal):
            yield Finding(Fault.STALE, f"proposal for {question}: {shown(proposal)[:120]!r}")


def _thread(thread: Sequence[SimMessage], question: Question) -> Iterator[Finding]:
    calls = sum("spør Teknisk drift" in shown(message) for message in thread)
    if question.is_held and not calls:
        yield Finding(Fault.LOST, f"call for the experts of {question}")


def _pictures(sandbox: Sandbox, thread: Sequence[SimMessage], question: Question) -> Iterator[Finding]:
    """What goes out with the answer is the picture that was chosen, and the citizen's own stands once for the staff."""
    if question.kind is not Kind.PICTURED:
        return
    sent = [sandbox.facebook.picture_of(reply.id) for reply in sandbox.facebook.replies_by_page(question.id)]
    yield from _exactly(1, sent.count(cleaned(PICTURE).content), f"picture in the answer to {question}")
    seen = [picture(message, staff_chat(sandbox)) for message in thread if by_bot(message)]
    yield from _exactly(1, sum(bool(content) for _, content in seen), f"citizen's picture under {question}")


def _reminders(sandbox: Sandbox, card: SimMessage, question: Question, *, is_late: bool) -> Iterator[Finding]:
    """What reminds of a question stands in its thread, or is a line of a list in the channel."""
    thread = staff_chat(sandbox).thread(CHANNEL, card.ts)
    listed = [heading.startswith(OVERDUE) for _, heading in headings(staff_chat(sandbox).messages(CHANNEL), card)]
    overdue = _saying(thread, OVERDUE) + listed.count(True)
    early = _saying(thread, EARLY) + listed.count(False)
    if early + overdue > 1:
        yield Finding(Fault.BESIDE, f"{early + overdue} reminders of {question}")
    if overdue and question.kind is not Kind.FORGOTTEN:
        yield Finding(Fault.DOUBLED, f"overdue reminder of {question}")
    if is_late and question.kind is Kind.FORGOTTEN and not overdue:
        yield Finding(Fault.LOST, f"reminder of {question}")


def _saying(thread: Sequence[SimMessage], any_of: tuple[str, ...]) -> int:
    return sum(any(words in shown(message) for words in any_of) for message in thread)


def _keys(sandbox: Sandbox) -> Iterator[Finding]:
    """Each order of the bot's leaves at most one message, whatever it says, even one that was deleted since: a reminder
    takes the place of the one before.
    """
    standing = [m for top in staff_chat(sandbox).messages(CHANNEL) for m in (top, *_replies(sandbox, top))]
    everything = [*standing, *staff_chat(sandbox).taken_away(CHANNEL)]
    unique = {message.ts: message for message in everything}.values()
    keys = Counter(order for message in unique if (order := order_of(message)))
    for key, count in keys.items():
        if count > 1:
            yield Finding(Fault.DOUBLED, f"{count} messages for {key}")


def _strays(sandbox: Sandbox, asked: Sequence[Question]) -> Iterator[Finding]:
    """The page has said nothing but what stands under the questions, not even for a moment."""
    expected = Counter(text for question in asked if not question.is_a_message for text in _texts(sandbox, question))
    own_posts = {post.text for post in sandbox.facebook.posts("main") if post.by_page}
    said = Counter(text for text in sandbox.facebook.public_texts("main") if text not in own_posts)
    for text, count in (said - expected).items():
        yield Finding(Fault.DOUBLED, f"{count} times {text!r} somewhere on the page")


def _strays_alone(sandbox: Sandbox, asked: Sequence[Question]) -> Iterator[Finding]:
    """Whoever was answered in private has read nothing else of ours in that conversation."""
    private = [question for question in asked if question.kind is Kind.PRIVATE]
    for citizen in {question.citizen for question in private}:
        for said in sandbox.facebook.conversation("main", citizen):
            if said.by_page and not any(question.place in said.text for question in private):
                yield Finding(Fault.DOUBLED, f"{said.text!r} to a citizen alone")


def _texts(sandbox: Sandbox, question: Question) -> list[str]:
    """What the page has said to a question: under the comment, or in the conversation."""
    if question.kind is Kind.PRIVATE:
        public = sandbox.facebook.replies_by_page(question.id) if question.id else []
        alone = [said for said in sandbox.facebook.conversation("main", question.citizen) if said.by_page]
        return [said.text for said in (*public, *(one for one in alone if f"om {question.place}." in one.text))]
    if question.kind is Kind.MESSAGE:
        return [said.text for said in sandbox.facebook.conversation("main", question.citizen) if said.by_page]
    return [reply.text for reply in sandbox.facebook.replies_by_page(question.id)] if question.id else []


def _replies(sandbox: Sandbox, message: SimMessage) -> list[SimMessage]:
    return [] if message.thread_ts else staff_chat(sandbox).thread(CHANNEL, message.ts)


def _exactly(wanted: int, there: int, what: str) -> Iterator[Finding]:
    if there < wanted:
        yield Finding(Fault.LOST, what)
    elif there > wanted:
        yield Finding(Fault.DOUBLED, f"{there} times {what}")


def _plain(text: str) -> str:
    """Without line breaks and indents, which a chat draws its own way."""
    return " ".join(text.split())
