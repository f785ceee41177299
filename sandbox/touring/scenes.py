"""The story, scene by scene: who does what, and what must be seen of it on Facebook and in the chat before the next scene."""

from dataclasses import dataclass
from datetime import timedelta

from sandbox.facebook.state.records import last_segment
from sandbox.people import CITIZENS, COLLEAGUES
from sandbox.stage.clock_jumps import deadline
from sandbox.touring.chats.chat import Spoken
from sandbox.touring.eyes import PAGE
from sandbox.touring.guide import Guide
from sandbox.touring.words import moment, several, words

KARI, AHMED, LIV, ERIK = CITIZENS[:4]
ANNE, JONAS, OLA, INGRID = COLLEAGUES[:4]
TURID = COLLEAGUES[-1]
BEFORE_DEADLINE = timedelta(hours=2)


@dataclass(frozen=True)
class Asked:
    """A citizen's comment and the card that stands for it."""

    comment_id: str
    card: Spoken


async def play_all(guide: Guide) -> None:
    """The whole story in order. Raises `Unseen` at the first step that does not happen."""
    karis = await kari_asks(guide)
    await anne_asks_the_experts(guide, karis)
    proposal = await ola_replies(guide, karis)
    await turid_may_not(guide, karis, proposal)
    await anne_publishes(guide, karis, proposal)
    await kari_asks_on(guide, karis)
    livs = await facebook_tells_twice(guide)
    await jonas_redirects(guide, livs)
    await ahmed_writes_a_message(guide)
    eriks = await erik_is_promised(guide)
    await the_clock_reminds(guide, eriks)
    await anne_extends(guide, eriks)
    await everybody_has_an_answer(guide)


async def kari_asks(guide: Guide) -> Asked:
    """Kari comments; a card appears with her words and the deadline."""
    guide.scene("question")
    due = moment(deadline(guide.clock.now()))
    return await _asks(guide, "question", due)


async def anne_asks_the_experts(guide: Guide, karis: Asked) -> None:
    """Anne asks a department; Kari is told until when, the experts are called into the thread."""
    guide.scene("ask")
    due = moment(deadline(guide.clock.now()))
    await guide.presses(ANNE, karis.card, "ask")
    await guide.fills(ANNE, "ask", {"department": words("ask.department"), "holding": "holding"})
    await guide.public("ask.public", karis.comment_id, due, due=due)
    called = await guide.in_thread("ask.called_in", karis.card, words("ask.called_in_words"))
    await guide.sees("ask.reached", lambda: guide.chat.has_called(INGRID, called), lambda: guide.read(called))


async def ola_replies(guide: Guide, karis: Asked) -> Spoken:
    """Ola writes in the thread; his words become the proposal, and nothing more."""
    guide.scene("reply")
    await guide.says(OLA, karis.card, words("reply.says"))
    proposal = await guide.in_thread("reply.proposal", karis.card, words("reply.proposal_words"))
    await _still_only(guide, "reply.not_public", karis, 1)
    return proposal


async def turid_may_not(guide: Guide, karis: Asked, proposal: Spoken) -> None:
    """Turid presses the button all the same."""
    guide.scene("no_right")
    await guide.presses(TURID, proposal, "publish")
    await guide.told("no_right.told", TURID, words("no_right.told_words"))
    await _still_only(guide, "no_right.not_public", karis, 1)


async def anne_publishes(guide: Guide, karis: Asked, proposal: Spoken) -> None:
    """Anne corrects one word; exactly those characters stand on Facebook, once."""
    guide.scene("publish")
    await guide.presses(ANNE, proposal, "edit")
    old, new = words("publish.old"), words("publish.new")
    written = guide.chat.written(await guide.form(ANNE, "answer"), "text")
    guide.paper.deed(words("frame.edits", who=ANNE.name, old=old, new=new))
    approved = written.replace(old, new)
    await guide.fills(ANNE, "answer", {"text": approved})
    await guide.public("publish.public", karis.comment_id, approved)
    published = guide.facebook.replies_by_page(karis.comment_id)[-1]
    link = f"{words('publish.link')} → https://www.facebook.com/"
    await guide.card("publish.card", words("publish.card_words"), link, last_segment(published.id))
    await guide.sees("publish.once", lambda: guide.replies(karis.comment_id)[1:] == [approved], guide.channel)


async def kari_asks_on(guide: Guide, karis: Asked) -> None:
    """Kari writes again under her comment: the same question, the same thread."""
    guide.scene("again")
    again = guide.comments(KARI, words("again.asks"), under=karis.comment_id)
    await guide.in_thread("again.thread", karis.card, words("again.thread_words"), words("again.asks"))
    await guide.sees("again.one_card", lambda: len(guide.cards(words("question.asks"))) == 1, guide.channel)
    await guide.says(OLA, karis.card, words("again.says"))
    proposal = await guide.in_thread("again.proposal", karis.card, words("again.proposal_words"))
    await guide.presses(JONAS, proposal, "publish")
    await guide.public("again.public", again, words("again.proposal_words"))


async def facebook_tells_twice(guide: Guide) -> Asked:
    """One webhook comes twice."""
    guide.scene("twice")
    guide.faults.arm("facebook.webhook.duplicate")
    livs = await _asks(guide, "twice")

    def received() -> list[int]:
        return [tried.status for tried in guide.facebook.sender.attempts if tried.what.endswith(f" {livs.comment_id}")]

    await guide.sees("twice.delivered", lambda: received() == [200, 200], lambda: str(received()))
    return livs


async def jonas_redirects(guide: Guide, livs: Asked) -> None:
    """What belongs to a case is not answered on Facebook: Liv is shown the way."""
    guide.scene("redirect")
    await guide.presses(JONAS, livs.card, "redirect")
    chosen = {"kind": words("redirect.kind"), "department": words("redirect.department")}
    await guide.fills(JONAS, "redirect", chosen)
    await guide.fills(JONAS, "redirect_text", {})
    await guide.public("redirect.public", livs.comment_id, *several("redirect.public_words"))
    await guide.card("redirect.card", words("twice.asks"), words("redirect.card_words"))


async def ahmed_writes_a_message(guide: Guide) -> None:
    """A message is answered in the conversation. It came after Liv's doubled event: that made no second card."""
    guide.scene("message")
    guide.messages(AHMED, words("message.asks"))
    card = await guide.card("message.card", words("message.asks"))
    await guide.sees("message.one_card", lambda: len(guide.cards(words("twice.asks"))) == 1, guide.channel)
    await guide.presses(JONAS, card, "answer")
    await guide.fills(JONAS, "answer", {"text": words("message.answer")})
    await guide.private("message.private", AHMED, words("message.answer"))


async def erik_is_promised(guide: Guide) -> Asked:
    """Erik is promised an answer by a time."""
    guide.scene("promise")
    eriks = await _asks(guide, "promise")
    due = moment(deadline(guide.clock.now()))
    await guide.presses(ANNE, eriks.card, "holding")
    await guide.fills(ANNE, "holding", {"department": words("promise.department"), "holding": "holding"})
    await guide.public("promise.public", eriks.comment_id, due, due=due)
    await guide.card("promise.promised", words("promise.asks"), words("promise.promised_words"))
    return eriks


async def the_clock_reminds(guide: Guide, eriks: Asked) -> None:
    """Two open hours before the promise is broken the bot speaks up."""
    guide.scene("reminder")
    guide.move_clock(deadline(guide.clock.now()) - BEFORE_DEADLINE)
    await guide.in_thread("reminder.thread", eriks.card, words("reminder.thread_words"))


async def anne_extends(guide: Guide, eriks: Asked) -> None:
    """The one extension, in public and with a reason; then the answer, in time."""
    guide.scene("extension")
    due = moment(deadline(guide.clock.now()))
    await guide.presses(ANNE, eriks.card, "extend")
    await guide.fills(ANNE, "extend", {"reason": words("extension.reason")})
    await guide.fills(ANNE, "extend_text", {})
    await guide.public("extension.public", eriks.comment_id, due, due=due)
    await guide.sees("extension.no_more", lambda: not _can_extend(guide, eriks), guide.channel)
    await guide.presses(ANNE, eriks.card, "answer")
    await guide.fills(ANNE, "answer", {"text": words("extension.answer")})
    await guide.public("extension.answered", eriks.comment_id, words("extension.answer"))
    await guide.card("extension.card", words("promise.asks"), words("extension.card_words"))


async def everybody_has_an_answer(guide: Guide) -> None:
    """Nothing is left open, and nothing was said twice in public."""
    guide.scene("end")
    guide.paper.deed(words("end.deed", who=ANNE.name, command=guide.chat.command))
    shown = await guide.chat.asks_for_the_list(ANNE)
    await guide.sees("end.list", lambda: words("end.list_words") in shown, lambda: shown)
    public = guide.facebook.public_texts(PAGE.key)
    await guide.sees("end.no_doubles", lambda: len(public) == len(set(public)), lambda: "\n\n".join(public))


async def _asks(guide: Guide, scene: str, due: str = "") -> Asked:
    citizen = {"question": KARI, "twice": LIV, "promise": ERIK}[scene]
    comment_id = guide.comments(citizen, words(f"{scene}.asks"))
    return Asked(comment_id, await guide.card(f"{scene}.card", words(f"{scene}.asks"), due, due=due))


async def _still_only(guide: Guide, key: str, asked: Asked, count: int) -> None:
    await guide.sees(key, lambda: len(guide.replies(asked.comment_id)) == count, lambda: guide.page(asked.comment_id))


def _can_extend(guide: Guide, asked: Asked) -> bool:
    card = guide.chat.now(asked.card)
    return card is None or card.button("extend") is not None
